"""The traps in Korean, a module for each topic, and `shared`; loaded only where Korean is asked for, or searched."""

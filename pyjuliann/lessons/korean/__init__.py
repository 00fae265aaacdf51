"""The lessons in Korean, a module for each of the English ones; loaded only where Korean is asked for."""

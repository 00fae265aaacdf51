"""How Julia is reached: the only place that knows processes, juliacall, memory order and index base."""

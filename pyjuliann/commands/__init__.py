"""What the larger commands of the command line do; `pyjuliann.cli` reads their arguments."""

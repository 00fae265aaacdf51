"""What reports, messages and the command line say, in Korean: a table for each module or room that says it."""

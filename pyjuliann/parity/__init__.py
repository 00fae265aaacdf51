"""How two results are compared, judged and diagnosed; knows nothing of the command line or of pytest."""

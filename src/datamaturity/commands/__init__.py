"""The commands of the command line: what each takes, what it reads, and what it does."""

"""Files that people have, read into objects; every fault gathered with its line."""

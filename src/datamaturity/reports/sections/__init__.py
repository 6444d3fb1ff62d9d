"""What a report says of each result: a module for each kind of result, a function for each section."""

"""The tests that a worded sentence must pass against its evidence, one kind of falsehood a file."""

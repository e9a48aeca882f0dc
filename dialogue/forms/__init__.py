"""Words that people send, as values."""

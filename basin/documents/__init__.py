"""Evidence as paper and as files."""

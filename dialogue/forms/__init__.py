"""What people type at a table of dialogue."""

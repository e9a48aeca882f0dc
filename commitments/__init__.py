"""What was promised, by whom, until when, and who verifies it."""

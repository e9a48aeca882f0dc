"""What people of the staff do with meetings."""

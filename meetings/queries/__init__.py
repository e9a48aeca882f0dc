"""What may be known about meetings."""

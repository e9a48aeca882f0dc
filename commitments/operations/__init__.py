"""What people do with commitments."""

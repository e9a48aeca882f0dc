"""What may be known about commitments."""

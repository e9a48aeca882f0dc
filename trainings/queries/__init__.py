"""What may be known about programmes."""

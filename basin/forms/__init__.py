"""Words of people turned into values."""

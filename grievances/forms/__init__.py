"""What people type, turned into values. Words in, values out; no database."""

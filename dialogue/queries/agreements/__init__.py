"""Agreements of a table: found, read, counted."""

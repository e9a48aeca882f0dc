"""Dialogue tables: who sits for whom, positions over rounds, consensus, agreements."""

"""Meetings: agenda, attendance, what was said, and the minutes (acta)."""

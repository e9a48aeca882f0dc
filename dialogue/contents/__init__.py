"""What is sealed and frozen at a table: plain content, and the public copy of it.

Words, numbers, days as ISO text. Nothing in it depends on who asks, on the clock, or on the
language in which it will be printed.
"""

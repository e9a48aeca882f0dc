"""What happens in a child process to a file that somebody sent: it goes in, a clean copy comes out.

Only `python -m kernel.cleaning` runs the parsers that stand here, confined and for one file; see
`kernel.files.child` for who starts it. Nothing here knows the database or a key.
"""

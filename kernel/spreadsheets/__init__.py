"""Spreadsheets that people send, and those that they get.

`reading.read` turns a file into a `books.Book` (in a child process of its own: `python -m
kernel.spreadsheets`); `writing` turns rows into files whose cells no program takes for a formula.
"""

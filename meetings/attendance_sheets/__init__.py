"""Attendance sheets as people really send them, understood row by row. Nothing here is written.

`previews.propose` reads a `kernel.spreadsheets.books.Book` by itself; `previews.read_again` reads
the same book as somebody chose: which sheets and columns, what a mark means, who is one person.
"""

"""What the tests of dialogue may ask for."""

from tests.dialogue.at_table import public_table, table

__all__ = ["public_table", "table"]

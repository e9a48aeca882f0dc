"""The report of a process in words: every sentence is made of figures, dates and what people said.

The same sections stand on the page and on paper, in the language of whoever reads.
"""

from dialogue.documents.report.paper import paper
from dialogue.documents.report.parts import Block, Section, Table
from dialogue.documents.report.sections import sections_of

__all__ = ["Block", "Section", "Table", "paper", "sections_of"]

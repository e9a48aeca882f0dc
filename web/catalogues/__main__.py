"""python -m web.catalogues update|compile|check|export|import."""

from web.catalogues.commands import words

words(prog_name="python -m web.catalogues")

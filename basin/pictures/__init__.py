"""The charts of scenarios, for pages and papers alike: each with its table and its words."""

from basin.pictures.look import Look, Observed
from basin.pictures.picture import Picture
from basin.pictures.six import pictures

__all__ = ["Look", "Observed", "Picture", "pictures"]

"""The charts of scenarios, for pages and papers alike: each with its table and its words."""

from basin.pictures.asked import Asked
from basin.pictures.look import Look, Observed
from basin.pictures.picture import Picture
from basin.pictures.scene import Scene, scene_of, stamp_of
from basin.pictures.six import pictures

__all__ = ["Asked", "Look", "Observed", "Picture", "Scene", "pictures", "scene_of", "stamp_of"]

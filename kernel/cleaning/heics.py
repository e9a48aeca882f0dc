"""Pictures of iPhones: their decoder takes long to load, so it is loaded for them alone."""

from pillow_heif import register_heif_opener

from kernel.cleaning import images
from kernel.cleaning.cleaned import Cleaned
from kernel.cleaning.kinds import Incoming

register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def clean(data: bytes, incoming: Incoming) -> Cleaned:
    """The picture without anything but its pixels."""
    return images.clean(data, incoming)

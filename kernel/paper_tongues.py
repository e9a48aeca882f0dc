"""The language of each part of a paper, so that a reader says it with the right voice.

WeasyPrint writes the language of the whole paper into its PDF and forgets the `lang` of what stands
inside. Here each tag gets the one of its element.
"""

from collections.abc import Iterator
from typing import Any

BUILDS = "_build_box_tree"
"""What makes the tags of a box and of all that is in it."""


def keep_tongues() -> None:
    """Let papers say in which language each part is; may be called again and again."""
    from weasyprint.pdf import tags

    builds = getattr(tags, BUILDS, None)
    if builds is None or hasattr(builds, "keeps_tongues"):
        return

    def build(box: Any, parent: Any, *rest: Any) -> Iterator[Any]:
        tongue = _tongue_of(box)
        for tag in builds(box, parent, *rest):
            if tongue and "Lang" not in tag:
                tag["Lang"] = tags.pydyf.String(tongue)
            yield tag

    build.keeps_tongues = True  # type: ignore[attr-defined]
    setattr(tags, BUILDS, build)


def _tongue_of(box: Any) -> str:
    """The language that the element of this box names; the paper itself says that of the whole."""
    element = getattr(getattr(box, "_box", box), "element", None)
    if element is None or element.tag in ("html", "body"):
        return ""
    return str(element.get("lang") or "")

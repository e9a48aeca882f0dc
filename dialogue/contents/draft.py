"""An agreement as it is written down, before anything of it is sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dialogue.kinds import Extent


@dataclass(frozen=True)
class Draft:
    """What an agreement says, as it is written down.

    `required` are the ids of the groups that must sign, `thresholds` as in the table of agreements,
    `about` public references of what it answers.
    """

    title: str
    words: str
    extent: Extent
    agreed_on: date
    title_qu: str = ""
    words_qu: str = ""
    dissent: str = ""
    dissent_qu: str = ""
    required: tuple[int, ...] = ()
    thresholds: tuple[dict[str, Any], ...] = ()
    about: tuple[str, ...] = ()
    replaces_id: int | None = None
    version_id: int | None = None
    round_id: int | None = None
    meeting: str = ""
    came_from: str = ""

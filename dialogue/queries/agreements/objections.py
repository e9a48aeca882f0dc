"""Why some of a closed round do not go along, as it was sealed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dialogue.protocols.kinds import Leaning, PositionOption
from dialogue.protocols.options import LEANING


@dataclass(frozen=True)
class Objection:
    """Why somebody of a group does not go along, in their words."""

    group: Mapping[str, str]
    """Its name, by language."""
    option: PositionOption
    words: str

    def by(self, language: str) -> str:
        """What the group is called in this language, or in Spanish."""
        return self.group.get(language) or self.group["es"]


def objections_in(content: Mapping[str, Any], hidden: Collection[str] = ()) -> list[Objection]:
    """The reasons of those who do not go along, in the sealed content of a result; none of groups
    whose answers are `hidden`."""
    names = {one["key"]: one["name"] for one in content.get("groups", ())}
    return [
        Objection(names[said["group"]], PositionOption(said["option"]), said["words"])
        for said in content.get("reasons", ())
        if said["group"] not in hidden
        and said["option"]
        and LEANING[PositionOption(said["option"])] is not Leaning.SUPPORT
    ]

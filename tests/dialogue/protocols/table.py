"""Truth tables that people can read: a line is what each group answered and what came of it.

`comunidad 3/5: 4 agree, 1 block` is a group that decides and may block, with three of its five
seats filled. Before the colon `*` says that the group does not decide, `~` that it may not block;
`delegation` after it that one voice speaks for all; `integrated 1` of its objections were taken up.
"""

import re

from dialogue.protocols import Outcome, Rules, Tally, decide
from dialogue.protocols.kinds import PositionOption, PositionUnit, Protocol

_GROUP = re.compile(r"(?P<key>\w+) (?P<present>\d+)/(?P<seats>\d+)(?P<signs>[*~]*):(?P<said>.*)")


def group(line: str) -> Tally:
    """One group as a line says it."""
    found = _GROUP.fullmatch(line.strip())
    assert found, line
    counts: dict[PositionOption, int] = {}
    unit, integrated = PositionUnit.INDIVIDUAL, 0
    for part in filter(None, (one.strip() for one in found["said"].split(","))):
        first, _, second = part.partition(" ")
        if first == "delegation":
            unit, counts = PositionUnit.DELEGATION, {PositionOption(second): 1}
        elif first == "integrated":
            integrated = int(second)
        else:
            counts[PositionOption(second)] = int(first)
    return Tally(
        key=found["key"],
        decides="*" not in found["signs"],
        may_block="~" not in found["signs"],
        seats=int(found["seats"]),
        present=int(found["present"]),
        counts=counts,
        unit=unit,
        integrated=integrated,
    )


def groups(lines: str) -> list[Tally]:
    """Groups as lines, or parts of a line, say them."""
    return [group(line) for line in re.split(r"[;\n]", lines) if line.strip()]


def came_out(protocol: Protocol, lines: str, rules: Rules | None = None) -> Outcome:
    """What comes out of a line."""
    return decide(protocol, groups(lines), rules)


def told(outcome: Outcome) -> str:
    """State and reasons in short: `weak: comunidad 2/5`."""
    why = ", ".join(
        " ".join([one.group or "all", *([f"{one.count}/{one.of}"] if one.of is not None else [])])
        for one in outcome.reasons
    )
    return f"{outcome.state}: {why}".rstrip(": ")

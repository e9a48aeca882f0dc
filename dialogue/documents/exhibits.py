"""Evidence as the room saw it: frozen words and figures with their sha256, and how they are told.

What is frozen is canonical JSON, so that the same words always have the same sha256.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from basin.comparing import Measure, cases_of, compare
from basin.contract.texts import in_language as said_in
from basin.kinds import EvidenceKind
from basin.queries.dossier import Dossier
from basin.queries.showing import Shown
from basin.sentences import case_name, sentence
from dialogue.kinds import EvidenceOf
from dialogue.models import Exhibit
from dialogue.operations.exhibits import Laid
from kernel.canonical import canonical_json
from kernel.files import Taken
from kernel.references import Referred
from kernel.seals import fingerprint_of, grouped
from web.locale import in_language

LANGUAGES = ("es", "qu")
SAID = frozenset({Measure.MEAN, Measure.LACKING})
SPOKEN_OF = ("lagoon_level", "spring_flow", "unmet_community", "unmet_livestock")
"""What of a model people at a table speak about; the viewer has all of it."""
KINDS: Mapping[EvidenceKind, EvidenceOf] = {
    EvidenceKind.SERVICE: EvidenceOf.MODEL,
    EvidenceKind.FILE: EvidenceOf.FILE,
    EvidenceKind.PHOTOGRAPH: EvidenceOf.PHOTOGRAPH,
    EvidenceKind.LABORATORY: EvidenceOf.LABORATORY,
    EvidenceKind.OBSERVATIONS: EvidenceOf.MEASUREMENT,
    EvidenceKind.STATISTICS: EvidenceOf.STATISTICS,
    EvidenceKind.CONCERN: EvidenceOf.CONCERN,
}


@dataclass(frozen=True)
class Told:
    """An exhibit in the words of one language."""

    title: str
    sha256: str
    fingerprint: str
    """The short form of its sha256, in groups of four."""
    is_whole: bool
    """Whether what was frozen still has its sha256; otherwise nothing of it is told."""
    is_illustrative: bool = False
    caveat: str = ""
    said: Sequence[tuple[str, Sequence[str]]] = ()
    """By scenario, what it says in plain sentences."""
    words: str = ""
    language: str = ""
    """Of `words`."""
    cells: Sequence[tuple[str, str]] = ()
    source: str = ""
    period: str = ""
    consent: str = ""
    copy_sha256: str = ""


def of_evidence(dossier: Dossier, shown: Shown | None) -> Laid:
    """Evidence of a study as it stands today; `shown` are its series, where it has some."""
    seen = {
        "code": dossier.code,
        "titles": dict(dossier.titles),
        "illustrative": dossier.is_illustrative,
        "caveats": dict(dossier.facts.get("caveats") or {}),
        "said": {one: _sentences(shown, one) for one in LANGUAGES} if shown else {},
        "entry": dossier.number,
    }
    kind = KINDS[dossier.kind]
    if dossier.kind is EvidenceKind.FILE and shown is not None:
        kind = EvidenceOf.MODEL
    return Laid(
        kind, dossier.name, dossier.sha256, canonical_json(seen), f"evidence:{dossier.code}"
    )


def of_file(kind: EvidenceOf, title: str, fingerprint: str, taken: Taken, consent: str) -> Laid:
    """A file that lies here; `fingerprint` is the sha256 of what was brought."""
    seen = canonical_json({"copy_sha256": taken.clean_sha256, "consent": consent})
    return Laid(kind, title, fingerprint, seen, taken=taken)


def of_cells(title: str, source: str, period: str, cells: Sequence[tuple[str, str]]) -> Laid:
    """Figures that were published, cell by cell, with where they were published."""
    seen = canonical_json(
        {"title": title, "source": source, "period": period, "cells": [[*one] for one in cells]}
    )
    return Laid(EvidenceOf.STATISTICS, title, digest(seen), seen)


def of_words(reference: str, referred: Referred) -> Laid:
    """What stands elsewhere on this platform, in words that may be quoted."""
    kind = EvidenceOf.CONCERN if reference.startswith("concern:") else EvidenceOf.STATISTICS
    seen = canonical_json({"words": referred.words, "language": referred.language})
    return Laid(kind, referred.title, digest(seen), seen, reference)


def told(exhibit: Exhibit, language: str) -> Told:
    """What an exhibit says in a language, as it was seen then."""
    seen: dict[str, Any] = json.loads(exhibit.seen) if exhibit.seen else {}
    common: dict[str, Any] = {
        "title": said_in(seen.get("titles") or {}, language) or exhibit.title,
        "sha256": exhibit.sha256,
        "fingerprint": grouped(fingerprint_of(exhibit.sha256)),
    }
    if not _whole(exhibit):
        return Told(is_whole=False, **common)
    said = seen.get("said") or {}
    return Told(
        is_whole=True,
        is_illustrative=bool(seen.get("illustrative")),
        caveat=said_in(seen.get("caveats") or {}, language),
        said=[(name, lines) for name, lines in said.get(language) or said.get("es") or ()],
        words=seen.get("words", ""),
        language=seen.get("language", ""),
        cells=[(name, value) for name, value in seen.get("cells") or ()],
        source=seen.get("source", ""),
        period=seen.get("period", ""),
        consent=seen.get("consent", ""),
        copy_sha256=seen.get("copy_sha256", ""),
        **common,
    )


def digest(seen: str) -> str:
    """The sha256 of what was frozen."""
    return sha256(seen.encode()).hexdigest()


def _whole(exhibit: Exhibit) -> bool:
    """Evidence and files are checked where they lie; what was frozen here is hashed anew."""
    elsewhere = exhibit.reference.startswith("evidence:") or exhibit.file_id is not None
    return elsewhere or digest(exhibit.seen) == exhibit.sha256


def _sentences(shown: Shown, language: str) -> list[tuple[str, list[str]]]:
    comparison = compare(cases_of(shown.scenarios, shown.code, shown.limits), shown.limits)
    if comparison.base is None:
        return []
    with in_language(language):
        return [
            (
                str(case_name(case)),
                [
                    sentence(one, comparison.step, comparison.cases)
                    for one in comparison.changes(case)
                    if one.figure.variable in SPOKEN_OF and one.figure.measure in SAID
                ],
            )
            for case in comparison.changed
        ]

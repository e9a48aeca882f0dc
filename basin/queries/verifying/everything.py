"""Reading every ledger, or that of one study, from its first entry to its last byte."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from basin.kinds import EntryKind
from basin.models import Entry, Run, Study
from basin.queries.verifying.around import Around
from basin.queries.verifying.bytes import Keeping, broken_blobs, broken_file, named_parts
from basin.queries.verifying.chain import Link, broken_links, chain_of
from basin.queries.verifying.raw import Reader
from basin.queries.verifying.registered import (
    broken_seal,
    missing_guards,
    revoked_seals,
    seals_of,
    unmatched_seals,
)
from basin.queries.verifying.repeated import Rows, broken_rows, called
from kernel.files import Store
from kernel.seals import typed
from kernel.vault import Vault


@dataclass
class Verified:
    """What was read, the head of each chain, and everything that is wrong, by name."""

    entries: int = 0
    blobs: int = 0
    heads: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)


def verified(
    session: Session,
    vault: Vault,
    store: Store,
    *,
    study: Study | None = None,
    kept: Sequence[str] = (),
) -> Verified:
    """Read and compare all; `kept` are fingerprints that somebody kept outside."""
    found = Verified()
    reader = Reader(session)
    studies = [study] if study else list(session.scalars(select(Study).order_by(Study.id)))
    chains = [(one, chain_of(reader, one)) for one in studies]
    found.entries = sum(len(chain) for _study, chain in chains)
    found.heads = {one.code: chain[-1].sha256 for one, chain in chains if chain}
    whole = _Whole(session, reader, Keeping(vault, store), study)
    found.broken = list(dict.fromkeys([*whole.broken(chains), *_unknown(chains, kept)]))
    found.blobs = len(whole.named)
    return found


class _Whole:
    """All chains against all rows: what no chain claims at the end belongs to none."""

    def __init__(
        self, session: Session, reader: Reader, keeping: Keeping, study: Study | None
    ) -> None:
        self._session, self._reader, self._keeping = session, reader, keeping
        self._study = study
        self.named: dict[str, tuple[str, int]] = {}

    def broken(self, chains: Sequence[tuple[Study, list[Link]]]) -> Iterator[str]:
        rows, seals = Rows.of_study(self._reader, self._study), seals_of(self._session)
        ids, around = self._ids(chains), Around(self._session, self._reader)
        for study, chain in chains:
            yield from broken_links(self._session, self._reader, study, chain)
            for one in chain:
                yield from broken_rows(rows, one, ids)
                yield from around.broken(study, one)
                yield from broken_seal(seals, study, one)
                yield from self._broken_bytes(study, one)
        everywhere = self._study is None
        yield from broken_blobs(self._session, self._reader, self.named, all_of=everywhere)
        yield from rows.unclaimed()
        if everywhere:
            there = {one.sha256 for _study, chain in chains for one in chain}
            yield from unmatched_seals(seals, there)
            yield from self._homeless(chains)
        yield from revoked_seals(self._session, seals)
        yield from missing_guards(self._session)

    def _broken_bytes(self, study: Study, one: Link) -> Iterator[str]:
        self.named.update(named_parts(called(one), one.body))
        holder = study.office.holder
        yield from broken_file(self._session, self._keeping, holder, called(one), one.body)

    def _ids(self, chains: Sequence[tuple[Study, list[Link]]]) -> dict[str, int]:
        """What every public name in a document stands for."""
        ids = {study.code: study.id for study, _chain in chains}
        ids |= {run.code: run.id for run in self._session.execute(select(Run.code, Run.id))}
        for _study, chain in chains:
            for one in chain:
                if one.said and one.said.get("kind") == EntryKind.EVIDENCE:
                    ids[str(one.body.get("evidence"))] = one.raw.id
        return ids

    def _homeless(self, chains: Sequence[tuple[Study, list[Link]]]) -> Iterator[str]:
        """Entries of a study that is not there."""
        known = [study.id for study, _chain in chains]
        for raw in self._reader.rows(Entry, Entry.study_id.not_in(known)):
            yield f"entry {raw.text('sha256')[:16].upper()}: column study_id names no study"


def _unknown(chains: Sequence[tuple[Study, list[Link]]], kept: Sequence[str]) -> Iterator[str]:
    there = {one.sha256[:16].upper() for _study, chain in chains for one in chain}
    for given in kept:
        if typed(given) not in there:
            yield f"no ledger holds the kept fingerprint {given}"

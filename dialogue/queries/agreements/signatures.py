"""The signatures of an agreement by group: who signed, who refused, who is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.queries.offices import today_at
from dialogue.kinds import Signing
from dialogue.models import Agreement, Group, Process, SealedAgreement, Seat, Signature
from dialogue.policy import DECIDERS
from dialogue.queries.agreements.finding import signatures_of
from dialogue.signing import Word, newest_words, signed_on


@dataclass(frozen=True)
class OfGroup:
    """How one group stands to the text. `counts` is whether a row is the newest of its seat.

    `refused_by_all`: each of its seats that decide today said that it does not sign. Less than
    that is the word of a person, and not for everybody.
    """

    group: Group
    required: bool
    signed: bool
    rows: Sequence[tuple[Signature, bool]]
    refused_by_all: bool = False

    @property
    def refused(self) -> bool:
        """Somebody of it said a word that counts, and nobody signed."""
        return not self.signed and any(counts for _row, counts in self.rows)


def words_of(process: Process, signatures: Sequence[Signature]) -> list[Word]:
    """The signatures as the rules of signing read them."""
    counted = {seat.id: seat.counted_as for seat in process.seats}
    return [
        Word(one.group_id, counted.get(one.seat_id or 0), one.signing, one.signed_on)
        for one in signatures
    ]


def by_group(session: Session, process: Process, sealed: SealedAgreement) -> list[OfGroup]:
    """Every group that must sign or said something, in the order of the table."""
    required = required_of(session, sealed)
    rows = signatures_of(session, sealed)
    words = words_of(process, rows)
    last, there = newest_words(words), signed_on(words)
    newest = {id(one) for one in last.values()}
    refusing = {seat for seat, one in last.items() if one.signing is Signing.REFUSED}
    said: dict[int, list[tuple[Signature, bool]]] = {}
    for row, word in zip(rows, words, strict=True):
        said.setdefault(row.group_id, []).append((row, id(word) in newest))
    return [
        OfGroup(
            one,
            one.id in required,
            one.id in there,
            said.get(one.id, []),
            _all_refuse(process, one, refusing),
        )
        for one in process.groups
        if one.id in required or one.id in said
    ]


def _all_refuse(process: Process, group: Group, refusing: Collection[int]) -> bool:
    today = today_at(process.office)
    seats = {
        seat.counted_as
        for seat in who_may_sign(process)
        if seat.group_id == group.id and seat.sits_on(today)
    }
    return bool(seats) and seats <= set(refusing)


def required_of(session: Session, sealed: SealedAgreement) -> list[int]:
    """The ids of the groups that must sign: a sealed text keeps those of its agreement."""
    return list(session.get_one(Agreement, sealed.agreement_id).required)


def who_may_sign(process: Process) -> list[Seat]:
    """The seats that sign for their group, whoever sits there."""
    return [seat for seat in process.seats if seat.kind in DECIDERS]


def missing_in(session: Session, agreements: Sequence[Agreement]) -> Mapping[int, list[Group]]:
    """By agreement: the required groups that have not signed its newest sealed text."""
    ids = [one.id for one in agreements]
    newest: dict[int, SealedAgreement] = {}
    query = select(SealedAgreement).where(SealedAgreement.agreement_id.in_(ids))
    for sealed in session.scalars(query.order_by(SealedAgreement.number)):
        newest[sealed.agreement_id] = sealed
    signatures = _signatures(session, [one.id for one in newest.values()])
    counted, groups = _seats_counted(session, agreements), _groups(session, agreements)
    found = {}
    for one in agreements:
        rows = signatures.get(newest[one.id].id, []) if one.id in newest else []
        words = [
            Word(row.group_id, counted.get(row.seat_id or 0), row.signing, row.signed_on)
            for row in rows
        ]
        there = signed_on(words)
        found[one.id] = [groups[group] for group in one.required if group not in there]
    return found


def _signatures(session: Session, sealed: Sequence[int]) -> dict[int, list[Signature]]:
    found: dict[int, list[Signature]] = {}
    query = select(Signature).where(Signature.sealed_id.in_(sealed)).order_by(Signature.id)
    for row in session.scalars(query):
        found.setdefault(row.sealed_id, []).append(row)
    return found


def _seats_counted(session: Session, agreements: Sequence[Agreement]) -> dict[int, int]:
    query = select(Seat).where(Seat.process_id.in_({one.process_id for one in agreements}))
    return {seat.id: seat.counted_as for seat in session.scalars(query)}


def _groups(session: Session, agreements: Sequence[Agreement]) -> dict[int, Group]:
    query = select(Group).where(Group.process_id.in_({one.process_id for one in agreements}))
    return {group.id: group for group in session.scalars(query)}

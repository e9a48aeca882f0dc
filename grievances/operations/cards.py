"""Receipt codes on paper, for filing without a network. The code stands on its card alone."""

import secrets
from dataclasses import dataclass

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from accounts.models import Office
from grievances import events
from grievances.models import Card, Case
from grievances.receipts import code_for, lookup_of
from kernel.audit import record
from kernel.clock import now
from kernel.errors import BadInput, NotFound, RuleBroken
from kernel.policy import SYSTEM
from kernel.sends import new_key
from kernel.vault import Vault

SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"
NAME_LENGTH = 6
MOST = 400


@dataclass(frozen=True)
class Fresh:
    """A code for a card, and what the platform keeps of it."""

    code: str
    lookup: str


@dataclass(frozen=True)
class Sheet:
    """One print of cards, in numbers."""

    name: str
    made: int
    used: int
    spoiled: int

    @property
    def free(self) -> int:
        """Cards that can still be used."""
        return self.made - self.used - self.spoiled


def fresh_codes(vault: Vault, count: int) -> list[Fresh]:
    """Codes that nobody can foresee. Slow (50 ms each): call it with no transaction open."""
    if not 0 < count <= MOST:
        raise BadInput("cards-too-many")
    codes = [code_for(vault, new_key()) for _card in range(count)]
    return [Fresh(code, lookup_of(vault, code)) for code in codes]


def new_sheet_name() -> str:
    """The name of a sheet, printed on its cards; it leads to no code."""
    return "".join(secrets.choice(SIGNS) for _sign in range(NAME_LENGTH))


def keep_cards(session: Session, office: Office, name: str, cards: list[Fresh]) -> None:
    """Let the cards of this sheet be used from now on."""
    session.add_all(
        Card(office_id=office.id, sheet=name, code_lookup=card.lookup) for card in cards
    )
    record(
        session, events.CARDS_PRINTED, SYSTEM, f"office:{office.id}", sheet=name, cards=len(cards)
    )  # fmt: skip


def free_card(session: Session, office: Office, code_lookup: str) -> Card:
    """The unused card of this office with this code, locked; BadInput says that it is none."""
    card = session.scalar(select(Card).where(Card.code_lookup == code_lookup).with_for_update())
    if card is None or card.office_id != office.id:
        raise BadInput("card-unknown")
    if card.case_id is not None:
        raise RuleBroken("card-used")
    if card.spoiled_at is not None:
        raise RuleBroken("card-spoiled")
    return card


def claim_card(session: Session, case: Case, code_lookup: str) -> None:
    """The paper that came with this card was typed in: its code is the code of the case now."""
    card = free_card(session, case.office, code_lookup)
    card.case_id = case.id
    case.code_lookup = code_lookup


def spoil_sheet(session: Session, name: str) -> int:
    """The cards of a sheet that were not used will never be; how many there were."""
    office_id = session.scalar(select(Card.office_id).where(Card.sheet == name).limit(1))
    if office_id is None:
        raise NotFound("not-found")
    gone = session.execute(
        update(Card)
        .where(Card.sheet == name, Card.case_id.is_(None), Card.spoiled_at.is_(None))
        .values(spoiled_at=now())
        .returning(Card.id)
    ).all()
    record(
        session, events.CARDS_SPOILED, SYSTEM, f"office:{office_id}", sheet=name, cards=len(gone)
    )  # fmt: skip
    return len(gone)


def sheets_of(session: Session, office: Office) -> list[Sheet]:
    """Every sheet that was printed for an office, in numbers, the last first."""
    rows = session.execute(
        select(
            Card.sheet,
            func.count(),
            func.count(Card.case_id),
            func.count(Card.spoiled_at),
        )
        .where(Card.office_id == office.id)
        .group_by(Card.sheet)
        .order_by(func.min(Card.id).desc())
    )
    return [Sheet(name, made, used, spoiled) for name, made, used, spoiled in rows]

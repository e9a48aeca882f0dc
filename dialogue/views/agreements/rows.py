"""Agreements as lists read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from dialogue import words
from dialogue.kinds import Extent
from dialogue.lifecycle.agreements import AgreementState
from dialogue.models import Agreement, Process
from dialogue.queries.agreements.signatures import missing_in
from web.locale import _, current
from web.transaction import db

STATE_BADGES = {
    AgreementState.DRAFT: "",
    AgreementState.FOR_SIGNATURE: "soon",
    AgreementState.IN_FORCE: "good",
    AgreementState.SUPERSEDED: "hold",
    AgreementState.VOID: "hold",
}
EXTENT_BADGES = {Extent.TOTAL: "good", Extent.PARTIAL: "soon", Extent.NONE: "hold"}


@dataclass(frozen=True)
class Row:
    """One agreement in a list. `missing` are the groups that must still sign."""

    code: str
    href: str
    title: str
    table: str
    state: Any
    state_badge: str
    extent: Any
    extent_badge: str
    missing: tuple[str, ...]
    agreed_on: date
    in_force_on: date | None
    public: bool


def rows_of(found: Sequence[tuple[Agreement, Process]]) -> list[Row]:
    """A page of the register."""
    missing = missing_in(db(), [agreement for agreement, _process in found])
    return [
        Row(
            code=one.code,
            href=url_for("dialogue.agreement_page", code=process.code, of=one.code),
            title=one.called(current()),
            table=process.called(current()),
            state=words.AGREEMENT_STATE[one.state],
            state_badge=STATE_BADGES[one.state],
            extent=words.EXTENT[one.extent],
            extent_badge=EXTENT_BADGES[one.extent],
            missing=tuple(
                group.called(current())
                for group in missing[one.id]
                if one.state is AgreementState.FOR_SIGNATURE
            ),
            agreed_on=one.agreed_on,
            in_force_on=one.in_force_on,
            public=one.is_public,
        )
        for one, process in found
    ]


def heads() -> list[str]:
    """The heads of the register as a spreadsheet."""
    said = (
        _("Código"), _("Acuerdo"), _("Mesa"), _("Estado"), _("Alcance"), _("Se acordó el"),
        _("Vigente desde"), _("Faltan firmas de"),
    )  # fmt: skip
    return [str(one) for one in said]


def cells(row: Row) -> list[Any]:
    """A row of it."""
    return [
        row.code, row.title, row.table, str(row.state), str(row.extent), row.agreed_on,
        row.in_force_on, ", ".join(row.missing),
    ]  # fmt: skip

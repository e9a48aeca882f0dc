"""Making a commitment: who promised, until when, who verifies cannot be left out."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from commitments.models import Commitment
from commitments.operations.making import Promise, make_commitment
from kernel.database import Database
from kernel.errors import BadInput
from kernel.policy import SYSTEM
from kernel.vault import Vault
from tests.factories.accounts import new_office
from tests.factories.meetings import new_commitment


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"what": ""}, "promise-without-words"),
        ({"responsible_group": ""}, "promise-without-responsible"),
        ({"due_on": None}, "promise-without-date"),
        ({"verifier_group": " "}, "promise-without-verifier"),
        ({"verifier_group": "MUNICIPALIDAD"}, "promise-verified-by-itself"),
        (
            {"verifier_group": "MUNICIPALIDAD", "verifier_person": "Ana"},
            "group-verifies-itself",
        ),
        (
            {"verifier_group": "Comité  de riego", "co_responsibles": ("comité de RIEGO",)},
            "group-verifies-itself",
        ),
    ],
)
def test_a_promise_that_lacks_something_is_refused(
    database: Database, vault: Vault, lacking: dict[str, Any], code: str
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        with pytest.raises(BadInput, match=code):
            new_commitment(session, office, **lacking)


@pytest.mark.parametrize("lacking", ["responsible_group", "due_on", "verifier_group"])
def test_the_database_refuses_it_too(any_database: Database, vault: Vault, lacking: str) -> None:
    with any_database.changing() as session:
        commitment = new_commitment(session, new_office(session, vault))
        setattr(commitment, lacking, None if lacking == "due_on" else "")
        with pytest.raises(IntegrityError), session.begin_nested():
            session.flush()
        session.rollback()


def test_the_same_entry_makes_one_commitment(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        promise = Promise(
            what="Limpiar el canal", made_on=date(2026, 8, 23), responsible_group="Municipalidad",
            verifier_group="Comité de riego", condition="Cuando lleguen las lluvias", entry="e-1",
        )  # fmt: skip
        first = make_commitment(session, SYSTEM, office, promise)
        assert make_commitment(session, SYSTEM, office, promise).id == first.id
        assert session.query(Commitment).count() == 1


def test_an_old_acta_may_lack_what_was_never_written(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        old = new_commitment(
            session, new_office(session, vault), imported=True, responsible_group="",
            verifier_group="", due_on=None,
        )  # fmt: skip
        assert (old.responsible, old.verifier, old.due_on) == ("", "", None)

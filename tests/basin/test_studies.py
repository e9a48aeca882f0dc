"""The list of studies and the page of each: who finds what."""

from flask import Flask

from accounts.roles import Role
from kernel.database import Database
from kernel.vault import Vault
from tests.factories.accounts import new_office, new_person, signed_in
from tests.factories.basin import new_study


def test_somebody_finds_the_studies_of_their_office(
    app: Flask, database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        here, there = new_office(session, vault), new_office(session, vault)
        code = new_study(session, here, title="Salar de los Flamencos").code
        new_study(session, there, title="Laguna ajena")
        who = new_person(session, here, Role.AUDITOR).id
    page = signed_in(app, who).get("/studies/?q=flamencos").text
    assert f"/studies/{code}" in page
    assert "ajena" not in signed_in(app, who).get("/studies/").text

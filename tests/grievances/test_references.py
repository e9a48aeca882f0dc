"""A case that is named elsewhere says of itself only what the reader may know."""

from flask import Flask

from accounts.roles import Role
from grievances.queries.references import KIND, referred
from kernel.policy import STRANGER
from kernel.references import References
from tests.factories.cases import Scene, make_office, make_staff


def test_an_officer_is_led_to_the_case(scene: Scene) -> None:
    found = referred(scene.session, scene.handler, scene.case.reference)
    assert found is not None
    assert found.title == scene.case.reference
    assert found.address == f"/desk/cases/{scene.case.reference}"
    assert found.roles == {Role.HANDLER}


def test_who_may_not_read_the_case_cannot_tell_that_it_exists(scene: Scene) -> None:
    twin = make_office(scene.session, scene.vault)
    neighbour = make_staff(scene.session, twin, Role.HANDLER)
    auditor = make_staff(scene.session, scene.office, Role.AUDITOR)
    for actor in (neighbour, auditor, STRANGER, scene.filer):
        assert referred(scene.session, actor, scene.case.reference) is None
    assert referred(scene.session, scene.handler, "ZZZZZ") is None


def test_the_house_knows_who_answers_for_cases(app: Flask, scene: Scene) -> None:
    references: References = app.extensions["references"]
    named = f"{KIND}:{scene.case.reference}"
    assert references.resolve(scene.session, scene.handler, named) is not None
    assert references.resolve(scene.session, scene.handler, "mystery:1") is None

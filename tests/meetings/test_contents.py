"""What an acta says: one canonical text, read back equal; and a public copy without names."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from basin.kinds import Visibility
from basin.queries.ledger import entries_of
from kernel.covering import COVERED, covering
from kernel.database import Database
from kernel.jobs import Jobs
from kernel.references import References
from kernel.seals import fingerprint_of
from kernel.vault import Vault
from meetings import contents
from meetings.contents import Acta, Attendee, Heading, Point, Promise, Said, Signer, Text
from meetings.jobs import DUTIES
from meetings.kinds import FilePurpose, Source
from meetings.models import Attendance, MeetingFile
from meetings.queries.contents import acta_of, names_known
from tests.factories.accounts import new_office
from tests.factories.actas import draft, sealed
from tests.factories.basin import new_evidence, new_study
from tests.factories.meetings import new_agenda_item, new_participant

NONE = References()
NAMES = (
    "Juana Callada", "Callada Mamani", "Quispe Huamán", "Teodora", "Firma Inventada", "Hugo",
    "Promete Inventado", "Fernanda", "Lidia",
)  # fmt: skip


@pytest.fixture
def jobs(database: Database) -> Iterator[Jobs]:
    made = Jobs(database, DUTIES)
    yield made
    made.close()


def acta(**parts: object) -> Acta:
    heading = Heading("workshop", Text("Taller", "Yachay"), "Oficina")
    return replace(Acta("M-AAAAAA", 1, heading), **parts)  # type: ignore[arg-type]


WORDS = st.text(max_size=20)
BOTH = st.builds(Text, WORDS, WORDS)
ACTAS = st.builds(
    acta,
    observations=WORDS,
    names_withheld=st.booleans(),
    points=st.lists(
        st.builds(
            Point,
            st.integers(1, 9),
            BOTH,
            minutes=st.none() | st.integers(0, 99),
            said=st.lists(st.builds(Said, WORDS, BOTH, WORDS), max_size=2).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    people=st.lists(
        st.builds(Attendee, WORDS, BOTH, sittings=st.lists(st.integers()).map(tuple)), max_size=2
    ).map(tuple),
)


@given(ACTAS)
def test_the_canonical_text_is_read_back_as_the_same_acta(one: Acta) -> None:
    assert contents.read(contents.canonical(one)) == one


@given(ACTAS)
def test_a_public_copy_is_whole_and_another_document(one: Acta) -> None:
    public = contents.public_copy(one)
    assert contents.read(contents.canonical(public)) == public
    assert contents.digest_of(public) != contents.digest_of(one)
    assert public.copy_of == fingerprint_of(contents.digest_of(one))


def test_an_acta_of_another_form_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="another form"):
        contents.read('{"form":"acta/0"}')


def test_everything_that_was_written_down_stands_in_the_acta(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        draft(session, vault, new_office(session, vault), title="Otra")  # noise of another office
        found = acta_of(session, NONE, meeting)
    assert [one.number for one in found.points] == [1, 2]
    assert found.points[0].title == Text("El agua del canal Qollpa", "Qollpa yarqhap unun")
    assert [one.kind for one in found.points[0].said] == ["concern", "testimony"]
    assert [(one.women, one.men) for one in found.groups] == [(1, 1), (1, 0)]
    assert (found.women, found.men, found.attended) == (2, 1, 3)
    assert [one.extent for one in found.agreements] == ["total", "partial"]
    assert found.agreements[1].dissent.es == "La comunidad pide también 20 km/h."
    promise = found.promises[0]
    assert (promise.agreement, promise.due_on) == (1, "2026-10-31")
    assert promise.responsible_person == "Hugo Promete Inventado"
    assert (found.themes[0].weight, found.themes[0].concerns) == (16, 1)
    assert (found.turns[0].sex, found.turns[0].seconds) == ("woman", 900)
    assert found.annexes[0].fingerprint == "63315767AA00BB11"
    assert found.annexes[0].point == 1
    assert found.next_meeting.on == "2026-11-24"
    assert found.heading.district == "Santo Tomás"
    assert (found.heading.begins_at, found.heading.ends_at) == ("09:00", "17:00")


def ledgers(one: Acta) -> dict[str, str]:
    return {each.title: each.fingerprint for each in one.annexes if each.purpose == "ledger"}


def test_an_acta_says_how_far_the_evidence_of_its_studies_had_come(
    any_database: Database, vault: Vault
) -> None:
    with any_database.changing() as session:
        office = new_office(session, vault)
        meeting = draft(session, vault, office, belongs_to="programme:P-AAAAAA")
        part = new_study(session, office, belongs_to="programme:P-AAAAAA")
        shown, spoken_of = new_study(session, office), new_study(session, office)
        kept = new_study(session, office, belongs_to=meeting.subject, visibility=Visibility.OFFICE)
        noise = new_study(session, new_office(session, vault), belongs_to="programme:P-AAAAAA")
        for study in (part, part, shown, shown, spoken_of, kept, noise, new_study(session, office)):
            new_evidence(session, study)
        first = entries_of(session, shown)[0]
        session.add(
            MeetingFile(
                office_id=office.id,
                meeting_id=meeting.id,
                purpose=FilePurpose.SHOWN,
                title="Con mina",
                fingerprint=first.sha256,
            )
        )
        new_agenda_item(session, meeting, "El salar", came_from=spoken_of.subject)
        new_study(session, office, belongs_to=meeting.subject)  # nothing is in it yet
        found = acta_of(session, NONE, meeting)
        heads = {
            f"{study.code} · {len(chain)}": chain[-1].sha256[:16].upper()
            for study in (part, shown, spoken_of)
            if (chain := entries_of(session, study))
        }
        assert set(heads) == {f"{part.code} · 2", f"{shown.code} · 2", f"{spoken_of.code} · 1"}
    assert ledgers(found) == heads
    assert ledgers(contents.public_copy(found)) == {}


def test_evidence_that_comes_between_reading_and_sealing_changes_nothing_that_was_heard(
    database: Database, vault: Vault
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        meeting = draft(session, vault, office)
        study = new_study(session, office, belongs_to=meeting.subject)
        before = acta_of(session, NONE, meeting)
        new_evidence(session, study)
        after = acta_of(session, NONE, meeting)
    assert before != after
    assert contents.what_is_read_out(before) == contents.what_is_read_out(after)


def test_the_public_copy_names_nobody_who_did_not_agree(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        _meeting, minutes = sealed(
            session, vault, new_office(session, vault), jobs,
            observations="Habló José Quispe Huamán y luego JUANA CALLADA.",
            names_withheld=False,
        )  # fmt: skip
        public = minutes.public
    for name in NAMES:
        assert name.casefold() not in public.casefold()
    assert "Rosa Nombrada Ccopa" in public
    assert "Lo dije en secreto" not in public
    assert "Mana unu kanchu" in public
    assert f"Habló {COVERED} y luego {COVERED}." in public


def test_a_meeting_that_withholds_names_withholds_those_of_who_agreed_too(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        _meeting, minutes = sealed(session, vault, new_office(session, vault), jobs)
        assert "Nombrada" in minutes.content
        assert "Nombrada" not in minutes.public


def test_who_promises_is_named_only_if_they_agreed() -> None:
    people = (Attendee("Quispe, Ana", may_be_named=True), Attendee("Luis Soto", may_be_named=False))
    promises = (
        Promise("C-1", Text("x"), responsible_group="A", responsible_person="Ana Quispe"),
        Promise("C-2", Text("x"), responsible_group="B", responsible_person="Luis Soto"),
    )
    open_meeting = acta(people=people, promises=promises, names_withheld=False)
    named = [one.responsible_person for one in contents.public_copy(open_meeting).promises]
    assert named == ["Ana Quispe", ""]
    withheld = contents.public_copy(replace(open_meeting, names_withheld=True))
    assert [one.responsible_person for one in withheld.promises] == ["", ""]
    assert contents.public_copy(replace(open_meeting, names_withheld=True)).people == ()


def test_of_who_helps_with_a_promise_only_groups_and_who_agreed_are_named() -> None:
    helping = ("Rondas campesinas", "Luis Soto", "Ana Quispe", "Alguien Que No Vino")
    promises = (
        Promise("C-1", Text("x"), responsible_group="Minera", co_responsibles=helping),
        Promise("C-2", Text("x"), responsible_group="RONDAS CAMPESINAS"),
    )
    people = (Attendee("Quispe, Ana", may_be_named=True), Attendee("Luis Soto"))
    open_meeting = acta(people=people, promises=promises, names_withheld=False)
    (first, _second) = contents.public_copy(open_meeting).promises
    assert first.co_responsibles == ("Rondas campesinas", "Ana Quispe")
    withheld = contents.public_copy(replace(open_meeting, names_withheld=True))
    assert withheld.promises[0].co_responsibles == ("Rondas campesinas",)


def test_from_the_fingerprint_nobody_can_try_out_who_was_withheld(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        made = [sealed(session, vault, office, jobs)[1] for _ in range(2)]
        found = [(contents.read(one.content), contents.read(one.public)) for one in made]
    assert len({full.salt for full, _public in found}) == 2
    assert all(len(full.salt) == 32 and not public.salt for full, public in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("José Quispe pidió agua.", "▒▒▒ pidió agua."),
        ("QUISPE HUAMAN, JOSE pidió agua.", "▒▒▒ pidió agua."),
        ("José pidió agua.", "José pidió agua."),
        ("Joséquispe huamán", "Joséquispe huamán"),
        ("la de la cruz", "la de la cruz"),
        ("María de la Cruz y José Quispe.", "▒▒▒ y ▒▒▒."),
    ],
)
def test_names_in_words_are_covered_whatever_their_order(text: str, said: str) -> None:
    assert covering(["Quispe Huamán, José", "María de la Cruz", "Rosa"])(text) == said


def test_of_two_people_of_one_name_none_is_named_unless_both_agreed() -> None:
    people = (Attendee("Luis Soto", may_be_named=True), Attendee("Soto, Luis"))
    public = contents.public_copy(acta(people=people, names_withheld=False))
    assert public.people == ()


def test_who_did_not_come_and_who_bore_witness_is_named_nowhere(
    database: Database, vault: Vault, jobs: Jobs
) -> None:
    with database.changing() as session:
        office = new_office(session, vault)
        noise = draft(session, vault, office, title="Otra")
        new_participant(session, noise, "Agua Limpia")
        meeting = draft(
            session, vault, office, names_withheld=False,
            observations="Se disculpó Ausente Condori. Puso su huella ante Testigo Huillca.",
            next_agenda="Agua limpia para Puente Nuevo",
        )  # fmt: skip
        new_participant(session, meeting, "Condori, Ausente")
        new_participant(session, meeting, "Puente Nuevo", source=Source.CHECK_IN)
        line = session.scalars(
            select(Attendance).where(Attendance.meeting_id == meeting.id)
        ).first()
        assert line
        line.witness = "Testigo Huillca"
        session.flush()
        known = names_known(session, meeting)
        public = contents.public_copy(acta_of(session, NONE, meeting), known)
    assert public.observations == f"Se disculpó {COVERED}. Puso su huella ante {COVERED}."
    assert public.next_meeting.agenda == "Agua limpia para Puente Nuevo"


def test_signers_keep_their_group_in_the_public_copy() -> None:
    signer = Signer("Ana Soto", "Presidenta", Text("Qollpa"), "signature")
    public = contents.public_copy(acta(signers=(signer,)))
    assert public.signers == (Signer("", "Presidenta", Text("Qollpa"), "signature"),)


def test_what_the_room_hears_does_not_hang_on_who_signs(database: Database, vault: Vault) -> None:
    with database.changing() as session:
        meeting = draft(session, vault, new_office(session, vault))
        one = acta_of(session, NONE, meeting)
    other = replace(one, signers=(), sealed_at="2026", salt="x")
    assert contents.what_is_read_out(one) == contents.what_is_read_out(other)
    assert contents.what_is_read_out(replace(one, observations="")) != contents.what_is_read_out(
        one
    )

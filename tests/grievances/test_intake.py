"""Taking a case down by visit, telephone, letter or radio."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Office
from accounts.roles import Role, Track
from grievances.kinds import Channel, Purpose, RenderingKind, SpokenLanguage, Standing
from grievances.models import Attachment, Identity, Note, Rendering
from grievances.operations.cards import fresh_codes, keep_cards
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.database import Database
from kernel.files import StoredFile
from kernel.vault import Vault
from kernel.vault.tables import DataKeyRow, Wrap
from tests.factories.files import plain_jpeg
from tests.grievances import people
from tests.grievances.intake_at_work import (
    STORY,
    Counter,
    code_on,
    open_counter,
    without_tokens,
)
from tests.house.test_canaries import everything_stored

INTAKE, HANDLER, MONITOR = Role.INTAKE, Role.HANDLER, Role.MONITOR
LIST, RECEIPT = "/desk/intake", "/desk/intake/receipt"


@pytest.fixture
def counter(app: Flask, database: Database, vault: Vault) -> Counter:
    """An office that people come to."""
    return open_counter(app, database, vault)


def test_what_somebody_tells_by_word_becomes_a_case_with_a_receipt_on_paper(
    app: Flask, counter: Counter
) -> None:
    reference = counter.take_down(INTAKE, interpreter="Intérprete Inventada")
    case, came = counter.cases()[0], counter.assistance()
    assert case.channel is Channel.VISIT
    assert (came.spoken, came.read_back) == (SpokenLanguage.QUECHUA, True)
    assert came.interpreter is not None
    assert b"Inventada" not in came.interpreter.ciphertext
    code = code_on(counter.page(INTAKE, RECEIPT))
    assert counter.browsers[INTAKE].get(f"{RECEIPT}.pdf").data.startswith(b"%PDF")
    counter.send(INTAKE, RECEIPT, RECEIPT, **{"on-paper": "y"})
    assert counter.assistance().receipt_handed
    filer = app.test_client()
    assert people.follow(filer, code).status_code == 303
    assert STORY in people.unquoted(filer.get("/my-case/told").text)
    assert reference in counter.page(INTAKE, LIST)
    assert counter.drafts() == []


def test_once_handed_over_nobody_of_the_office_sees_the_code_again(counter: Counter) -> None:
    counter.take_down(INTAKE)
    mine = counter.browsers[INTAKE]
    cookie = mine.get_cookie("handing", path=LIST)
    assert cookie is not None
    code_on(counter.page(INTAKE, RECEIPT))
    counter.browsers[HANDLER].set_cookie("handing", cookie.value, path=LIST)
    assert counter.browsers[HANDLER].get(RECEIPT).status_code == 303
    counter.send(INTAKE, RECEIPT, RECEIPT)
    mine.set_cookie("handing", cookie.value, path=LIST)  # somebody kept it
    assert mine.get(RECEIPT).status_code == 303
    assert mine.get(f"{RECEIPT}.pdf").status_code == 303
    assert not counter.assistance().receipt_handed


def test_the_receipt_closes_by_itself_after_half_an_hour(counter: Counter) -> None:
    counter.take_down(INTAKE)
    cookie = counter.browsers[INTAKE].get_cookie("handing", path=LIST)
    assert cookie is not None
    with at(now() + timedelta(minutes=29)):
        counter.page(INTAKE, RECEIPT)
    with at(now() + timedelta(minutes=31)):
        later = counter.anew(INTAKE)
        later.set_cookie("handing", cookie.value, path=LIST)
        assert later.get(RECEIPT).location == LIST


def test_the_code_stands_in_no_address_field_trail_or_title(
    counter: Counter, database: Database
) -> None:
    counter.take_down(INTAKE)
    html = counter.page(INTAKE, RECEIPT)
    code = code_on(html)
    for word in (code, " ".join(code[i : i + 4] for i in range(0, 16, 4))):
        assert html.count(word) == 0, "only as four groups, in their own marks"
    with database.reading() as session:
        told = str([(one.subject, one.facts) for one in session.scalars(select(Entry))])
    assert code not in told


def test_pressed_twice_it_is_one_case_with_one_receipt(counter: Counter) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number)
    address = f"{LIST}/{number}"
    fields = counter.hidden(INTAKE, f"{address}/review", f"{address}/register")
    fields |= {"agreed": "y", "tie": "no"}
    browser = counter.browsers[INTAKE]
    assert browser.post(f"{address}/register", data=fields).location == RECEIPT
    first = code_on(counter.page(INTAKE, RECEIPT))
    assert browser.post(f"{address}/register", data=fields).location == RECEIPT
    assert code_on(counter.page(INTAKE, RECEIPT)) == first
    assert len(counter.cases()) == 1


def test_two_colleagues_share_a_draft_and_nothing_is_overwritten_unseen(counter: Counter) -> None:
    number = counter.begin(INTAKE)
    address = f"{LIST}/{number}"
    mine = counter.hidden(INTAKE, address, address)
    counter.keep(HANDLER, number, story="Lo que anotó la colega.")
    late = counter.browsers[INTAKE].post(
        address, data={**mine, "spoken": "quechua", "language": "es", "place": "Llusco",
                       "story": "Lo que anoté yo."},
    )  # fmt: skip
    assert late.status_code == 409
    page = people.unquoted(late.text)
    assert "Lo que anotó la colega." in page
    assert "Lo que anoté yo." in page
    assert "Lo que anotó la colega." in counter.page(HANDLER, address), "nothing was overwritten"
    shown = re.search(r'name="version"[^>]*value="(\d+)"', late.text)
    assert shown
    joined = "Lo que anotó la colega y lo que anoté yo."
    both = counter.keep(INTAKE, number, version=shown[1], story=joined)
    assert both.status_code == 303
    assert "y lo que anoté yo." in counter.page(HANDLER, address)


def test_what_was_read_back_is_what_is_registered(counter: Counter) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number)
    address = f"{LIST}/{number}"
    fields = counter.hidden(INTAKE, f"{address}/review", f"{address}/register")
    counter.keep(HANDLER, number, story="Otra cosa que nadie leyó en voz alta.")
    fields |= {"agreed": "y", "read_back": "y", "tie": "no"}
    refused = counter.browsers[INTAKE].post(f"{address}/register", data=fields)
    assert refused.status_code == 409
    assert "Otra cosa que nadie" in people.unquoted(refused.text)
    assert counter.cases() == []


def test_a_draft_is_handed_over_with_a_note_that_the_case_never_has(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(MONITOR)
    counter.keep(MONITOR, number)
    handler = counter.people[HANDLER].person_id
    page = f"{LIST}/{number}/hand-over"
    sent = counter.send(MONITOR, page, page, person=handler, note="Vuelve el jueves.")
    assert sent.status_code == 303
    assert "Le toca a usted" in counter.page(HANDLER, LIST)
    assert "Vuelve el jueves." in counter.page(HANDLER, f"{LIST}/{number}")
    assert counter.register(HANDLER, number).status_code == 303
    with database.reading() as session:
        assert session.scalars(select(Note)).all() == []


def test_a_discarded_draft_is_gone_with_its_files_and_its_key(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number, tier="reserved", name="Persona Inventada")
    _bring(counter, INTAKE, number, "evidence")
    key = counter.drafts()[0].data_key_id
    address = f"{LIST}/{number}"
    assert counter.send(INTAKE, address, f"{address}/discard").status_code == 303
    assert counter.browsers[INTAKE].get(address).status_code == 404
    with database.reading() as session:
        assert session.scalars(select(Attachment)).all() == []
        assert session.scalars(select(StoredFile)).all() == []
        assert session.scalars(select(Wrap).where(Wrap.data_key_id == key)).all() == []
        assert session.get_one(DataKeyRow, key).destroyed_at is not None


def test_names_go_to_the_custodian_and_the_key_of_the_draft_is_destroyed(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number, tier="reserved", name="Persona Inventada", phone="984 111 222")
    key = counter.drafts()[0].data_key_id
    assert counter.register(INTAKE, number).status_code == 303
    reference = counter.cases()[0].reference
    for page in (LIST, f"/desk/cases/{reference}", RECEIPT):
        assert "Persona Inventada" not in counter.page(INTAKE, page)
    with database.reading() as session:
        assert session.scalars(select(Identity)).one().standing is Standing.FILER
        assert session.scalars(select(Wrap).where(Wrap.data_key_id == key)).all() == []
    address = f"/desk/identities/{reference}"
    browser = counter.browsers[Role.CUSTODIAN]
    token = counter.hidden(Role.CUSTODIAN, address, address)
    assert "Persona Inventada" in people.unquoted(browser.post(address, data=token).text)


def test_who_stays_nameless_leaves_no_name_even_when_it_was_typed(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number, tier="anonymous", name="Persona Inventada")
    assert "Persona Inventada" not in counter.page(INTAKE, f"{LIST}/{number}")
    counter.register(INTAKE, number)
    with database.reading() as session:
        assert session.scalars(select(Identity)).all() == []


def test_the_clock_runs_from_the_day_on_which_the_letter_came(counter: Counter) -> None:
    day = (now() - timedelta(days=9)).date()
    date = _parts("received_on", day)
    counter.take_down(INTAKE, "letter", **date)
    other = counter.take_down(INTAKE, "letter")
    early, late = counter.cases()
    assert early.received_at.date() == day
    assert early.due_on < late.due_on
    assert other == late.reference
    trail = counter.page(Role.SUPERVISOR, f"/desk/cases/{early.reference}/trail")
    assert f"received_on: {day}" in trail


def test_a_day_to_come_is_none_and_one_long_ago_needs_a_reason(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(INTAKE, "letter")
    tomorrow = _parts("received_on", (now() + timedelta(days=2)).date())
    assert counter.keep(INTAKE, number, **tomorrow).status_code == 422
    long_ago = _parts("received_on", (now() - timedelta(days=70)).date())
    assert counter.keep(INTAKE, number, **long_ago).status_code == 422
    told = counter.keep(INTAKE, number, **long_ago, late_reason="Se perdió en el correo.")
    assert told.status_code == 303
    counter.register(INTAKE, number)
    reference = counter.cases()[0].reference
    assert "Se perdió en el correo." in counter.page(HANDLER, f"/desk/cases/{reference}")


def test_a_scanned_letter_is_enough_and_somebody_writes_it_down(
    counter: Counter, database: Database
) -> None:
    number = counter.begin(INTAKE, "letter")
    counter.keep(INTAKE, number, story="")
    assert "Falta algo" in counter.page(INTAKE, f"{LIST}/{number}/review")
    _bring(counter, INTAKE, number, "letter")
    assert counter.register(INTAKE, number).status_code == 303
    with database.reading() as session:
        letter = session.scalars(select(Attachment)).one()
        assert (letter.purpose, letter.case_id) == (Purpose.LETTER, counter.cases()[0].id)
        task = session.scalars(select(Rendering)).one()
        assert (task.kind, task.of) == (RenderingKind.TRANSCRIPTION, f"attachment:{letter.id}")


def test_files_of_a_draft_are_seen_by_who_may_write_in_it_and_can_be_taken_away(
    counter: Counter,
) -> None:
    number = counter.begin(INTAKE)
    _bring(counter, INTAKE, number, "evidence")
    page = f"{LIST}/{number}/files"
    html = counter.page(INTAKE, page)
    file = html.partition(f'href="{page}/')[2].partition("/")[0]
    for role, status in ((INTAKE, 200), (HANDLER, 200), (MONITOR, 404)):
        with counter.browsers[role].get(f"{page}/{file}/copy") as answer:
            assert answer.status_code == status
    assert counter.send(INTAKE, page, page, remove=file).status_code == 303
    assert counter.browsers[INTAKE].get(f"{page}/{file}/copy").status_code == 404


def test_a_monitor_sees_only_what_they_began_and_for_a_day_what_they_registered(
    counter: Counter,
) -> None:
    others = counter.begin(INTAKE)
    reference = counter.take_down(MONITOR)
    own = counter.begin(MONITOR)
    page = counter.page(MONITOR, LIST)
    assert reference in page
    assert f"{LIST}/{own}" in page
    assert f"{LIST}/{others}" not in page
    assert f"/desk/cases/{reference}" not in page
    for address in (f"{LIST}/{others}", f"{LIST}/{others}/review", f"{LIST}/{others}/files"):
        assert counter.browsers[MONITOR].get(address).status_code == 404
    for address in ("/desk/", f"/desk/cases/{reference}", "/desk/search?q=agua",
                    "/desk/identities", "/desk/lost-codes"):  # fmt: skip
        assert counter.browsers[MONITOR].get(address).status_code == 403
    with at(now() + timedelta(hours=23)):
        counter.anew(MONITOR)
        assert reference in counter.page(MONITOR, LIST)
    with at(now() + timedelta(hours=25)):
        counter.anew(MONITOR)
        assert reference not in counter.page(MONITOR, LIST)


def test_s3_a_twin_office_neither_sees_nor_counts_our_drafts(
    app: Flask, database: Database, vault: Vault, counter: Counter
) -> None:
    twin = open_counter(app, database, vault)
    empty = {role: twin.page(role, LIST) for role in (INTAKE, HANDLER, MONITOR)}
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number)
    counter.take_down(MONITOR)
    plain = [without_tokens(page) for page in empty.values()]
    again = [without_tokens(twin.page(role, LIST)) for role in empty]
    assert again == plain
    for role in (INTAKE, HANDLER, MONITOR):
        for end in ("", "/review", "/files", "/hand-over"):
            answer = twin.browsers[role].get(f"{LIST}/{number}{end}")
            nothing = twin.browsers[role].get(f"{LIST}/999999{end}")
            assert answer.status_code == nothing.status_code == 404
            assert without_tokens(answer.text) == without_tokens(nothing.text)


def test_who_has_a_tie_loses_sight_of_the_case_at_once_but_hands_the_receipt_over(
    counter: Counter,
) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number)
    assert counter.register(INTAKE, number, tie="yes").status_code == 303
    reference = counter.cases()[0].reference
    code_on(counter.page(INTAKE, RECEIPT))
    counter.send(INTAKE, RECEIPT, RECEIPT, **{"on-paper": "y"})
    assert counter.browsers[INTAKE].get(f"/desk/cases/{reference}").status_code == 404
    counter.page(INTAKE, LIST)  # the flash that names it is read here
    assert reference not in counter.page(INTAKE, LIST)
    assert reference in counter.page(HANDLER, "/desk/")


def test_the_tie_must_be_answered_and_who_is_there_must_agree(counter: Counter) -> None:
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number)
    for lacking in ({"tie": ""}, {"agreed": ""}):
        assert counter.register(INTAKE, number, **lacking).status_code == 422
    assert counter.cases() == []
    counter.take_down(INTAKE, "radio")


def test_a_draft_may_lack_anything_and_a_case_may_not(counter: Counter) -> None:
    number = counter.begin(INTAKE)
    kept = counter.keep(INTAKE, number, story="", where="", place="", spoken=None, tier=None)
    assert kept.status_code == 303
    page = counter.page(INTAKE, f"{LIST}/{number}/review")
    assert "Falta algo para registrar" in page
    assert "Registrar el caso" not in page


def test_where_the_office_needs_a_name_it_says_so_before_registering(
    app: Flask, database: Database, vault: Vault
) -> None:
    strict = open_counter(app, database, vault, anonymous_tracks=[Track.ALERTA.value])
    number = strict.begin(INTAKE)
    strict.keep(INTAKE, number, tier=None)
    assert "Falta algo para registrar" in strict.page(INTAKE, f"{LIST}/{number}/review")


def test_a_telephone_in_a_nameless_story_is_asked_about_and_nothing_is_lost(
    counter: Counter,
) -> None:
    number = counter.begin(INTAKE)
    told = counter.keep(INTAKE, number, story="Llamen al 984 111 222.")
    assert told.status_code == 422
    assert "Llamen al 984 111 222." in people.unquoted(told.text)
    assert counter.keep(
        INTAKE, number, story="Llamen al 984 111 222.", cover="y"
    ).status_code == 303  # fmt: skip
    assert "984 111 222" not in counter.page(INTAKE, f"{LIST}/{number}")


def test_a_card_of_this_office_becomes_the_receipt_and_is_shown_nowhere(
    app: Flask, counter: Counter, database: Database, vault: Vault
) -> None:
    mine = _cards(database, vault, counter, 2)
    twin = open_counter(app, database, vault)
    (foreign,) = _cards(database, vault, twin, 1)
    spoilt = foreign[:-1] + str((int(foreign[-1]) + 1) % 10)
    number = counter.begin(INTAKE, "letter")
    counter.keep(INTAKE, number)
    for wrong, status in ((spoilt, 422), (foreign, 400)):
        refused = counter.register(INTAKE, number, card_code=wrong)
        assert refused.status_code == status
        assert wrong not in refused.text
    assert counter.register(INTAKE, number, card_code=mine[0]).status_code == 303
    page = counter.page(INTAKE, RECEIPT)
    assert "El código es el de la tarjeta" in page
    assert 'class="code"' not in page
    assert counter.browsers[INTAKE].get(f"{RECEIPT}.pdf").status_code == 303
    assert people.follow(app.test_client(), mine[0]).status_code == 303
    again = counter.begin(INTAKE, "letter")
    counter.keep(INTAKE, again)
    assert counter.register(INTAKE, again, card_code=mine[0]).status_code == 409
    assert len(counter.cases()) == 1


def test_the_case_says_who_took_it_down_and_how(counter: Counter) -> None:
    reference = counter.take_down(MONITOR, interpreter="Intérprete Inventada")
    page = counter.page(HANDLER, f"/desk/cases/{reference}")
    for words in ("Tomó la queja", "Lengua hablada", "Quechua", "Leído a la persona",
                  "Por visita", "Interpretó"):  # fmt: skip
        assert words in page


def test_s4_nothing_that_is_taken_down_lies_in_the_open(
    counter: Counter, database: Database
) -> None:
    name, note, voice = "Picaflor-canario-31", "lechuza-canario-32", "zorzal-canario-33"
    number = counter.begin(INTAKE)
    counter.keep(INTAKE, number, tier="reserved", name=name, interpreter=voice, story=voice)
    handler = counter.people[HANDLER].person_id
    page = f"{LIST}/{number}/hand-over"
    counter.send(INTAKE, page, page, person=handler, note=note)
    _nowhere(database, name, note, voice)
    assert counter.register(HANDLER, number).status_code == 303
    _nowhere(database, name, note, voice)
    assert len(counter.cases()) == 1


def _nowhere(database: Database, *words: str) -> None:
    for table, value in everything_stored(database):
        assert not any(word.encode() in value for word in words), table


def _bring(counter: Counter, role: Role, number: int, purpose: str) -> None:
    page = f"{LIST}/{number}/files"
    photo = (BytesIO(plain_jpeg()), "carta de Persona.jpg")
    sent = counter.send(role, page, page, purpose=purpose, files=photo)
    assert sent.status_code == 303, people.unquoted(sent.text)[-2000:]


def _cards(database: Database, vault: Vault, counter: Counter, count: int) -> list[str]:
    fresh = fresh_codes(vault, count)
    with database.changing() as session:
        keep_cards(session, session.get_one(Office, counter.office_id), "HOJA", fresh)
    return [card.code for card in fresh]


def _parts(name: str, day: object) -> dict[str, str]:
    year, month, date = str(day).split("-")
    return {f"{name}-day": date, f"{name}-month": month, f"{name}-year": year}

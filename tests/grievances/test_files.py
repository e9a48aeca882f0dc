"""Files in the feature: nothing is lost, nothing tells who sent it, nothing opens to another."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select, text

from accounts.queries import office_by_slug
from accounts.roles import Role
from grievances.kinds import Purpose, RenderingKind, RenderingState
from grievances.models import Attachment, Case, Rendering
from grievances.operations.drafts import discard_old
from kernel.audit import Entry
from kernel.clock import at, now
from kernel.files import StoredFile, sweep
from tests.factories.accounts import signed_in
from tests.factories.cases import make_staff
from tests.factories.files import WORD, plain_jpeg, tagged_jpeg
from tests.factories.papers import tagged_pdf
from tests.factories.sounds import recording
from tests.factories.uploads import fetched, post_files, send_files
from tests.grievances.desk_at_work import desk_of
from tests.grievances.people import (
    answer_everything,
    file_a_case,
    follow,
    hidden,
    open_office,
    press,
    send,
)

NAME = "foto-de-juana-canaria-5518.jpg"
PHOTO = (tagged_jpeg(), NAME)
PAPER = (tagged_pdf(), "acta-canaria-5520.pdf")
ZIP = (b"PK\x03\x04" + bytes(60), "todo.zip")


@pytest.fixture
def slug(app: Flask) -> str:
    return open_office(app)


def voice() -> tuple[bytes, str]:
    return recording("ogg", "libopus", rate=48_000), "voz-canaria-5519.ogg"


def kept(app: Flask) -> list[Attachment]:
    with app.extensions["database"].reading() as session:
        return list(session.scalars(select(Attachment).order_by(Attachment.id)))


def blobs(app: Flask) -> list[str]:
    return list(app.extensions["files"].names())


def staff(app: Flask, slug: str, *roles: Role) -> FlaskClient:
    with app.extensions["database"].changing() as session:
        person = make_staff(session, office_by_slug(session, slug), *roles)
    return signed_in(app, person.person_id or 0)


def reference(app: Flask) -> str:
    with app.extensions["database"].reading() as session:
        return session.scalars(select(Case.reference).order_by(Case.id.desc())).first() or ""


def in_trail(app: Flask, event: str) -> int:
    with app.extensions["database"].reading() as session:
        query = select(func.count()).select_from(Entry).where(Entry.event == event)
        return session.scalar(query) or 0


def file_with_photo(client: FlaskClient, slug: str) -> None:
    answer_everything(client, slug)
    page = f"/o/{slug}/file/files"
    assert send_files(client, page, {"files": [PHOTO]}).status_code == 303
    assert send(client, slug).status_code == 303


def test_a_recording_alone_is_a_story_and_opens_a_transcription(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    told = send_files(client, page, {"sound": [voice()]})
    assert told.status_code == 303
    assert told.location == f"/o/{slug}/file/place"
    press(client, f"/o/{slug}/file/place", where="PE-CUS", place="Qollpa")
    assert send(client, slug).status_code == 303
    with app.extensions["database"].reading() as session:
        case = session.scalars(select(Case)).one()
        row = session.scalars(select(Attachment)).one()
        task = session.scalars(select(Rendering)).one()
        assert case.story is None
        assert (row.case_id, row.draft_hash, row.purpose) == (case.id, None, Purpose.STORY_SOUND)
        assert (task.of, task.kind) == (f"attachment:{row.id}", RenderingKind.TRANSCRIPTION)
        assert task.state is RenderingState.OPEN
    desk = staff(app, slug, Role.HANDLER)
    beside = f"/desk/cases/{reference(app)}/beside/transcription/attachment-{row.id}"
    assert "<audio" in desk.get(beside).get_data(as_text=True)


def test_s14_a_refused_file_loses_no_word_and_no_other_file(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    answer = send_files(client, page, {"papers": [PHOTO, ZIP]}, story="El río bajó rojo.")
    html = answer.get_data(as_text=True)
    assert "todo.zip: No recibimos archivos comprimidos" in html
    assert "El río bajó rojo." in html
    assert NAME in html
    assert [row.purpose for row in kept(app)] == [Purpose.STORY_PAGE]


def test_s14_hostile_files_are_refused_on_every_form(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    code = file_a_case(client, slug)
    more = send_files(client, f"/o/{slug}/receipt/files", {"files": [ZIP]}, text="mire esto")
    assert more.status_code == 422
    assert "mire esto" in more.get_data(as_text=True)
    follow(client, code)
    message = send_files(client, "/my-case", {"files": [ZIP]}, "/my-case/messages", text="oiga")
    assert message.status_code == 422
    assert "oiga" in message.get_data(as_text=True)
    desk, address = staff(app, slug, Role.HANDLER), f"/desk/cases/{reference(app)}"
    reply = send_files(
        desk, address, {"files": [ZIP]}, f"{address}/messages", text="va", language="es", last="0"
    )
    assert reply.status_code == 422
    assert kept(app) == []


def test_words_that_must_be_mended_keep_the_recording(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    answer = send_files(client, page, {"sound": [voice()]}, story="mi código 4539 1488 0343 6467")
    html = answer.get_data(as_text=True)
    assert "4539 1488 0343 6467" in html
    assert "voz-canaria-5519.ogg" in html
    assert len(kept(app)) == 1


def test_the_same_page_sent_twice_keeps_each_file_once(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    fields = hidden(client.get(page).get_data(as_text=True))
    sound = voice()
    for _again in range(3):
        assert post_files(client, page, {"sound": [sound]}, **fields).status_code == 303
    assert len(kept(app)) == 1


def test_a_file_is_removed_before_sending_and_leaves_nothing(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    answer_everything(client, slug)
    page = f"/o/{slug}/file/files"
    send_files(client, page, {"files": [PHOTO]})
    (row,) = kept(app)
    assert send_files(client, page, {}, remove=str(row.id)).status_code == 303
    assert kept(app) == []
    with app.extensions["database"].reading() as session:
        assert session.scalars(select(StoredFile)).all() == []
    sweep(app.extensions["files"])
    assert blobs(app) == []
    assert client.get(f"{page}/{row.id}/copy").status_code == 404


def test_taking_a_recording_away_keeps_what_is_being_typed(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    send_files(client, page, {"sound": [voice()]})
    (row,) = kept(app)
    again = send_files(client, page, {}, story="A medio escribir", remove=str(row.id))
    assert again.status_code == 200
    assert "A medio escribir" in again.get_data(as_text=True)
    assert kept(app) == []


def test_the_files_of_a_discarded_or_old_draft_go_with_it(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    send_files(client, page, {"sound": [voice()]})
    press(client, page, f"/o/{slug}/file/discard")
    assert kept(app) == []
    other = app.test_client()
    send_files(other, page, {"sound": [voice()]})
    with at(now() + timedelta(hours=25)):
        with app.extensions["database"].changing() as session:
            assert discard_old(session) == 1
        sweep(app.extensions["files"])
    assert (kept(app), blobs(app)) == ([], [])


def test_what_was_killed_between_taking_in_and_keeping_is_swept(
    app: Flask, client: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/o/{slug}/file/story"
    fields = hidden(client.get(page).get_data(as_text=True))

    def killed(*_given: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr("grievances.views.story.keep_in_draft", killed)
        app.testing = False
        assert post_files(app.test_client(), page, {"sound": [voice()]}).status_code >= 400
        broken = post_files(client, page, {"sound": [voice()]}, **fields)
        app.testing = True
    assert broken.status_code == 500
    assert kept(app) == []
    with at(now() + timedelta(days=1, minutes=1)):
        sweep(app.extensions["files"])
    assert blobs(app) == []


def test_s20_twenty_sends_at_once_keep_one_set_of_files(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    answer_everything(client, slug)
    send_files(client, f"/o/{slug}/file/files", {"files": [PHOTO]})
    html = client.get(f"/o/{slug}/file/review").get_data(as_text=True)
    address = f"/o/{slug}/file/send"
    names = ("draft", "page")
    cookies = {name: one.value for name in names if (one := client.get_cookie(name))}

    def send_once(_nth: int) -> int:
        browser = app.test_client()
        for name, value in cookies.items():
            browser.set_cookie(name, value)
        return browser.post(address, data=hidden(html, address)).status_code

    with ThreadPoolExecutor(20) as twins:
        answers = set(twins.map(send_once, range(20)))
    assert answers <= {303, 503}
    assert 303 in answers
    with app.extensions["database"].reading() as session:
        assert session.scalar(select(func.count()).select_from(Case)) == 1
    (row,) = kept(app)
    assert row.case_id is not None


def no_trace(content: bytes) -> None:
    """A picture without a word of who made it, and one that opens."""
    assert WORD.encode() not in content
    with Image.open(BytesIO(content)) as image:
        assert not image.getexif()


def test_s6_a_photograph_tells_no_place_whichever_way_it_comes(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    file_with_photo(client, slug)
    send_files(client, f"/o/{slug}/receipt/files", {"files": [PHOTO]})
    page = client.get(f"/o/{slug}/receipt").get_data(as_text=True)
    shown = re.search(r'<p class="code">(.*?)</p>', page, re.S)
    assert shown
    follow(client, re.sub(r"\D", "", shown[1]))
    send_files(client, "/my-case", {"files": [PHOTO]}, "/my-case/messages")
    desk, address = staff(app, slug, Role.HANDLER), f"/desk/cases/{reference(app)}"
    last = re.search(r'name="last"[^>]*value="(\d+)"', desk.get(address).get_data(as_text=True))
    assert last
    sent = send_files(
        desk, address, {"files": [PHOTO]}, f"{address}/messages",
        text="le mando", language="es", last=last[1],
    )  # fmt: skip
    assert sent.status_code == 303
    numbers = [row.id for row in kept(app)]
    assert len(numbers) == 4
    for number in numbers:
        for part in ("copy", "shown", "preview"):
            no_trace(fetched(desk, f"{address}/files/{number}/{part}"))
            no_trace(fetched(client, f"/my-case/files/{number}/{part}"))


def test_the_name_of_a_file_is_read_by_who_sent_it_alone(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    file_with_photo(client, slug)
    assert NAME in client.get(f"/o/{slug}/receipt/files").get_data(as_text=True)
    desk, address = staff(app, slug, Role.HANDLER), f"/desk/cases/{reference(app)}"
    html = desk.get(address).get_data(as_text=True)
    assert "Foto 1" in html
    assert NAME not in html
    saved = desk.get(f"{address}/files/{kept(app)[0].id}/copy")
    assert NAME not in str(saved.headers)
    assert saved.headers["Content-Security-Policy"].startswith("sandbox")
    saved.get_data()
    saved.close()


def test_s4_no_name_and_no_byte_of_a_file_lies_open_anywhere(
    app: Flask,
    client: FlaskClient,
    slug: str,
    settings_folders: list[Path],
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level("DEBUG"):
        answer_everything(client, slug)
        send_files(client, f"/o/{slug}/file/files", {"files": [PHOTO, PAPER]})
        send(client, slug)
        desk, address = staff(app, slug, Role.HANDLER), f"/desk/cases/{reference(app)}"
        fetched(desk, f"{address}/files/{kept(app)[0].id}/copy")
    canaries = [NAME.encode(), b"canaria-55", WORD.encode(), PHOTO[0][2000:2040]]
    with app.extensions["database"].engine.connect() as connection:
        tables = [table for table in StoredFile.metadata.tables if table.startswith("kernel_")]
        tables += [one for one in StoredFile.metadata.tables if one.startswith("grievances_")]
        stored = [
            value if isinstance(value, bytes) else str(value).encode()
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))
            for value in row
        ]
    written = [
        path.read_bytes()
        for folder in settings_folders
        for path in folder.rglob("*")
        if path.is_file()
    ]
    said = "\n".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records).encode()
    assert len(written) > 6
    for canary in canaries:
        assert not any(canary in value for value in [*stored, *written, said]), canary


@pytest.fixture
def settings_folders(app: Flask, tmp_path: Path) -> list[Path]:
    return [app.config["SETTINGS"].data_dir, tmp_path]


def test_s2_s3_a_file_of_another_answers_like_one_that_does_not_exist(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    file_with_photo(client, slug)
    (row,) = kept(app)
    mine = reference(app)
    other_slug = open_office(app)
    other = app.test_client()
    code = file_a_case(other, other_slug)
    follow(other, code)
    theirs = reference(app)
    stranger_desk = staff(app, other_slug, Role.HANDLER, Role.SUPERVISOR)

    def same(browser: FlaskClient, address: str, nowhere: str) -> None:
        here, there = browser.get(address), browser.get(nowhere)
        assert here.status_code == there.status_code == 404, address
        assert here.get_data() == there.get_data()

    for part in ("copy", "shown", "preview"):
        same(other, f"/my-case/files/{row.id}/{part}", f"/my-case/files/99999/{part}")
        for case in (mine, theirs):
            address = f"/desk/cases/{case}/files"
            same(stranger_desk, f"{address}/{row.id}/{part}", f"{address}/99999/{part}")
        draft = f"/o/{slug}/file/files"
        same(app.test_client(), f"{draft}/{row.id}/{part}", f"{draft}/99999/{part}")
    for case in (mine, theirs):
        address = f"/desk/cases/{case}/files"
        same(stranger_desk, f"{address}/{row.id}/original", f"{address}/99999/original")


def test_a_file_of_a_draft_opens_in_its_own_browser_only(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    page = f"/o/{slug}/file/story"
    send_files(client, page, {"sound": [voice()]})
    (row,) = kept(app)
    address = f"/o/{slug}/file/files/{row.id}/shown"
    assert fetched(client, address)
    other = app.test_client()
    send_files(other, page, {"sound": [voice()]})
    assert other.get(address).status_code == 404


def test_staff_who_open_a_file_stand_in_the_trail(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    file_with_photo(client, slug)
    desk, address = staff(app, slug, Role.INTAKE), f"/desk/cases/{reference(app)}"
    fetched(desk, f"{address}/files/{kept(app)[0].id}/copy")
    fetched(desk, f"{address}/files/{kept(app)[0].id}/shown")
    assert in_trail(app, "grievances:file:read") == 2


def test_only_a_supervisor_saves_the_original_and_says_why(
    app: Flask, client: FlaskClient, slug: str
) -> None:
    file_with_photo(client, slug)
    page = f"/desk/cases/{reference(app)}/files/{kept(app)[0].id}/original"
    handler = staff(app, slug, Role.HANDLER)
    assert handler.get(page).status_code == 403
    assert press(handler, "/account", page, reason="authenticity").status_code == 403
    supervisor = staff(app, slug, Role.SUPERVISOR)
    assert press(supervisor, page).status_code == 422
    assert in_trail(app, "grievances:file:original-opened") == 0
    original = press(supervisor, page, reason="authenticity")
    assert original.get_data() == PHOTO[0]
    assert original.mimetype == "application/octet-stream"
    original.close()
    assert in_trail(app, "grievances:file:original-opened") == 1


def test_a_question_is_answered_by_recording(app: Flask, client: FlaskClient, slug: str) -> None:
    code = file_a_case(client, slug)
    desk_of(app, slug).asks()
    follow(client, code)
    page = "/my-case/questions/1"
    assert send_files(client, page, {}).status_code == 422
    assert send_files(client, page, {"sound": [voice()]}).status_code == 303
    (row,) = kept(app)
    assert row.purpose is Purpose.STORY_SOUND
    assert row.message_id is not None
    assert "<audio" in client.get(page).get_data(as_text=True)
    with app.extensions["database"].reading() as session:
        kinds = session.scalars(
            select(Rendering.kind).where(Rendering.of == f"attachment:{row.id}")
        )
        assert list(kinds) == [RenderingKind.TRANSCRIPTION]


def test_a_draft_takes_only_so_many_files(
    client: FlaskClient, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grievances.views.evidence.A_DRAFT", 1)
    answer_everything(client, slug)
    page = f"/o/{slug}/file/files"
    photo = (plain_jpeg(60, 40), "a.jpg")
    assert send_files(client, page, {"files": [photo]}).status_code == 303
    full = send_files(client, page, {"files": [photo]})
    assert full.status_code == 422
    assert "Ya no caben más archivos" in full.get_data(as_text=True)


def test_a_form_brings_five_files_at_most(client: FlaskClient, slug: str) -> None:
    answer_everything(client, slug)
    photo = (plain_jpeg(60, 40), "a.jpg")
    six = send_files(client, f"/o/{slug}/file/files", {"files": [photo] * 6})
    assert six.status_code == 422
    assert "Envíe hasta 5 archivos cada vez." in six.get_data(as_text=True)


def test_uploads_of_a_flood_wait_apart_from_other_answers(
    client: FlaskClient, slug: str, app: Flask
) -> None:
    send_files(client, f"/o/{slug}/file/story", {"sound": [voice()]})
    with app.extensions["database"].reading() as session:
        kinds = session.scalars(text("SELECT kind FROM kernel_attempt"))
        assert list(kinds) == ["filing:uploaded"]

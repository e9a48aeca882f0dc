"""A session that ends during a long text costs nobody the text (S12)."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.pages import Page
from web.refusals import CODES

STORY = "Hablamos con la familia en la plaza.\nPiden que la visita sea un domingo por la tarde."


@pytest.mark.parametrize("cookie", ["", "a-session-that-has-ended"])
def test_the_desk_gives_the_text_back_and_leads_to_the_door(
    app: Flask, client: FlaskClient, cookie: str
) -> None:
    if cookie:
        client.set_cookie("desk", cookie)
    answer = client.post("/desk/cases/8VXKB/messages", data={"words": STORY, "csrf_token": "old"})
    assert answer.status_code == 403
    page = Page(answer.text)
    assert ["".join(one.itertext()) for one in page.all("textarea")] == [STORY]
    door = next(one for one in page.all("a") if one.get("href") == "/sign-in" and one.get("target"))
    assert door.get("rel") == "noopener"
    with app.test_request_context("/"):
        assert str(CODES["signed-out"].title) in answer.text


def test_pressing_again_without_signing_in_still_keeps_it(client: FlaskClient) -> None:
    sent = {"words": STORY, "csrf_token": "old"}
    for _press in range(3):
        page = Page(client.post("/desk/cases/8VXKB/messages", data=sent).text)
        form = next(page.all("form"))
        assert [one.get("name") for one in form.iter() if one.tag == "textarea"] == ["words"]
        sent["csrf_token"] = next(
            one.get("value", "") for one in form.iter() if one.get("name") == "csrf_token"
        )

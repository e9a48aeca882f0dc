"""Whoever waits for a model sees how far it is, with JavaScript and without it."""

from contextlib import ExitStack
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from basin.client.service import JobState, JobStatus
from tests.basin.at_the_model import at_the_model
from tests.browser.visits import PHONE, Visits

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.mark.parametrize("script", [False, pytest.param(True, marks=pytest.mark.full)])
def test_a_page_that_waits_for_a_model_keeps_up_by_itself(
    app: Flask, serve: Any, chromium: Browser, script: bool
) -> None:
    table = at_the_model(app)
    run_id = table.starts()
    table.submits(run_id)
    with ExitStack() as ended:
        visits = Visits(chromium, serve(app), ended)
        key = table.browser("member").get_cookie("desk")
        assert key
        screen = visits.open(PHONE, script=script, cookies={"desk": key.value})
        screen.goto(f"/studies/runs/{table.run(run_id).code}")
        expect(screen.get_by_role("progressbar")).to_have_attribute("value", "0")
        table.service.states = [JobStatus(JobState.RUNNING, 70, "<i>casi</i>")]
        table.watches(run_id)
        expect(screen.locator("[data-progress]")).to_have_text("70 %", timeout=30_000)
        expect(screen.locator("[data-message]")).to_have_text("<i>casi</i>")
        assert screen.evaluate("document.getElementById('progress').value") == 70
        table.watches(run_id, 1)
        given = screen.get_by_role("link", name="Ver la evidencia")
        expect(given).to_be_visible(timeout=30_000)

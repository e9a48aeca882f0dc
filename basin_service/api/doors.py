"""What is asked before pygeoapi hears of a request: who, what, and whether it can be understood."""

import hmac
import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, request

from basin_service.settings import Settings

SERVED = {
    f"pygeoapi.{name}"
    for name in (
        "landing_page", "openapi", "conformance", "get_processes", "get_jobs",
        "execute_process_jobs", "get_job_result",
    )
}  # fmt: skip
EXECUTION = "pygeoapi.execute_process_jobs"
OPEN_TO_ALL = "pygeoapi.landing_page"
MEMBERS = {"inputs", "outputs", "response", "subscriber"}


def guard(app: Flask, settings: Settings) -> None:
    """Put the doors before everything that `app` serves."""

    @app.before_request
    def ask() -> Response | None:
        refused = _unknown(settings) or _stranger(settings) or _unreadable()
        if refused is None:
            _plain()
        return refused


def refusal(status: HTTPStatus, code: str, sentence: str) -> Response:
    """The form in which pygeoapi itself tells of errors."""
    answer = jsonify({"code": code, "type": code, "description": sentence})
    answer.status_code = status
    return answer


def _unknown(settings: Settings) -> Response | None:
    """Only what a basin model needs is served, and only under our own names."""
    if urlsplit(f"//{request.host}").hostname not in settings.names:
        return refusal(HTTPStatus.MISDIRECTED_REQUEST, "WrongHost", "this is another service")
    if request.endpoint in SERVED:
        return None
    if request.url_rule is None and request.routing_exception:
        return None  # Flask says what is wrong: no such page, or no such method
    return refusal(HTTPStatus.NOT_FOUND, "NotFound", "there is nothing here")


def _stranger(settings: Settings) -> Response | None:
    """Who has the token may ask; the landing page is for all."""
    if not settings.token or request.endpoint == OPEN_TO_ALL:
        return None
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    known = hmac.compare_digest(sent.strip().encode(), settings.token.encode())
    if scheme.lower() == "bearer" and known:
        return None
    answer = refusal(HTTPStatus.UNAUTHORIZED, "Unauthorized", "send the bearer token")
    answer.headers["WWW-Authenticate"] = 'Bearer realm="basin"'
    return answer


def _unreadable() -> Response | None:
    """A request to run something must be JSON as the standard has it."""
    if request.args.get("f", "json") != "json":
        return refusal(HTTPStatus.BAD_REQUEST, "InvalidParameterValue", "f: only json is served")
    if request.endpoint != EXECUTION:
        return None
    if request.mimetype != "application/json":  # also keeps pages of other sites out
        return refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaType", "send application/json"
        )
    wrong = _wrong_about(request.get_data())
    return refusal(HTTPStatus.BAD_REQUEST, "InvalidParameterValue", wrong) if wrong else None


def _wrong_about(body: bytes) -> str:
    """What is wrong with the body of an execution, in one sentence; empty when nothing is."""
    try:
        sent = json.loads(body.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError) as problem:
        return f"the body is not JSON: {str(problem)[:120]}"
    if not isinstance(sent, dict):
        return "the body is not a JSON object"
    if sent.get("subscriber"):
        return "subscriber: this service calls nobody back, ask for the job instead"
    return _wrong_members(sent)


def _wrong_members(sent: dict[str, Any]) -> str:
    if not isinstance(sent.get("inputs"), dict):
        return "inputs: an object with the inputs is needed"
    outputs = sent.get("outputs", {})
    if not isinstance(outputs, dict | list) or not all(isinstance(name, str) for name in outputs):
        return "outputs: an object with the names of outputs is needed"
    if sent.get("response", "document") not in {"raw", "document"}:
        return "response: raw or document"
    unknown = sorted(set(sent) - MEMBERS)
    return f"{unknown[0][:40]!r} is not a member of an execution" if unknown else ""


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not a number")


def _plain() -> None:
    """Always JSON, always asynchronous: `Prefer: respond-async, wait=5` as well as nothing."""
    request.environ["HTTP_ACCEPT"] = "application/json"
    if request.endpoint == EXECUTION:
        request.environ["HTTP_PREFER"] = "respond-async"

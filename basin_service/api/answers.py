"""What pygeoapi answers, mended where it says less or other than this service does."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException

from basin_service.api.doors import refusal
from basin_service.api.process import description

LOG = logging.getLogger("basin_service")
PROCESSES = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf"
COMMON = "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf"
CONFORMS_TO = [
    *(f"{COMMON}/{name}" for name in ("core", "json", "landing-page", "oas30")),
    *(
        f"{PROCESSES}/{name}"
        for name in ("core", "dismiss", "job-list", "json", "oas30", "ogc-process-description")
    ),
]
LEADS_NOWHERE = ("data", "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes", "about")
AGAIN_AFTER_S = "30"
TRANSLATED = ("title", "description")

Json = dict[str, Any]


def mend(app: Flask, job_of: Callable[[str], Json]) -> None:
    """Mend every answer of `app`; `job_of` describes a job by its id."""
    provider = app.json
    if isinstance(provider, DefaultJSONProvider):
        provider.ensure_ascii = provider.sort_keys = False
        provider.compact = True
    app.register_error_handler(HTTPException, _told)
    app.register_error_handler(Exception, _broken)

    @app.after_request
    def mended(answer: Response) -> Response:
        answer.headers = Headers(answer.headers)  # pygeoapi leaves a plain dictionary
        _headers(answer)
        if _as_it_is(answer):
            return answer
        document = answer.get_json(silent=True)
        if answer.status_code == HTTPStatus.CREATED:
            document = _accepted(answer, job_of)
        elif not isinstance(document, dict):
            return answer
        _document(document, answer, job_of)
        answer.set_data(app.json.dumps(document, separators=(",", ":")))
        answer.content_type = "application/json; charset=utf-8"
        return answer


def _as_it_is(answer: Response) -> bool:
    """A result leaves as the run wrote it, and the OpenAPI document as it was made."""
    good = answer.status_code == HTTPStatus.OK
    return good and request.endpoint in {"pygeoapi.get_job_result", "pygeoapi.openapi"}


def _told(problem: HTTPException) -> Response:
    """Flask's own refusals, in the form of all others."""
    status = HTTPStatus(problem.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    answer = refusal(status, problem.name.title().replace(" ", ""), str(problem.description))
    answer.headers.extend(
        (name, value) for name, value in problem.get_headers() if name not in answer.headers
    )
    answer.content_type = "application/json"
    return answer


def _broken(problem: Exception) -> Response:
    LOG.error("a request could not be answered", exc_info=problem)
    return refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "ServerError", "the service stumbled")


def _headers(answer: Response) -> None:
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = AGAIN_AFTER_S


def _accepted(answer: Response, job_of: Callable[[str], Json]) -> Json:
    """The status of the job that was accepted, or of the one with the same key."""
    location = answer.headers["Location"]
    job = job_of(location.rpartition("/")[2])
    return {
        "type": "process",
        "processID": job["process_id"],
        "jobID": job["identifier"],
        "links": [{"href": location, "rel": "monitor", "type": "application/json"}],
        **{name: job[name] for name in ("status", "message", "progress", "created", "updated")},
    }


def _document(document: Json, answer: Response, job_of: Callable[[str], Json]) -> None:
    """One JSON answer, by what was asked for."""
    if request.endpoint == "pygeoapi.conformance":
        document["conformsTo"] = CONFORMS_TO
    elif request.endpoint == "pygeoapi.landing_page":
        document["x-idempotency-key"] = True
    elif request.endpoint == "pygeoapi.get_processes":
        for process in document.get("processes", [document]):
            _process(process)
    elif request.endpoint == "pygeoapi.get_job_result":
        _no_result(document, answer, job_of)
    _links(document)


def _process(process: Json) -> None:
    if "id" not in process:
        return  # an error
    whole = description()
    process["jobControlOptions"] = whole["jobControlOptions"]
    process["x-idempotency-key"] = True
    _every_language(process, whole)


def _every_language(said: Json, whole: Any) -> None:
    """Beside each text in one language, `x-title` and `x-description` in all of them."""
    for name, part in list(said.items()):
        known = whole.get(name) if isinstance(whole, dict) else None
        if name in TRANSLATED and isinstance(known, dict):
            said[f"x-{name}"] = known
        elif isinstance(part, dict):
            _every_language(part, known)
        elif isinstance(part, list) and isinstance(known, list):
            for one, other in zip(part, known, strict=False):
                if isinstance(one, dict):
                    _every_language(one, other)


def _no_result(document: Json, answer: Response, job_of: Callable[[str], Json]) -> None:
    """Why there is no result: what became of the job."""
    job_id = (request.view_args or {})["job_id"]
    if document.get("code") == "JobResultNotFound":
        answer.status_code = HTTPStatus.NOT_FOUND
        document["description"] = "the results of this job were dismissed"
    elif document.get("description") == "job failed":
        document["description"] = f"job failed: {job_of(job_id)['message']}"


def _links(part: Any) -> None:
    """Leave out links to what is not served: pages, maps, collections."""
    if isinstance(part, list):
        for one in part:
            _links(one)
    elif isinstance(part, dict):
        if isinstance(part.get("links"), list):
            part["links"] = [link for link in part["links"] if _leads_somewhere(link)]
        for one in part.values():
            _links(one)


def _leads_somewhere(link: Json) -> bool:
    return "json" in link.get("type", "") and not (
        link.get("rel") in LEADS_NOWHERE or "ld+json" in link["type"]
    )

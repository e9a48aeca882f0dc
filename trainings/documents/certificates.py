"""Certificates as papers: what was sealed, and nothing that came later."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import segno
from flask import current_app, render_template

from kernel.printing import pdf
from kernel.seals import grouped
from meetings.kinds import PaperLanguage
from trainings.queries.certificates import Issued
from web.formats import plain_day
from web.locale import _, current, in_language, ngettext


@dataclass(frozen=True)
class Sheet:
    """One certificate in the words of one language. `qr` leads to `check_at`."""

    name: str
    text: str
    when: str
    topics: Sequence[str]
    issuer: str
    issued: str
    number: int
    reference: str
    fingerprint: str
    check_at: str
    qr: str


def certificates(issued: Sequence[Issued], language: PaperLanguage) -> bytes:
    """A page for each. The same certificates give the same bytes, whenever they are printed."""
    public_url = current_app.config["SETTINGS"].public_url
    with in_language(language.value):
        sheets = [_sheet(one, public_url) for one in issued]
        return pdf(render_template("trainings/print/certificate.html", sheets=sheets))


def _sheet(issued: Issued, public_url: str) -> Sheet:
    said = json.loads(issued.certificate.content)
    check_at = f"{public_url}/v/{issued.seal.fingerprint}"
    return Sheet(
        name=said["name"],
        text=_attended(said),
        when=_when(said),
        topics=[_in(topic) for topic in said["topics"]],
        issuer=said["issuer"],
        issued=plain_day(date.fromisoformat(said["issued_on"])),
        number=said["number"],
        reference=said["reference"],
        fingerprint=grouped(issued.seal.fingerprint),
        check_at=check_at,
        qr=str(segno.make(check_at, error="m", micro=False).svg_data_uri(border=0)),
    )


def _attended(said: dict[str, Any]) -> str:
    facts = {
        "workshop": _in(said["workshop"]),
        "programme": _in(said["programme"]),
        "attended": said["attended"],
        "sittings": said["sittings"],
    }
    if said["sittings"] == 1:
        return str(_("Asistió al taller «%(workshop)s», del programa «%(programme)s».", **facts))
    return str(
        _(
            "Asistió a %(attended)s de las %(sittings)s sesiones del taller «%(workshop)s», del "
            "programa «%(programme)s».",
            **facts,
        )
    )


def _when(said: dict[str, Any]) -> str:
    begins, ends = date.fromisoformat(said["begins_on"]), date.fromisoformat(said["ends_on"])
    days = (
        plain_day(begins)
        if begins == ends
        else str(_("Del %(begins)s al %(ends)s", begins=plain_day(begins), ends=plain_day(ends)))
    )
    hours = ngettext("%(num)d hora", "%(num)d horas", said["hours"]) if said["hours"] else ""
    return " · ".join(filter(None, (said["place"], days, hours)))


def _in(both: dict[str, str]) -> str:
    return (both["qu"] if current() == "qu" else "") or both["es"]

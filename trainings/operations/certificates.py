"""Issuing certificates to those who attended enough, and taking one back with a reason."""

import secrets
from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kernel import seals
from kernel.audit import record
from kernel.clock import now
from kernel.database import hold
from kernel.errors import BadInput, RuleBroken
from kernel.policy import Actor, require
from kernel.seals import SealedFile, SealKind, canonical_json
from trainings import events
from trainings.models import Certificate, Revocation
from trainings.policy import TABLE, Action
from trainings.queries.certificates import (
    Candidate,
    candidates,
    certificate_in,
    topics_treated,
)
from trainings.queries.learning import Course

SALT_BYTES = 16


def issue_certificates(
    session: Session, actor: Actor, course: Course, people: Collection[int] | None = None
) -> list[Certificate]:
    """Give a certificate to everybody who attended enough and has none, or to just these people.

    RuleBroken while the workshop goes on, or when one of `people` did not attend enough or has one.
    """
    require(TABLE, actor, Action.CERTIFY, course.programme)
    hold(session, f"certificates:{course.workshop.id}")
    _expect_over(course)
    everybody = candidates(session, course)
    if people is None:
        chosen = [one for one in everybody if one.enough and one.standing is None]
    else:
        chosen = [one for one in everybody if one.person.id in people]
        _expect_entitled(chosen, people)
    return [_issue(session, actor, course, one) for one in chosen]


def revoke_certificate(
    session: Session, actor: Actor, course: Course, number: int, reason: str
) -> None:
    """Let a certificate count no more; whoever checks the paper is told so, and not why."""
    require(TABLE, actor, Action.CERTIFY, course.programme)
    if not reason.strip():
        raise BadInput("reason-missing")
    hold(session, f"certificates:{course.workshop.id}")
    found = certificate_in(session, course, number)
    seals.revoke(session, actor, found.seal.id)
    session.add(
        Revocation(
            office_id=found.certificate.office_id,
            certificate_id=found.certificate.id,
            reason=reason.strip(),
            by_id=actor.person_id,
        )
    )
    record(
        session, events.CERTIFICATE_REVOKED, actor, course.programme.subject,
        certificate_id=found.certificate.id,
    )  # fmt: skip


def note_printed(session: Session, seal_id: int, data: bytes) -> None:
    """Let the register know this file, so that whoever has it can ask whether it was altered."""
    digest = sha256(data).hexdigest()
    known = select(SealedFile.id).where(
        SealedFile.seal_id == seal_id, SealedFile.file_hash == digest
    )
    if session.scalar(known) is None:
        seals.note_file(session, seal_id, data)


def _expect_over(course: Course) -> None:
    if course.meeting.cancelled_at is not None or course.meeting.ends_on > _today(course):
        raise RuleBroken("workshop-goes-on")


def _expect_entitled(chosen: Collection[Candidate], people: Collection[int]) -> None:
    if len(chosen) != len(set(people)) or not all(one.enough for one in chosen):
        raise RuleBroken("attendance-too-low")
    if any(one.standing for one in chosen):
        raise RuleBroken("certificate-there")


def _issue(session: Session, actor: Actor, course: Course, one: Candidate) -> Certificate:
    running = _running_number(session, course)
    canonical = canonical_json(_content(session, course, one, running))
    office = course.programme.office
    sealed = seals.seal(
        session,
        actor,
        kind=SealKind.CERTIFICATE,
        reference=f"workshop:{course.meeting.reference}",
        number=running,
        canonical=canonical,
        office_id=office.id,
        issuer=office.name,
        time_zone=office.time_zone,
    )
    certificate = Certificate(
        office_id=office.id,
        workshop_id=course.workshop.id,
        participant_id=one.person.id,
        number=len(one.issued) + 1,
        name=one.person.name,
        hours=one.hours,
        sittings=one.sittings,
        sittings_attended=one.attended,
        content=canonical,
        seal_id=sealed.id,
        issued_by_id=actor.person_id,
    )
    session.add(certificate)
    session.flush()  # the trail names it
    record(
        session, events.CERTIFICATE_ISSUED, actor, course.programme.subject,
        certificate_id=certificate.id,
    )  # fmt: skip
    return certificate


def _running_number(session: Session, course: Course) -> int:
    query = select(func.count()).where(Certificate.workshop_id == course.workshop.id)
    return (session.scalar(query) or 0) + 1


def _content(session: Session, course: Course, one: Candidate, running: int) -> dict[str, Any]:
    """All that the paper says, in both languages, as it was on this day; and the salt."""
    meeting, programme = course.meeting, course.programme
    return {
        "kind": SealKind.CERTIFICATE.value,
        "version": 1,
        "salt": secrets.token_hex(SALT_BYTES),
        "number": running,
        "name": one.person.name,
        "programme": _both(programme.title, programme.title_qu),
        "workshop": _both(meeting.title, meeting.title_qu),
        "reference": meeting.reference,
        "place": ", ".join(
            filter(
                None, (meeting.community, meeting.district, meeting.province, meeting.department)
            )
        ),
        "begins_on": meeting.begins_on.isoformat(),
        "ends_on": meeting.ends_on.isoformat(),
        "hours": one.hours,
        "sittings": one.sittings,
        "attended": one.attended,
        "topics": [_both(topic.title, topic.title_qu) for topic in topics_treated(session, course)],
        "issuer": programme.office.name,
        "issued_on": _today(course).isoformat(),
    }


def _both(words: str, words_qu: str) -> dict[str, str]:
    return {"es": words, "qu": words_qu}


def _today(course: Course) -> date:
    return now().astimezone(ZoneInfo(course.programme.office.time_zone)).date()

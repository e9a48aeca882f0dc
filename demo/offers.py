"""Concerns of the fictional workshop that were carried to the office, and what it answered."""

from collections.abc import Mapping

from accounts.roles import Role, Track
from demo import beside_story as told
from demo.beside_story import DemoOffer
from demo.stage import Stage
from grievances.kinds import Topic
from grievances.operations.ex_officio import Opening, decline, take_up
from kernel.handovers import Handover
from meetings.kinds import CarriedTo
from meetings.models import Meeting, Theme
from meetings.operations.carrying import carry


def carry_concerns(stage: Stage, meeting: Meeting, themes: Mapping[str, Theme]) -> None:
    """Offered after the workshop; two of them were decided since."""
    for offer in told.OFFERS:
        with stage.on(stage.after(12)):
            handover = carry(
                stage.session, stage.facilitator, meeting, themes[offer.theme].reference,
                CarriedTo.CASE, stage.office.id, offer.reason,
            )  # fmt: skip
        with stage.on(stage.after(15)):
            _decide(stage, offer, handover)


def _decide(stage: Stage, offer: DemoOffer, handover: Handover) -> None:
    if offer.story:
        opening = Opening(Track.QUEJA, Topic.WATER, handover.place, offer.story)
        handler = stage.actor(Role.HANDLER)
        take_up(stage.session, stage.vault, handler, stage.office, handover, opening)
    elif offer.declined:
        supervisor = stage.actor(Role.SUPERVISOR)
        decline(stage.session, supervisor, stage.office, handover, offer.declined)

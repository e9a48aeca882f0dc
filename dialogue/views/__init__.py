"""The pages of dialogue: for its office, for who sits at the table, and for everybody."""

from types import ModuleType

from flask import Flask

from accounts.views.starting import offer_first_place
from dialogue.policy import TABLE
from dialogue.queries import references, thread_references
from dialogue.queries.agreements import references as agreement_references
from dialogue.views import (
    appointments,
    board,
    card_entry,
    cards,
    confirming,
    exhibits,
    following,
    making,
    moving,
    offers,
    papers,
    participation,
    parties,
    positions,
    posts,
    process,
    processes,
    proposals,
    proposing,
    recording,
    report,
    room,
    rounds,
    seat,
    seats,
    spread,
    stages,
    statements,
    thread,
    thread_export,
    threads,
    work,
    work_promises,
)
from dialogue.views.acta_sources import results_waiting
from dialogue.views.agreements import drafting as agreement_drafting
from dialogue.views.agreements import page as agreement_page
from dialogue.views.agreements import promising as agreement_promising
from dialogue.views.agreements import public as agreements_public
from dialogue.views.agreements import recording as agreement_recording
from dialogue.views.agreements import registry as agreement_registry
from dialogue.views.agreements import sealing as agreement_sealing
from dialogue.views.agreements import signing as agreement_signing
from dialogue.views.blueprint import bp
from dialogue.views.bulletins import desk as bulletins_desk
from dialogue.views.bulletins import public as bulletins_public
from dialogue.views.entrance import card_bearer, recognise_card
from dialogue.views.first_place import first_place
from meetings.views.acta.sources import offer_source
from web.access import register_policy

ADD_TO_BLUEPRINT: tuple[ModuleType, ...] = (
    agreement_drafting,
    agreement_page,
    agreement_promising,
    agreement_recording,
    agreement_registry,
    agreement_sealing,
    agreement_signing,
    bulletins_desk,
    appointments,
    board,
    card_entry,
    cards,
    confirming,
    exhibits,
    following,
    making,
    moving,
    offers,
    papers,
    participation,
    parties,
    positions,
    posts,
    process,
    processes,
    proposals,
    proposing,
    recording,
    room,
    report,
    rounds,
    seat,
    seats,
    spread,
    stages,
    statements,
    thread,
    thread_export,
    threads,
    work,
    work_promises,
)
"""These add their pages to the blueprint."""

PARTS: tuple[ModuleType, ...] = (agreements_public, bulletins_public)
"""These have a blueprint of their own."""


def init_app(app: Flask) -> None:
    """Add our pages, let templates ask our table, and others our public references."""
    known = app.extensions["references"]
    known.register(agreement_references.KIND, agreement_references.referred_agreement)
    known.register(references.PROCESS, references.referred_process)
    known.register(references.PROPOSAL, references.referred_proposal)
    known.register(references.ROUND, references.referred_round)
    known.register(thread_references.THREAD, thread_references.referred_thread)
    known.register(thread_references.POST, thread_references.referred_post)
    register_policy(app, TABLE)
    offer_first_place(app, first_place)
    offer_source(app, results_waiting)
    app.jinja_env.globals["card_bearer"] = card_bearer
    app.before_request_funcs.setdefault(bp.name, []).append(recognise_card)
    app.register_blueprint(bp)
    for part in PARTS:
        app.register_blueprint(part.bp)

"""The platform at work: its demonstration, its server, and what people there hold."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select
from waitress import wasyncore

from accounts.models import Office, Person
from accounts.queries import grants_of, person_with_grants
from accounts.views.security import hash_of
from app import create_app
from bench.servers import free_port
from demo.seed import seed
from demo.stories import STORIES
from grievances import receipts
from grievances.lifecycle import State, Verb
from grievances.models import Case, OfficeDraft
from grievances.policy import TABLE, Action, open_verbs
from grievances.queries.cases import subject_of_code
from kernel.database import Database
from kernel.policy import Actor, allowed
from tests.factories.accounts import signed_in
from tests.grievances.people import answer_everything, file_a_case
from web.serving import server_of
from web.settings import Settings

CUSCO = "cusco"


@contextmanager
def serving(app: Flask, port: int = 0) -> Iterator[str]:
    """The address of `app` behind the server that installations use."""
    sockets: dict[int, Any] = {}
    settings: Settings = replace(app.config["SETTINGS"], port=port or free_port())
    server = server_of(app, settings, sockets)
    loop = threading.Thread(target=wasyncore.loop, kwargs={"map": sockets, "use_poll": True})
    loop.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets))
    loop.join()
    server.task_dispatcher.shutdown()


@dataclass
class House:
    """A running platform with its demonstration."""

    app: Flask
    address: str
    sign_ins: str
    elsewhere: str
    """Where the quick exit leads."""

    @classmethod
    @contextmanager
    def opened(cls, template: Path, folder: Path) -> Iterator["House"]:
        """A house on a copy of an empty database, filled as `make demo` fills it."""
        shutil.copy(template, folder / "house.sqlite")
        port = free_port()
        elsewhere = f"http://localhost:{port}/healthz"  # for a browser another site than 127.0.0.1
        settings = Settings.for_tests(
            folder,
            DATABASE_URL=f"sqlite:///{folder / 'house.sqlite'}",
            RIMANAKUY_DEMO="yes",
            RIMANAKUY_EXIT_ADDRESS=elsewhere,
        )
        app = create_app(settings)
        with app.app_context():
            sign_ins = seed(
                app.extensions["database"],
                app.extensions["vault"],
                hash_of,
                app.extensions["files"],
            )
        with serving(app, port) as address:
            yield cls(app, address, sign_ins, elsewhere)
        app.extensions["jobs"].close()
        app.extensions["database"].dispose()

    @property
    def database(self) -> Database:
        """Its database."""
        found: Database = self.app.extensions["database"]
        return found

    @cached_property
    def password(self) -> str:
        """The password that the list of sign-ins gives to newcomers."""
        found = re.search(r"Password of every sign-in: (\S+)", self.sign_ins)
        assert found
        return found[1]

    @cached_property
    def people(self) -> dict[str, int]:
        """Who works here: mail address and number."""
        with self.database.reading() as session:
            return {
                one.email: one.id for one in session.scalars(select(Person).order_by(Person.id))
            }

    def desk_of(self, email: str) -> dict[str, str]:
        """The cookies of somebody who has signed in."""
        return self._cookies(signed_in(self.app, self.people[email]), "desk")

    def owing(self, email: str) -> dict[str, str]:
        """The cookies of somebody who knew the password and owes the second step."""
        return self._cookies(signed_in(self.app, self.people[email], standing="owes"), "desk")

    @cached_property
    def draft(self) -> dict[str, str]:
        """The cookies of somebody who answered every question and has yet to send."""
        browser = self.app.test_client()
        answer_everything(browser, CUSCO)
        return self._cookies(browser, "draft", "page")

    @cached_property
    def receipt(self) -> dict[str, str]:
        """The cookies of somebody who has just filed."""
        browser = self.app.test_client()
        file_a_case(browser, CUSCO)
        return self._cookies(browser, "draft", "page")

    @cached_property
    def other_words(self) -> dict[str, str]:
        """The cookies of somebody who sent, went back and wrote something else."""
        browser = self.app.test_client()
        file_a_case(browser, CUSCO)
        answer_everything(browser, CUSCO, story={"story": "Otra cosa."})
        return self._cookies(browser, "draft", "page")

    def code(self, state: State) -> str:
        """The receipt code of a case of the demonstration that stands in this state."""
        vault = self.app.extensions["vault"]
        for number, story in enumerate(STORIES):
            code = receipts.code_for(vault, f"demo-{number}")
            with self.database.reading() as session:
                subject = subject_of_code(session, receipts.lookup_of(vault, code))
                case = session.get_one(Case, int((subject or "").partition(":")[2]))
                if case.state is state and story.office == CUSCO:
                    return code
        raise LookupError(state)

    @cached_property
    def alert(self) -> str:
        """The receipt code of an alert of a person who gave no name."""
        browser = self.app.test_client()
        return file_a_case(browser, CUSCO, about={"track": "alerta"})

    @cached_property
    def draft_of_office(self) -> int:
        """The draft that the monitor of the demonstration began for the office in Cusco."""
        with self.database.reading() as session:
            return session.scalars(select(OfficeDraft.id).order_by(OfficeDraft.id)).first() or 0

    def reference(self, *states: State) -> str:
        """A case of the office in Cusco in one of these states."""
        with self.database.reading() as session:
            wanted = select(Case.reference).join(Case.office).where(Office.slug == CUSCO)
            found = session.scalars(wanted.where(Case.state.in_(states)).order_by(Case.id))
            return found.first() or ""

    def ready_for(self, verb: Verb) -> tuple[str, str]:
        """Somebody who may use this verb now, and the case on which."""
        return self._somebody_who(lambda actor, case: verb in open_verbs(actor, case))

    def with_identity(self) -> tuple[str, str]:
        """Somebody who may see who a person is, and the case of that person."""
        return self._somebody_who(
            lambda actor, case: (
                case.identity_key_id is not None
                and allowed(TABLE, actor, Action.READ_IDENTITY, case)
            )
        )

    def _somebody_who(self, may: Callable[[Actor, Case], bool]) -> tuple[str, str]:
        with self.database.reading() as session:
            cases = session.scalars(select(Case).order_by(Case.id)).all()
            for email, number in self.people.items():
                person, _grants = person_with_grants(session, number)
                actor = Actor(person.id, grants_of(person))
                for case in cases:
                    if may(actor, case):
                        return email, case.reference
        raise LookupError

    @staticmethod
    def _cookies(browser: Any, *names: str) -> dict[str, str]:
        found = {name: browser.get_cookie(name) for name in names}
        return {name: cookie.value for name, cookie in found.items() if cookie}

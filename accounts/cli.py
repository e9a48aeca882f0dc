"""What the machine's own administrator does about accounts: `flask accounts …`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from accounts import operations, queries
from accounts.models import Office, Person
from accounts.operations.second_step import reset_second_step
from accounts.roles import Role
from kernel.database import Database
from kernel.errors import Refusal, Unavailable
from kernel.policy import SYSTEM
from web.furniture import jobs, vault

ROLE = click.Choice([role.value for role in Role])


def accounts_commands(database: Callable[[], Database]) -> click.Group:
    """The group `accounts`, working on the database that `database()` gives."""
    group = click.Group("accounts", help="People who sign in.")

    @group.command("admin")
    @click.argument("email")
    @click.option("--name", default="", help="How the person is called.")
    @with_appcontext
    def admin(email: str, name: str) -> None:
        """Let EMAIL run the installation, and print a code to set a password with."""
        with _changing(database()) as session:
            _add(session, None, email, name, {Role.PLATFORM_ADMIN})
            click.echo(_code(session, email))

    @group.command("add")
    @click.argument("email")
    @click.argument("office")
    @click.argument("roles", nargs=-1, required=True, type=ROLE)
    @click.option("--name", default="", help="How the person is called.")
    def add(email: str, office: str, roles: tuple[str, ...], name: str) -> None:
        """Give EMAIL ROLES in OFFICE, its address on the site; also beside another office."""
        with _changing(database()) as session:
            where = queries.office_by_slug(session, office)
            _add(session, where, email, name, {Role(role) for role in roles})
            click.echo(f"{email} is now in {office}: {', '.join(roles)}")

    @group.command("code")
    @click.argument("email")
    @with_appcontext
    def code(email: str) -> None:
        """Print a code with which EMAIL sets a password, good once and for a day."""
        with _changing(database()) as session:
            click.echo(_code(session, email))

    @group.command("second-step")
    @click.argument("email")
    @with_appcontext
    def second_step(email: str) -> None:
        """Take the lost second step of EMAIL away; they set up a new one when they come in."""
        with _changing(database()) as session:
            known, office_id = _somebody_with_a_role(session, email)
            reset_second_step(session, vault(), jobs(), SYSTEM, office_id, known.id)
            click.echo(f"{known.email} has no second step any more; their sessions have ended")

    @group.command("list")
    def list_people() -> None:
        """Print everybody who may sign in, with their roles."""
        with _answering(), database().reading() as session:
            for person in queries.everybody(session, SYSTEM):
                click.echo(_line(person))

    return group


@contextmanager
def _changing(database: Database) -> Iterator[Session]:
    """A change that says in one line why it was refused."""
    try:
        with _answering(), database.changing() as session:
            yield session
    except Refusal as refusal:
        raise click.ClickException(f"refused: {refusal.code}") from None


@contextmanager
def _answering() -> Iterator[None]:
    """Stop with one sentence when the database does not answer, or has no tables yet."""
    try:
        yield
    except (DBAPIError, Unavailable) as problem:
        raise click.ClickException(
            f"the database does not answer or has no tables ({type(problem).__name__}): "
            "see DATABASE_URL, then run flask migrate"
        ) from None


def _add(session: Session, office: Office | None, email: str, name: str, roles: set[Role]) -> None:
    known = queries.person_by_email(session, email)
    called = name or (known.name if known else email.partition("@")[0])
    operations.add_person(session, SYSTEM, office, called, email, roles)


def _code(session: Session, email: str) -> str:
    known, office_id = _somebody_with_a_role(session, email)
    code = operations.make_reset_code(session, jobs(), SYSTEM, office_id, known.id)
    return f"Open /set-password and give {known.email} with this code, within a day: {code}"


def _somebody_with_a_role(session: Session, email: str) -> tuple[Person, int | None]:
    """The person at this address, and an office that they belong to."""
    known = queries.person_by_email(session, email)
    if known is None:
        raise click.ClickException(f"nobody signs in as {email}")
    _person, grants = queries.person_with_grants(session, known.id)
    if not grants:
        raise click.ClickException(f"{email} has no role")
    return known, next(iter(grants)).office_id


def _line(person: Person) -> str:
    roles = sorted(
        f"{one.role}@{one.office.slug if one.office else 'installation'}"
        for one in person.memberships
    )
    closed = "" if person.active else " (closed)"
    return f"{person.email}{closed}: {', '.join(roles) or 'no role'}"

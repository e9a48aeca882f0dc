"""Who may enter a page at all. A view without a rule is closed to everybody.

Every view declares one of three rules: `@public`, `@for_staff` or `@for_roles(…)`. That is the
door; what somebody may do behind it is decided by the policy tables, in operations and queries.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from kernel.errors import Forbidden
from kernel.policy import Actor, Table, allowed
from web.actor import actor

ViewT = TypeVar("ViewT", bound=Callable[..., Any])


@dataclass(frozen=True)
class Rule:
    """Who may enter: anybody, whoever is signed in, or those who hold one of `roles` somewhere.

    Whoever follows a case with its code is nobody else on a public page, unless `knows_accounts`.
    """

    public: bool = False
    knows_accounts: bool = False
    roles: frozenset[str] | None = None

    def admits(self, who: Actor) -> bool:
        """Whether `who` may enter."""
        if self.public:
            return True
        if who.person_id is None:
            return False
        return self.roles is None or any(grant.role in self.roles for grant in who.grants)


PUBLIC = Rule(public=True)
OPEN = Rule(public=True, knows_accounts=True)
STAFF = Rule()
CLOSED = Rule(roles=frozenset())


def public(view: ViewT) -> ViewT:
    """Anybody may enter, signed in or not."""
    return _declare(view, PUBLIC)


def open_to_all(view: ViewT) -> ViewT:
    """Anybody may enter, and who signed in meets more of it, also while they follow a case."""
    return _declare(view, OPEN)


def for_staff(view: ViewT) -> ViewT:
    """Whoever is signed in may enter."""
    return _declare(view, STAFF)


def for_roles(*roles: str) -> Callable[[ViewT], ViewT]:
    """Those who hold one of `roles`, in whatever office, may enter."""

    def declare(view: ViewT) -> ViewT:
        return _declare(view, Rule(roles=frozenset(roles)))

    return declare


def _declare(view: ViewT, rule: Rule) -> ViewT:
    view.access_rule = rule  # type: ignore[attr-defined]
    return view


def rule_of(app: Flask, endpoint: str) -> Rule:
    """The rule that the view behind `endpoint` declares; CLOSED when it declares none."""
    if endpoint == "static":
        return PUBLIC
    rule: Rule = getattr(app.view_functions[endpoint], "access_rule", CLOSED)
    return rule


def register_policy(app: Flask, table: Table) -> None:
    """Let templates ask this table by the code of the action, see `can`."""
    known: dict[Any, Any] = app.extensions.setdefault("policy", {})
    if twice := known.keys() & table.keys():
        raise ValueError(f"two rules for {sorted(twice)}")
    known.update(table)


def can(action: str, subject: Any = None) -> bool:
    """Whether this request's actor may do `action` to `subject`: to show or hide, not to guard."""
    table: Mapping[Any, Any] = current_app.extensions["policy"]
    return allowed(table, actor(), action, subject)  # type: ignore[arg-type]  # equal to its code


def may_enter(endpoint: str) -> bool:
    """Whether this request's actor may open the door of `endpoint`: to show or hide a link."""
    there = endpoint in current_app.view_functions
    return there and rule_of(current_app, endpoint).admits(actor())


def here() -> str:
    """The address of this page without its host, to come back to."""
    return request.full_path.rstrip("?")


def safe_next(address: str) -> str | None:
    """`address` when it leads into this very site, else None."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and "\\" not in address else None


def init_app(app: Flask, who_asks: Callable[[Rule], Actor], sign_in: str) -> None:
    """Before any view: find out who asks, then open the door or not.

    `who_asks` may depend on the rule of the page; `sign_in` is the endpoint that people without a
    session are sent to.
    """

    def gate() -> ResponseReturnValue | None:
        rule = rule_of(app, request.endpoint) if request.endpoint else PUBLIC
        g.actor = who_asks(rule)
        if rule.admits(g.actor):
            return None
        if g.actor.person_id is None and request.method in {"GET", "HEAD"}:
            return redirect(url_for(sign_in, next=here()), code=303)
        raise Forbidden("not-allowed" if g.actor.person_id else "signed-out")

    app.before_request(gate)
    app.extensions.setdefault("policy", {})
    app.jinja_env.globals.update(can=can, may_enter=may_enter)

"""Kinds of office, the roles people may have in them, and the tracks an office offers."""

from enum import StrEnum


class OfficeKind(StrEnum):
    """What sort of host an office is. Only an ombudsman's office receives grievances."""

    OMBUDSMAN = "ombudsman"
    PROGRAMME = "programme"
    UNIVERSITY = "university"
    ASSOCIATION = "association"


class EntityKind(StrEnum):
    """Whom people complain about."""

    COMPANY = "company"
    AUTHORITY = "authority"
    OTHER = "other"


class OfficeText(StrEnum):
    """What an office may say in its own words on its page, in each language."""

    WELCOME = "welcome"
    BEFORE = "before"
    NEXT = "next"


class Lack(StrEnum):
    """What an office may lack before people can rely on it."""

    PHONE = "phone"
    EMERGENCY_PHONE = "emergency_phone"
    ADDRESS = "address"
    HOURS = "hours"
    QUECHUA = "quechua"
    TEXTS = "texts"
    TRACKS = "tracks"
    ADMINISTRATORS = "administrators"
    INTAKE = "intake"
    HANDLER = "handler"
    SUPERVISORS = "supervisors"
    CUSTODIAN = "custodian"


class AccountState(StrEnum):
    """Whether somebody can sign in, and why not yet."""

    ACTIVE = "active"
    INVITED = "invited"
    NOT_INVITED = "not_invited"
    CLOSED = "closed"


class Track(StrEnum):
    """The ways in: a question, a request, a complaint that must be answered, an alert."""

    CONSULTA = "consulta"
    PETITORIO = "petitorio"
    QUEJA = "queja"
    ALERTA = "alerta"


class Role(StrEnum):
    """What a person does in an office, or, for the last two, in the whole installation."""

    INTAKE = "intake"
    HANDLER = "handler"
    SUPERVISOR = "supervisor"
    CUSTODIAN = "custodian"
    AUDITOR = "auditor"
    OFFICE_ADMIN = "office_admin"
    COORDINATOR = "coordinator"
    FACILITATOR = "facilitator"
    NOTE_TAKER = "note_taker"
    TRANSLATOR = "translator"
    MODELLER = "modeller"
    MONITOR = "monitor"
    FEDERATION = "federation"
    PLATFORM_ADMIN = "platform_admin"


LANGUAGES = ("es", "qu", "en")
"""The languages an office may choose to speak, by the codes of the interface."""

WHOLE_INSTALLATION = frozenset({Role.FEDERATION, Role.PLATFORM_ADMIN})
"""Roles that belong to no office."""

SECOND_STEP_FOR = frozenset(
    {
        Role.HANDLER,
        Role.SUPERVISOR,
        Role.CUSTODIAN,
        Role.AUDITOR,
        Role.OFFICE_ADMIN,
        Role.PLATFORM_ADMIN,
    }
)
"""Roles for which a password alone is not enough."""

OF_ANY_HOST = frozenset(
    {
        Role.AUDITOR,
        Role.OFFICE_ADMIN,
        Role.COORDINATOR,
        Role.FACILITATOR,
        Role.NOTE_TAKER,
        Role.TRANSLATOR,
        Role.MODELLER,
    }
)
OF_AN_OMBUDSMAN = frozenset(
    {Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.CUSTODIAN, Role.MONITOR}
)


def roles_in(kind: OfficeKind) -> list[Role]:
    """The roles a person may have in an office of this kind, in the order of the enum."""
    known = OF_ANY_HOST | OF_AN_OMBUDSMAN if kind is OfficeKind.OMBUDSMAN else OF_ANY_HOST
    return [role for role in Role if role in known]

"""The ways an operation may refuse. The web layer turns each into one page."""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Base of every refusal. `code` names the message that the reader sees in their language."""

    status = 400

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class BadInput(Refusal):
    """What was sent cannot be understood."""


class Forbidden(Refusal):
    """The actor may see the thing but not do this to it."""

    status = 403


class NotFound(Refusal):
    """No such thing, or none that this actor may know of: the two look the same."""

    status = 404


class Gone(NotFound):
    """It is there for this actor, but what it said was destroyed: nobody opens it any more."""

    status = 410


class RuleBroken(Refusal):
    """The move is not allowed from here, whoever asks."""

    status = 409


class Unavailable(Refusal):
    """The database cannot be used now: busy, full or gone. Nothing was changed; try again soon."""

    status = 503

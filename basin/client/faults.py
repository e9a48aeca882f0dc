"""What can go wrong between the platform and a service."""

from enum import StrEnum

LONGEST_DETAIL = 500


class Fault(StrEnum):
    """The kinds of fault; what exactly happened stands in `ServiceFault.detail`."""

    NOT_CONFIGURED = "not-configured"
    NOT_PUBLIC = "not-public"
    NOT_TRUSTED = "not-trusted"
    DOWN = "down"
    SLOW = "slow"
    NOT_AUTHORISED = "not-authorised"
    REFUSED_REQUEST = "refused-request"
    BUSY = "busy"
    GONE = "gone"
    NO_RESULT = "no-result"
    REDIRECT = "redirect"
    LEAVES = "leaves"
    TOO_LARGE = "too-large"
    INVALID = "invalid"
    SERVER_ERROR = "server-error"


class ServiceFault(Exception):  # noqa: N818 - a fault of the other side, named as the page names it
    """A request to the service did not give what it should.

    `detail`: technical, in English, one line of at most 500 characters, never with the token.
    `retry_after`: seconds that a busy service asks for. `perhaps_received`: whether the service
    may have taken the request although no answer came: asking again could run twice.
    """

    def __init__(
        self,
        fault: Fault,
        detail: str = "",
        *,
        retry_after: int | None = None,
        perhaps_received: bool = False,
    ) -> None:
        line = "".join(sign if sign.isprintable() else " " for sign in detail)
        self.fault = fault
        self.detail = line[:LONGEST_DETAIL]
        self.retry_after = retry_after
        self.perhaps_received = perhaps_received
        super().__init__(f"{fault}: {self.detail}")

    def saying(self, detail: str, perhaps_received: bool = False) -> "ServiceFault":
        """The same fault in other words, or known to have left the request with the service."""
        return ServiceFault(
            self.fault,
            detail,
            retry_after=self.retry_after,
            perhaps_received=self.perhaps_received or perhaps_received,
        )

    def __reduce__(self) -> tuple[object, ...]:
        """Whole after a trip through a queue."""
        return _again, (self.fault, self.detail, self.retry_after, self.perhaps_received)


def _again(
    fault: Fault, detail: str, retry_after: int | None, perhaps_received: bool
) -> ServiceFault:
    return ServiceFault(fault, detail, retry_after=retry_after, perhaps_received=perhaps_received)

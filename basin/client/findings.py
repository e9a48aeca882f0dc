"""What a check of a service found, one line for each rule."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from basin.client.faults import ServiceFault
from basin.contract.refusals import Refused

Outcome = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Finding:
    """One rule: whether the service keeps it, and what that means, in plain English.

    `warn`: the platform works all the same, and people would be better served.
    """

    outcome: Outcome
    rule: str
    explanation: str

    def __str__(self) -> str:
        return f"{self.outcome:4}  {self.rule:30}  {self.explanation}"


@dataclass
class Report:
    """The findings so far, in the order of the checks."""

    findings: list[Finding] = field(default_factory=list)

    def ok(self, rule: str, explanation: str) -> None:
        """A rule that is kept."""
        self.findings.append(Finding("ok", rule, explanation))

    def warn(self, rule: str, explanation: str) -> None:
        """A recommendation that is not followed."""
        self.findings.append(Finding("warn", rule, explanation))

    def fail(self, rule: str, explanation: str) -> None:
        """A rule that is broken: the platform refuses this service, or this answer of it."""
        self.findings.append(Finding("fail", rule, explanation))

    def judge(self, kept: bool, rule: str, when_kept: str, when_not: str) -> bool:
        """One or the other."""
        (self.ok if kept else self.fail)(rule, when_kept if kept else when_not)
        return kept

    def advise(self, followed: bool, rule: str, when_followed: str, when_not: str) -> None:
        """The same for a recommendation."""
        (self.ok if followed else self.warn)(rule, when_followed if followed else when_not)

    @contextmanager
    def failing(self, rule: str) -> Iterator[None]:
        """A fault or refusal within is a failure of `rule`, and ends the block."""
        try:
            yield
        except (ServiceFault, Refused) as problem:
            self.fail(rule, str(problem))

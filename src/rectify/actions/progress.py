"""progress: a report from the work."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, TypeVar

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach
from rectify.errors import Refused, UnknownPart
from rectify.model.gates import require_status
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.plan import Indicator, Measure, Milestone, Verdict
from rectify.model.register import Register
from rectify.model.text import Figure, Line, Percent, Text
from rectify.terms import Pace, Verb

Part = TypeVar("Part", Measure, Milestone)


class Progress(EvidenceAction):
    """Report how the work goes; the status stays in_progress.

    - A milestone or measure named is done on the business date; one already done keeps its day.
    - A figure (percent, indicator) that falls needs a reason.
    - The verdict on the pace is a named person's judgement, with a reason (else the note).
    """

    verb: ClassVar[Verb] = Verb.PROGRESS
    stands_without_change: ClassVar[bool] = True

    note: Text
    milestone: tuple[Line, ...] = ()
    measure: tuple[Line, ...] = ()
    indicator: dict[Line, Figure] = {}
    percent: Percent | None = None
    verdict: Pace | None = None

    @property
    def remark(self) -> str:
        """The note."""
        return self.note

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with what was reported."""
        issue = register.get(self.id)
        require_status(self.verb, issue)
        issue = issue.but(
            milestones=self._done(issue, "milestone", issue.milestones, self.milestone, moment),
            measures=self._done(issue, "measure", issue.measures, self.measure, moment),
            indicators=self._readings(issue, moment),
            percent=self._percent(issue),
            verdict=self._verdict(issue, moment),
        )
        return attach(issue, moment, self.day(moment))

    def _done(
        self, issue: Issue, what: str, parts: tuple[Part, ...], names: Sequence[str], moment: Moment
    ) -> tuple[Part, ...]:
        _require_known(issue, what, names, [part.id for part in parts])
        day = self.day(moment)
        return tuple(part.but(done_on=part.done_on or day) if part.id in names else part for part in parts)

    def _readings(self, issue: Issue, moment: Moment) -> tuple[Indicator, ...]:
        _require_known(issue, "indicator", list(self.indicator), [part.name for part in issue.indicators])
        return tuple(
            self._read(issue, part, self.indicator[part.name], moment) if part.name in self.indicator else part
            for part in issue.indicators
        )

    def _read(self, issue: Issue, part: Indicator, figure: Decimal, moment: Moment) -> Indicator:
        self._forbid_fall(issue, part.name, part.actual, figure)
        return part.but(actual=figure, as_of=self.day(moment))

    def _percent(self, issue: Issue) -> int | None:
        if self.percent is None:
            return issue.percent
        self._forbid_fall(issue, "percent", issue.percent, self.percent)
        return self.percent

    def _verdict(self, issue: Issue, moment: Moment) -> Verdict | None:
        if self.verdict is None:
            return issue.verdict
        return Verdict(pace=self.verdict, by=moment.actor, on=self.day(moment), reason=self.reason or self.note)

    def _forbid_fall(self, issue: Issue, name: str, before: Decimal | int | None, after: Decimal | int) -> None:
        if before is not None and after < before and not self.reason:
            raise Refused(
                id=issue.id,
                done="reported on",
                why=f"{name} falls from {before} to {after} and no reason is given",
                hint="say why with --reason TEXT",
            )


def _require_known(issue: Issue, what: str, names: Sequence[str], known: Sequence[str]) -> None:
    for name in names:
        if name not in known:
            raise UnknownPart(id=issue.id, what=what, name=name, known=", ".join(known) or f"no {what}s")

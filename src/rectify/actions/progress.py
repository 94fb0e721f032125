"""progress: a report from the work."""

from collections.abc import Sequence
from decimal import Decimal
from typing import ClassVar, TypeVar

from rectify.actions.attach import attach
from rectify.actions.checklist import AnsweringAction
from rectify.actions.readings import require_known, with_readings
from rectify.errors import Refused
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.plan import Indicator, Measure, Milestone, Verdict
from rectify.model.register import Register
from rectify.model.text import Figure, Line, Percent, Text
from rectify.model.transition import require_status
from rectify.terms import Finding, Kind, Pace, Verb

Part = TypeVar("Part", Measure, Milestone)


class Progress(AnsweringAction):
    """Report how the work goes; the status stays in_progress.

    - A milestone or measure named is done on the business date; one already done keeps its day.
    - A figure (percent, indicator) that falls needs a reason.
    - The readings of an indicator are kept, each with its day; what was found of a petition is reported here.
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
    finding: Finding | None = None

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
            finding=self._finding(issue),
        )
        grown = attach(issue, moment, self.day(moment), self.claim)
        return self.answered(grown, register.header, moment)

    def _done(
        self, issue: Issue, what: str, parts: tuple[Part, ...], names: Sequence[str], moment: Moment
    ) -> tuple[Part, ...]:
        require_known(issue, what, names, [part.id for part in parts])
        day = self.day(moment)
        return tuple(part.but(done_on=part.done_on or day) if part.id in names else part for part in parts)

    def _readings(self, issue: Issue, moment: Moment) -> tuple[Indicator, ...]:
        def judged(part: Indicator, figure: Decimal) -> None:
            self._forbid_fall(issue, part.name, part.actual, figure)

        return with_readings(issue, self.indicator, self.day(moment), moment.actor, judged)

    def _percent(self, issue: Issue) -> int | None:
        if self.percent is None:
            return issue.percent
        self._forbid_fall(issue, "percent", issue.percent, self.percent)
        return self.percent

    def _verdict(self, issue: Issue, moment: Moment) -> Verdict | None:
        if self.verdict is None:
            return issue.verdict
        return Verdict(pace=self.verdict, by=moment.actor, on=self.day(moment), reason=self.reason or self.note)

    def _finding(self, issue: Issue) -> Finding | None:
        if self.finding is not None and issue.kind is not Kind.PETITION:
            why = "only a petition is found to be founded or not"
            raise Refused(id=issue.id, done="reported on", why=why, hint=f"it is a {issue.kind}")
        return self.finding or issue.finding

    def _forbid_fall(self, issue: Issue, name: str, before: Decimal | int | None, after: Decimal | int) -> None:
        if before is not None and after < before and not self.reason:
            raise Refused(
                id=issue.id,
                done="reported on",
                why=f"{name} falls from {before} to {after} and no reason is given",
                hint="say why with --reason TEXT",
            )

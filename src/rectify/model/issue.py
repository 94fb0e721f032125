"""An issue (问题): one entry of the register."""

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from rectify.model.closing import Answer, Closure, LookBack, Notice, Submission, Verification
from rectify.model.deadline import Deadline
from rectify.model.evidence import Evidence
from rectify.model.plan import Indicator, Measure, Milestone, Verdict
from rectify.model.pressing import Escalation, Extension
from rectify.model.record import Record
from rectify.model.source import Source
from rectify.model.text import CustomKey, Day, IssueId, Line, Percent, Text, Whole
from rectify.model.units import Units
from rectify.model.ways import IssueWays
from rectify.terms import Finding, Kind, Outcome, Status


class Issue(Record, IssueWays):
    """One problem, opinion, task or petition; only `id`, `title` and `status` are required.

    - `status`, pace, the deadline's class and `outcome` are four axes that never mix.
    - `original_deadline` is filled by the first change of the deadline and never changes after.
    - `cycle` counts the lives of an issue: a rebound (反弹) begins the next on the same id.
    - A petition (群众举报件) was received on a day, may repeat an earlier one, and has a finding.
    """

    id: IssueId
    parent: IssueId | None = None
    kind: Kind = Kind.PROBLEM
    title: Line
    description: Text | None = None
    official_no: Line | None = None
    round: Line | None = None
    category: Line | None = None
    item: Line | None = None
    place: Line | None = None
    severity: Line | None = None
    units: Units = Units()
    person: Line | None = None
    target: Text | None = None
    standard: Text | None = None
    indicators: tuple[Indicator, ...] = ()
    measures: tuple[Measure, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    deadline: Deadline | None = None
    original_deadline: Deadline | None = None
    extensions: tuple[Extension, ...] = ()
    received_on: Day | None = None
    finding: Finding | None = None
    repeats: IssueId | None = None
    status: Status
    cycle: Whole = 1
    outcome: Outcome | None = None
    percent: Percent | None = None
    verdict: Verdict | None = None
    submissions: tuple[Submission, ...] = ()
    verifications: tuple[Verification, ...] = ()
    checklist: tuple[Answer, ...] = ()
    notices: tuple[Notice, ...] = ()
    closures: tuple[Closure, ...] = ()
    review_on: Day | None = None
    look_backs: tuple[LookBack, ...] = ()
    escalations: tuple[Escalation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    similar: tuple[IssueId, ...] = ()
    tags: tuple[Line, ...] = ()
    custom: dict[CustomKey, Text | tuple[Text, ...]] = {}
    source: Source | None = None
    notes: Text | None = None

    @model_validator(mode="after")
    def _parts_are_named_once(self) -> Self:
        for field, parts in (
            ("measures", self.measures),
            ("milestones", self.milestones),
            ("indicators", self.indicators),
        ):
            if len(parts) < 2:
                continue
            names = [part.name if isinstance(part, Indicator) else part.id for part in parts]
            if len(set(names)) < len(names):
                twice = min(name for name in names if names.count(name) > 1)
                raise PydanticCustomError("named_twice", "{field} names {name} twice", {"field": field, "name": twice})
        return self

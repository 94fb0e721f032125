"""The steps on the way to closure: submission, verification, checklist answer, closure."""

from rectify.model.record import Record
from rectify.model.text import Day, Digest, Flag, Line, Text, Whole
from rectify.terms import Method, Outcome


class Submission(Record):
    """The unit says done and asks for acceptance (申请销号).

    `returned_on` is the business day on which it was sent back (退回): it no longer says that the unit is done.
    """

    on: Day
    by: Line
    unit: Line | None = None
    cycle: Whole = 1
    returned_on: Day | None = None


class Verification(Record):
    """Someone confirms, on site or on paper (验收/核查), bound to what was seen.

    `substance` and `evidence` are digests of the issue as verified; a later change makes it stale.
    """

    on: Day
    by: Line
    method: Method
    unit: Line | None = None
    substance: Digest
    evidence: Digest
    cycle: Whole = 1


class Answer(Record):
    """One item of the closing checklist, answered, pointing at evidence by digest."""

    item: Line
    answer: Text | None = None
    evidence: tuple[Digest, ...] = ()


class Closure(Record):
    """Struck off (销号); kept for ever, also when the issue is reopened.

    `reopened_on` is the business day on which it was undone; `rebound` says that the problem came back (反弹).
    """

    on: Day
    by: Line
    outcome: Outcome
    reason: Text | None = None
    filing_no: Line | None = None
    cycle: Whole = 1
    reopened_on: Day | None = None
    rebound: Flag = False

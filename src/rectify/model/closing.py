"""The steps on the way to closure: submission, verification, checklist answer, public notice, closure, look-back.

`papers` of a step are the digests of the files that came with it. They belong to the procedure (a record of
acceptance, a filing form), and are not part of what is verified (`model/substance.py`).
"""

from rectify.model.record import Record
from rectify.model.text import Day, Digest, Flag, Line, Text, Whole
from rectify.terms import CalendarKind, Held, Method, Outcome, Profile


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

    `substance` and `evidence` are digests of the issue as verified; a later change makes it stale. `level` is the
    level of acceptance it is of (县级验收, 市级验收 …); `visited_on` and `visitors` record the visit on site;
    `returned_on` is the business day on which the issue was sent back (退回): it no longer counts. `profile` is the one
    it was made under, where duties were separated then: only such a one counts where they are.
    """

    on: Day
    by: Line
    method: Method
    unit: Line | None = None
    substance: Digest
    evidence: Digest
    cycle: Whole = 1
    level: Line | None = None
    visited_on: Day | None = None
    visitors: tuple[Line, ...] = ()
    conclusion: Text | None = None
    papers: tuple[Digest, ...] = ()
    profile: Profile | None = None
    returned_on: Day | None = None


class Answer(Record):
    """One item of the closing checklist, answered, pointing at evidence by digest."""

    item: Line
    answer: Text | None = None
    evidence: tuple[Digest, ...] = ()
    on: Day | None = None
    by: Line | None = None
    cycle: Whole = 1


class Objection(Record):
    """What somebody of the public said against the closure, and the answer; no name and no telephone number."""

    on: Day
    text: Text
    answer: Text | None = None
    answered_on: Day | None = None
    answered_by: Line | None = None


class Notice(Record):
    """Shown to the public before closure (公示), from the day `on` to the day `ends`, both counted.

    `days` is how many days of `calendar` the notice runs; `place` where it is published.
    """

    on: Day
    ends: Day
    days: Whole
    calendar: CalendarKind
    place: Line
    by: Line
    cycle: Whole = 1
    withdrawn_on: Day | None = None
    withdrawn_reason: Text | None = None
    objections: tuple[Objection, ...] = ()
    papers: tuple[Digest, ...] = ()


class Closure(Record):
    """Struck off (销号); kept for ever, also when the issue is reopened.

    `reopened_on` is the business day on which it was undone; `rebound` says that the problem came back (反弹);
    `like` what looking for like problems elsewhere showed (举一反三).
    """

    on: Day
    by: Line
    outcome: Outcome
    reason: Text | None = None
    filing_no: Line | None = None
    cycle: Whole = 1
    reopened_on: Day | None = None
    rebound: Flag = False
    like: Text | None = None
    papers: tuple[Digest, ...] = ()


class LookBack(Record):
    """A planned re-check after closure (回头看): `due` on a day, done `on` another, with its result."""

    due: Day
    on: Day | None = None
    by: Line | None = None
    unit: Line | None = None
    result: Held | None = None
    note: Text | None = None
    papers: tuple[Digest, ...] = ()
    cycle: Whole = 1

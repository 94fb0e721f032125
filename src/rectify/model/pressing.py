"""What an issue is pressed by, and the time it is given: escalations and extensions."""

from pydantic import Field

from rectify.model.deadline import Deadline
from rectify.model.record import Record
from rectify.model.text import Day, Digest, Flag, Line, Text, Whole
from rectify.model.ways import EscalationWays
from rectify.terms import ExtensionState, Rung


class Extension(Record):
    """A wish for a later deadline (延期), and what became of it; a record of its own, kept for ever.

    `from` is the deadline it was asked against; `late` says that it was asked for after that had passed. `by` and
    `unit` asked; `decided_by` approved or rejected it, or withdrew it, and said why in `answer`.
    """

    on: Day
    by: Line
    unit: Line | None = None
    from_: Deadline | None = Field(default=None, alias="from")
    to: Deadline
    reason: Text
    late: Flag = False
    state: ExtensionState
    decided_on: Day | None = None
    decided_by: Line | None = None
    answer: Text | None = None
    papers: tuple[Digest, ...] = ()
    cycle: Whole = 1


class Escalation(Record, EscalationWays):
    """One rung of pressing (督办): its day, its document, and the reply or the silence.

    `document` is the number of the letter; `to` the unit it went to, `reply_by` the day by which it must answer.
    """

    rung: Rung
    on: Day
    by: Line
    document: Line | None = None
    to: Line | None = None
    reply_by: Day | None = None
    text: Text | None = None
    reply: Text | None = None
    replied_on: Day | None = None
    papers: tuple[Digest, ...] = ()
    cycle: Whole = 1

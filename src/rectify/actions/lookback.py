"""lookback: a closed issue is looked at again (回头看), and what was found is kept."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from rectify.actions.action import EvidenceAction, When
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.day_come import require_come
from rectify.actions.readings import with_readings
from rectify.errors import BadUsage, Refused, UnknownPart
from rectify.model.closing import LookBack
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.register import Entry, Register
from rectify.model.text import Figure, Flag, Line, Text
from rectify.model.transition import require_status
from rectify.terms import Held, Verb

NOT_PLANNED = "unplanned"


class Lookback(EvidenceAction):
    """Plan a look-back of a closed issue, or record what one found; the status stays closed.

    - `due` alone plans one. With a result it names the planned one that was done; without it, it is the earliest
      planned of this cycle that is not done, and where none is planned (or `unplanned` is said) one of its own.
    - No look-back lies before the closure, and no result is of a day still to come.
    - The same result of the same day is nothing to do, unless `due` names another one.
    - A rebound is recorded and no more: whoever judges it takes the issue up with `reopen`.
    - Figures read on the spot go to the readings of the indicators; what is handed in is a paper of the procedure.
    - Where duties are separated, who did the work may not look back at it (`model/duties.py`).
    """

    verb: ClassVar[Verb] = Verb.LOOKBACK

    due: When | None = None
    result: Held | None = None
    unplanned: Flag = False
    note: Text | None = None
    unit: Line | None = None
    indicator: dict[Line, Figure] = {}

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, with the look-back planned or done."""
        issue = register.get(self.id)
        require_status(self.verb, issue)
        self._require_words()
        return self._done(issue, moment) if self.result else self._planned(issue)

    @property
    def done_word(self) -> str:
        """A look-back that is only planned has not been made."""
        return DONE_WORD[self.verb] if self.result else "planned for a look-back"

    def advice(self, before: "Entry | None", after: Entry) -> str | None:
        """After a rebound: how the issue is taken up. After a figure that got worse: to look again."""
        if self.result is Held.REBOUND:
            return f"rectify reopen {self.id} --rebound --reason TEXT"
        if isinstance(before, Issue) and isinstance(after, Issue) and (worse := _worse(before, after)):
            return f"{', '.join(worse)} got worse: if the problem is back, --result rebound, then rectify reopen"
        return None

    def _require_words(self) -> None:
        """Refuse words that do not go together.

        Raises:
            BadUsage.
        """
        if self.result is None and self.due is None:
            hint = "plan one with --due DATE, or say what was found with --result held or rebound"
            raise BadUsage(message=f"nothing is said of a look-back at {self.id}", hint=hint)
        if self.result is None and (self.evidence or self.indicator or self.unplanned):
            raise BadUsage(message="what was found goes with a result", hint="add --result held, or --result rebound")
        if self.unplanned and self.due:
            raise BadUsage(message="a look-back is either the planned one or an unplanned one", hint="leave one out")

    def _planned(self, issue: Issue) -> Issue:
        assert self.due is not None  # noqa: S101 - looked at by _require_words
        self._require_after_closure(issue, self.due, "the look-back would be due on")
        if any(one.due == self.due for one in _present(issue)):
            return issue
        planned = LookBack(due=self.due, note=self.note, unit=self.unit, cycle=issue.cycle)
        return issue.but(look_backs=(*issue.look_backs, planned))

    def _done(self, issue: Issue, moment: Moment) -> Issue:
        day = self.day(moment)
        if self.due is None and self._is_told_already(issue, day, moment):
            return issue
        self._require_after_closure(issue, day, "the look-back is of")
        require_come(self.verb, issue.id, day, moment, "the look-back is")
        grown = attach(issue, moment, day, self.claim)
        found = self._which(issue)
        if found is not None and issue.look_backs[found].result is not None:
            return self._again(issue, issue.look_backs[found], day, moment)
        planned = issue.look_backs[found] if found is not None else LookBack(due=day, cycle=issue.cycle)
        done = self._record(planned, moment, day).but(papers=brought(issue, grown))
        at = len(issue.look_backs) if found is None else found
        look_backs = (*issue.look_backs[:at], done, *issue.look_backs[at + 1 :])
        indicators = with_readings(issue, self._new_figures(issue, day), day, moment.actor)
        return grown.but(look_backs=look_backs, indicators=indicators)

    def _record(self, planned: LookBack, moment: Moment, day: date) -> LookBack:
        unit = self.unit or (moment.person.unit if moment.person else planned.unit)
        note = self.note or planned.note
        return planned.but(on=day, by=moment.actor, unit=unit, result=self.result, note=note)

    def _which(self, issue: Issue) -> int | None:
        """The place of the look-back that this is the result of; None for one of its own."""
        planned = {index: one for index, one in enumerate(issue.look_backs) if one.cycle == issue.cycle}
        if self.due is not None:
            named = [index for index, one in planned.items() if one.due == self.due]
            if not named:
                known = ", ".join(str(one.due) for one in planned.values()) or "none planned"
                raise UnknownPart(id=issue.id, what="look-back due on", name=str(self.due), known=known)
            return named[0]
        left = [index for index, one in planned.items() if one.result is None]
        return None if self.unplanned or not left else min(left, key=lambda index: planned[index].due)

    def _again(self, issue: Issue, done: LookBack, day: date, moment: Moment) -> Issue:
        """What `due` names is done already: the same once more is nothing to do, anything else is refused."""
        if done.result is self.result and done.on == day and not self._has_news(issue, day, moment):
            return issue
        why = f"the one due on {done.due} was done on {done.on}: {done.result}"
        hint = f"record one of its own: rectify lookback {issue.id} --result {self.result} --{NOT_PLANNED}"
        raise Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint=hint)

    def _is_told_already(self, issue: Issue, day: date, moment: Moment) -> bool:
        told = [one for one in _present(issue) if one.on == day and one.result is self.result]
        return any(self.note in (None, one.note) for one in told) and not self._has_news(issue, day, moment)

    def _has_news(self, issue: Issue, day: date, moment: Moment) -> bool:
        """True when it brings a file or a figure that the issue does not have."""
        return bool(unknown_evidence(issue, moment.attached)) or bool(self._new_figures(issue, day))

    def _new_figures(self, issue: Issue, day: date) -> dict[str, Decimal]:
        """The figures that are not among the readings of that day."""
        known = {(part.name, one.on, one.value) for part in issue.indicators for one in part.readings}
        return {name: figure for name, figure in self.indicator.items() if (name, day, figure) not in known}

    def _require_after_closure(self, issue: Issue, day: date, what: str) -> None:
        closed = [one.on for one in issue.closures if one.cycle == issue.cycle]
        if closed and day < closed[-1]:
            why = f"{what} {day}, before it was closed on {closed[-1]}"
            raise Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint="give the true day")


def _present(issue: Issue) -> list[LookBack]:
    return [one for one in issue.look_backs if one.cycle == issue.cycle]


def _worse(before: Issue, after: Issue) -> list[str]:
    """The indicators whose figure is worse than the one before (只能更好，不能变坏)."""
    was = {part.name: part.actual for part in before.indicators}
    return [
        part.name
        for part in after.indicators
        if (old := was.get(part.name)) is not None and part.actual is not None and part.is_worse(old, part.actual)
    ]

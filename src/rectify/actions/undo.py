"""undo: one step back, as a new event; nothing is ever removed from the trail."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any, ClassVar, Final, NamedTuple

from rectify.actions.action import Action
from rectify.errors import Refused
from rectify.model.diff import Change
from rectify.model.event import is_same_json
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, FINISHED, WAY_ON
from rectify.model.moment import Moment
from rectify.model.path import get, put, read_path
from rectify.model.register import Register
from rectify.model.text import Line, Whole
from rectify.query.runs import undo_text
from rectify.terms import Status, Verb


class Touch(NamedTuple):
    """A later run that changed the same fields: its number, who and on which day (ISO), and the fields."""

    run: int
    actor: str
    day: str
    fields: tuple[str, ...]


class Undo(Action):
    """Give the fields that one event changed the values they had before it.

    - What a later run touched is not undone past that run, even where the value is the same again.
    - All changed fields have their earlier values after it, or none has.
    - The original deadline goes only with the very change that filled it: then the state before is whole again.
    - What is submitted, verified or closed goes on resting on evidence.
    - Where duties are separated it is one's own run, and it leads no issue forward past a gate: no later status than
      the issue has, the same kind and parent, no acceptance that was taken back; no objection, no look-back and no
      closure is forgotten.
    - Evidence leaves the issue's list. The file stays in the case folder, and the trail names it for ever.
    - An issue that `add` brought, what was taken in as found, and the header are not undone (`undoing.py`).

    `run` is the number of the run the event is part of, `changes` what it changed (nothing when that is undone
    already), `had_evidence` whether the issue had evidence of its cycle before the event, `by` who did it.
    """

    verb: ClassVar[Verb] = Verb.UNDO

    run: Whole
    changes: tuple[Change, ...] = ()
    later: tuple[Touch, ...] = ()
    had_evidence: bool = False
    by: Line | None = None

    @property
    def remark(self) -> str:
        """Which run is undone, for whoever reads the trail."""
        return undo_text(self.run)

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with its earlier values."""
        issue = register.get(self.id)
        if self.later:
            last = self.later[-1].run
            raise self._refused("; ".join(map(_words, self.later)), f"that one first: rectify undo --run {last}")
        if not self.changes:
            return issue
        data = issue.data()
        for change in reversed(self.changes):
            self._take_back(data, change)
        before = Issue.model_validate(data)
        self._require_evidence(issue, before)
        if register.header.policy.separates_duties:
            self._require_own(register.header, moment)
            self._require_back(issue, before)
        return before

    def _take_back(self, data: dict[str, Any], change: Change) -> None:
        *way, last = steps = read_path(change.path)
        if not is_same_json(get(data, steps), change.after):
            raise self._refused(f"{change.path} is not what run {self.run} left there", f"rectify log {self.id}")
        if change.before is None and isinstance(last, int):  # a part that the list grew by
            del get(data, tuple(way))[last]
        else:
            put(data, steps, deepcopy(change.before))

    def _require_evidence(self, issue: Issue, before: Issue) -> None:
        """Refuse what would leave a finished issue without evidence; one that was found so may be so again."""
        is_lost = self.had_evidence if before.status is not issue.status else bool(issue.present_evidence)
        if is_lost and before.status in FINISHED and not before.present_evidence:
            why = f"it would be {before.status} without the evidence it rests on"
            raise self._refused(why, f"what its evidence came with, and what was undone since: rectify log {self.id}")

    def _require_own(self, header: Header, moment: Moment) -> None:
        """One's own run, and of a verb that one's roles still allow."""
        doer, person = header.person_of(self.by) if self.by else None, moment.person
        if person is None or doer is None or doer.id != person.id:
            raise self._refused(f"run {self.run} is of {self.by}, and one undoes only one's own", self._log)
        if not person.roles:
            raise self._refused(f"{person.called} is without a role", "whoever has one says what is to be done")

    def _require_back(self, issue: Issue, before: Issue) -> None:
        """Refuse what would carry an issue past a gate without that gate being judged, or make a finding unsaid."""
        order = list(Status)
        if order.index(before.status) > order.index(issue.status):
            why = f"it would be {before.status} again, past gates that nobody would judge"
            raise self._refused(why, WAY_ON[issue.status].format(id=issue.id))
        for name in ("kind", "parent"):
            if getattr(before, name) != getattr(issue, name):
                raise self._refused(f"{name} decides which gates there are", self._log)
        if _acceptances(before) > _acceptances(issue):
            raise self._refused("an acceptance that was taken back would stand again", "verify it again")
        for what, count, hint in _UNSAID:
            if count(before) < count(issue):
                raise self._refused(f"{what} would be forgotten", hint.format(id=issue.id))

    @property
    def _log(self) -> str:
        return f"rectify log {self.id}"

    def _refused(self, why: str, hint: str) -> Refused:
        return Refused(id=self.id, done=DONE_WORD[self.verb], why=why, hint=hint)


def _acceptances(issue: Issue) -> int:
    """How many verifications of this cycle stand, and were not sent back."""
    return sum(seen.cycle == issue.cycle and seen.returned_on is None for seen in issue.verifications)


def _objections(issue: Issue) -> int:
    return sum(len(notice.objections) for notice in issue.notices)


def _look_backs_done(issue: Issue) -> int:
    return sum(one.result is not None for one in issue.look_backs)


_UNSAID: Final[tuple[tuple[str, Callable[[Issue], int], str], ...]] = (
    ("an objection", _objections, "rectify notice {id} --answer N=TEXT"),
    ("what a look-back found", _look_backs_done, "look again: rectify lookback {id} --result held|rebound"),
    ("a closure", lambda issue: len(issue.closures), "rectify reopen {id} --reason TEXT"),
)
"""What stays on record where duties are separated: what it is, how many there are, and what to do instead."""


def _words(touch: Touch) -> str:
    return f"run {touch.run} ({touch.actor}, {touch.day}) changed {', '.join(touch.fields)} since"

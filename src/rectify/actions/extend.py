"""extend: a later deadline (延期), asked for by one side and decided by another, each a record that stays."""

from datetime import date
from typing import Annotated, ClassVar, Final, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from rectify.actions.action import By, EvidenceAction
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.day_come import require_come
from rectify.actions.due import is_later, move_deadline
from rectify.errors import Refused
from rectify.model.deadline import Deadline
from rectify.model.duties import DECIDE, WITHDRAW
from rectify.model.extensions import extensions_left, granted_extensions, open_request, present_extensions
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.policy import Policy
from rectify.model.pressing import Extension
from rectify.model.register import Register
from rectify.model.text import Flag
from rectify.model.transition import require_status
from rectify.terms import DeadlineClass, ExtensionState, Verb

_WAYS: Final = ("to", "approve", "reject", "withdraw")
_STANDS: Final = {
    "to": (ExtensionState.REQUESTED, ExtensionState.APPROVED, ExtensionState.RECORDED),
    "approve": (ExtensionState.APPROVED, ExtensionState.RECORDED),
    "reject": (ExtensionState.REJECTED,),
    "withdraw": (ExtensionState.WITHDRAWN,),
}
"""By each way, the states of the last extension in which there may be nothing to do."""


def _certain_day(deadline: Deadline) -> Deadline:
    if deadline.date is None or deadline.class_ is not DeadlineClass.DATED:
        raise PydanticCustomError(
            "extension", "an extension runs to a certain day; write one like 2019-06-30 or 2019年底"
        )
    return deadline


class Extend(EvidenceAction):
    """Ask for a later deadline (`to`), or decide what was asked: `approve`, `reject` or `withdraw`; one of the four.

    - A request names its reason, and a day after the present deadline that has not passed when it is asked. One that
      is asked, or only recorded, after the deadline's day is marked as late: a day given with `on` proves nothing.
    - Profile simple: it takes effect at once, as a record. The other profiles: the deadline stays until a person of
      another unit approves it (`model/duties.py`); only who asked, or their unit, withdraws it.
    - One request an issue is undecided at a time. A rejection names its reason.
    - No more are granted in a cycle than `policy.extension_limit`.
    - Nothing is dated before what it follows (a decision not before its request, a request not before the last
      extension that was granted), nor on a day to come.
    - The original deadline never changes. A standing duty has no day to move.
    - Where duties are separated, what is handed in is a paper of the procedure.
    """

    verb: ClassVar[Verb] = Verb.EXTEND

    to: Annotated[By, AfterValidator(_certain_day)] | None = None
    approve: Flag = False
    reject: Flag = False
    withdraw: Flag = False

    @model_validator(mode="after")
    def _goes_one_way(self) -> Self:
        if sum(map(bool, (self.to, self.approve, self.reject, self.withdraw))) != 1:
            raise PydanticCustomError("extension", "extend takes one of to, approve, reject and withdraw")
        return self

    @property
    def way(self) -> str:
        """Whose it is: the approver's, of those who asked, or (no word) of those who may ask."""
        return DECIDE if self.approve or self.reject else WITHDRAW if self.withdraw else ""

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue with the request or the decision on record, and with its deadline moved where one is granted."""
        issue, policy = register.get(self.id), register.header.policy
        if self._stands(issue):
            return self._again(issue, moment)
        require_status(self.verb, issue)
        grown = attach(issue, moment, self.day(moment), self.claim)
        papers = brought(issue, grown) if policy.separates_duties else ()
        require_come(self.verb, issue.id, self.day(moment), moment, "it would be")
        if self.to is None:
            return self._decided(grown, policy, moment, papers)
        self._require_fit(grown, self.to, policy, self.day(moment))
        wish = self._wish(grown, self.to, moment, papers)
        if policy.separates_duties:
            return grown.but(extensions=(*issue.extensions, wish))
        recorded = wish.but(state=ExtensionState.RECORDED)
        return move_deadline(grown.but(extensions=(*issue.extensions, recorded)), self.to)

    def _stands(self, issue: Issue) -> bool:
        """True when the last extension is what this asks for already."""
        last = present_extensions(issue)[-1:]
        if not last or last[0].state not in _STANDS[next(way for way in _WAYS if getattr(self, way))]:
            return False
        if self.to is None:
            return True
        wish = last[0]
        stays = wish is open_request(issue) or (issue.deadline is not None and issue.deadline.date == wish.to.date)
        return stays and (wish.to.date, wish.reason) == (self.to.date, self.reason)

    def _again(self, issue: Issue, moment: Moment) -> Issue:
        if unknown_evidence(issue, moment.attached):
            hint = f"keep it with a remark: rectify note {issue.id} TEXT --evidence FILE"
            raise _refused(issue, "that is on record already, and the evidence is new", hint)
        return issue

    def _require_fit(self, issue: Issue, to: Deadline, policy: Policy, day: date) -> None:
        """Refuse a request that nobody could grant."""
        if not self.reason:
            raise _refused(issue, "no reason is given", f"{_ask(issue)} --to {to.text or to.date} --reason TEXT")
        _require_none_open(issue)
        _require_left(issue, policy)
        for one in granted_extensions(issue)[-1:]:
            since = one.decided_on or one.on
            if day < since:
                why = f"its deadline was moved on {since}, after {day}"
                raise _refused(issue, why, "give the true day with --on DATE")
        _require_later(issue, to)
        if to.date and to.date < day:
            hint = "give a day to come; if it was asked for earlier, say when with --on DATE"
            raise _refused(issue, f"{to.date} has passed already on {day}", hint)

    def _wish(self, issue: Issue, to: Deadline, moment: Moment, papers: tuple[str, ...]) -> Extension:
        day, was = self.day(moment), issue.deadline.date if issue.deadline else None
        return Extension(
            on=day,
            by=moment.actor,
            unit=moment.person.unit if moment.person else None,
            from_=issue.deadline,
            to=to,
            reason=self.reason or "",
            late=was is not None and was < max(day, moment.recorded or day),
            state=ExtensionState.REQUESTED,
            papers=papers,
            cycle=issue.cycle,
        )

    def _decided(self, issue: Issue, policy: Policy, moment: Moment, papers: tuple[str, ...]) -> Issue:
        wish, day = open_request(issue), self.day(moment)
        if wish is None:
            raise _none_open(issue)
        if day < wish.on:
            raise _refused(issue, f"it was asked for on {wish.on}, after {day}", "give the true day with --on DATE")
        if self.approve:
            _require_left(issue, policy)
            _require_later(issue, wish.to)
            return move_deadline(self._marked(issue, wish, moment, ExtensionState.APPROVED, papers), wish.to)
        if self.reject and not self.reason:
            raise _refused(issue, "a rejection needs a reason", f"{_ask(issue)} --reject --reason TEXT")
        state = ExtensionState.REJECTED if self.reject else ExtensionState.WITHDRAWN
        return self._marked(issue, wish, moment, state, papers)

    def _marked(
        self, issue: Issue, wish: Extension, moment: Moment, state: ExtensionState, papers: tuple[str, ...]
    ) -> Issue:
        marked = wish.but(
            state=state,
            decided_on=self.day(moment),
            decided_by=moment.actor,
            answer=self.reason,
            papers=(*wish.papers, *papers),
        )
        return issue.but(extensions=tuple(marked if one is wish else one for one in issue.extensions))


def _require_none_open(issue: Issue) -> None:
    if wish := open_request(issue):
        why = f"{wish.by} asked for it on {wish.on}, until {wish.to.date}, and that is not decided"
        raise _refused(issue, why, f"{_ask(issue)} --approve, --reject or --withdraw")


def _require_left(issue: Issue, policy: Policy) -> None:
    """Refuse beyond the limit, naming those that were granted."""
    if extensions_left(issue, policy.extension_limit) != 0:
        return
    granted = granted_extensions(issue)
    told = "; ".join(f"until {one.to.date}, asked for on {one.on}" for one in granted)
    are = "is" if len(granted) == 1 else "are"
    why = f"the limit is {policy.extension_limit}, and {len(granted)} {are} granted{f' ({told})' if told else ''}"
    raise _refused(issue, why, "the limit is the office's: rectify policy set extension_limit=N --reason TEXT")


def _require_later(issue: Issue, to: Deadline) -> None:
    """Refuse what is no extension: of no deadline, of a standing duty, to a day that is not later."""
    now = issue.deadline
    if now is None:
        raise _refused(issue, "it has no deadline yet", f"rectify assign {issue.id} --due {to.date}")
    if now.class_ is DeadlineClass.STANDING:
        hint = f"say when it is looked at next: rectify edit {issue.id} --set review_on={to.date}"
        raise _refused(issue, "it is a standing duty, which has no day to move", hint)
    if not is_later(now, to):
        raise _refused(issue, f"{to.date} is not after its deadline, {now.date}", "an extension is a later deadline")


def _none_open(issue: Issue) -> Refused:
    last = present_extensions(issue)[-1:]
    if not last:
        return _refused(issue, "no extension is asked for", f"{_ask(issue)} --to DATE --reason TEXT")
    by, on = last[0].decided_by or last[0].by, last[0].decided_on or last[0].on
    why = f"no request is undecided; the last was {last[0].state} by {by} on {on}"
    return _refused(issue, why, f"to ask anew: {_ask(issue)} --to DATE --reason TEXT")


def _ask(issue: Issue) -> str:
    return f"rectify extend {issue.id}"


def _refused(issue: Issue, why: str, hint: str) -> Refused:
    return Refused(id=issue.id, done=DONE_WORD[Verb.EXTEND], why=why, hint=hint)

"""notice: shown to the public before closure (公示), with what the public says against it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar, Final

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError

from rectify.actions.action import EvidenceAction
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.day_come import require_come
from rectify.actions.objections import answered, objected, with_notice
from rectify.errors import BadUsage, BadValue, Refused
from rectify.model import closing
from rectify.model.gates import Case, require_gates
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD, LEADS_TO, WAY_ON
from rectify.model.moment import Moment
from rectify.model.notices import in_force, last_notice, open_objections
from rectify.model.policy import Policy, Positive
from rectify.model.register import Entry, Register
from rectify.model.text import Flag, Line, Text
from rectify.model.transition import require_status
from rectify.query.notice import course_words
from rectify.terms import Status, Verb
from rectify.working_days import notice_end

LONGEST: Final = 366
"""Days; a notice of more is a slip."""
_WAYS: Final = ("place", "objection", "answer", "withdraw")


def _not_too_long(days: int) -> int:
    if days > LONGEST:
        raise PydanticCustomError("days", "a notice runs {most} days at most", {"most": LONGEST})
    return days


def _as_answers(value: Any) -> Any:
    """Answers as texts `N=TEXT`; in a batch a mapping of numbers to texts is the same."""
    if not isinstance(value, list | tuple):
        return value
    pairs: list[Sequence[tuple[Any, Any]]] = [
        list(one.items()) if isinstance(one, dict) else [(None, one)] for one in value
    ]
    return [text if number is None else f"{number}={text}" for pair in pairs for number, text in pair]


class Notice(EvidenceAction):
    """Publish it: verified → on_notice; or record what came of it.

    - It runs `days` of the policy's calendar, from the day `on`, which counts; `days` may be more than the policy asks
      for, and where duties are separated never fewer.
    - It begins on the day of the last verification at the earliest. Where duties are separated the verification must
      still count, and no objection of this cycle may be unanswered: taking a notice back is no answer.
    - Objections are taken in from its first day until the closure, and answered once (`actions/objections.py`).
    - Withdrawn, with a reason, it is verified again; the notice stays on record.
    - Where duties are separated, what is handed in is a paper of the procedure.
    """

    verb: ClassVar[Verb] = Verb.NOTICE

    place: Line | None = None
    days: Annotated[Positive, AfterValidator(_not_too_long)] | None = None
    objection: Text | None = None
    answer: Annotated[tuple[Text, ...], BeforeValidator(_as_answers)] = ()
    withdraw: Flag = False

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, on notice, or with what was said and answered."""
        issue, policy, day = register.get(self.id), register.header.policy, self.day(moment)
        way = self._asked()
        if way == "place":
            return self._published(issue, register, moment)
        require_come(self.verb, issue.id, day, moment, "it would be")
        if way == "withdraw":
            after = self._withdrawn(issue, day)
        elif self.objection:
            after = objected(issue, self.objection, day)
        else:
            after = answered(issue, self.answer, day, moment.actor)
        return self._with_papers(after, policy, moment)

    @property
    def done_word(self) -> str:
        """What is said against a notice, and what is answered, puts nothing on notice."""
        if self.objection:
            return "objected to"
        if self.answer:
            return "answered"
        return "taken off notice" if self.withdraw else DONE_WORD[self.verb]

    def advice(self, before: "Entry | None", after: Entry) -> str | None:
        """What a notice that is published now comes to: its days, and which holidays fall into it."""
        if not self.place or not isinstance(after, Issue):
            return None
        return course_words(after.notices[-1])

    def _asked(self) -> str:
        """Which of its four ways it is.

        Raises:
            BadUsage: none or several; or `days` for a notice that is not published now.
        """
        asked = [way for way in _WAYS if getattr(self, way)]
        if len(asked) != 1:
            said = " and ".join(f"--{way}" for way in asked) or "nothing"
            hint = "one of --place TEXT (publish), --objection TEXT, --answer N=TEXT, --withdraw --reason TEXT"
            raise BadUsage(message=f"notice does one thing at a time, and it was given {said}", hint=hint)
        if self.days and not self.place:
            raise BadUsage(message="--days is for a notice that is published now", hint="give --place TEXT too")
        return asked[0]

    def _published(self, issue: Issue, register: Register, moment: Moment) -> Issue:
        if issue.status is LEADS_TO[self.verb]:
            return self._again(issue, moment)
        first, policy = self.day(moment), register.header.policy
        case = Case.of(self.verb, issue, register, moment, first)
        if issue.status is Status.SUBMITTED:
            require_gates(case)  # they name the level that comes next
        require_status(self.verb, issue)
        require_gates(case)
        if policy.separates_duties:
            self._require_answers(issue)
        self._require_after(issue, first)
        days = self._days(policy)
        notice = closing.Notice(
            on=first,
            ends=_end(policy, first, days),
            days=days,
            calendar=policy.calendar,
            place=self.place or "",
            by=moment.actor,
            cycle=issue.cycle,
        )
        published = issue.but(status=LEADS_TO[self.verb], notices=(*issue.notices, notice))
        return self._with_papers(published, policy, moment)

    def _again(self, issue: Issue, moment: Moment) -> Issue:
        """The same issue when it is published as asked for already."""
        notice = in_force(issue)
        if notice is None:  # put on notice by hand
            raise self._refused("it is on_notice without a notice", f"rectify return {issue.id} --reason TEXT")
        is_same = self.place == notice.place and self.days in (None, notice.days) and self.on in (None, notice.on)
        if is_same and not unknown_evidence(issue, moment.attached):
            return issue
        why = f"it is on notice already, from {notice.on} to {notice.ends} ({notice.place})"
        raise self._refused(why, f"rectify notice {issue.id} --withdraw --reason TEXT, then publish it anew")

    def _require_answers(self, issue: Issue) -> None:
        for raised in open_objections(issue):
            why = f"objection {raised.number} of {raised.objection.on} is not answered"
            raise self._refused(why, f"rectify notice {issue.id} --answer {raised.number}=TEXT")

    def _require_after(self, issue: Issue, first: date) -> None:
        seen = [one.on for one in issue.verifications if one.cycle == issue.cycle and one.returned_on is None]
        if seen and first < max(seen):
            why = f"it was verified on {max(seen)}, and the notice would begin on {first}, before that"
            raise self._refused(why, f"rectify notice {issue.id} --place TEXT --on {max(seen)}")

    def _days(self, policy: Policy) -> int:
        days = self.days or policy.notice_days
        if not days:
            hint = f"if there is to be one, say how long: rectify notice {self.id} --place TEXT --days N"
            raise self._refused("this register asks for no notice (policy.notice_days is 0)", hint)
        if policy.separates_duties and days < policy.notice_days:
            why = f"it would run {days} days, and the rule is {policy.notice_days} ({policy.calendar})"
            raise self._refused(why, "leave --days out, or give more")
        return days

    def _withdrawn(self, issue: Issue, day: date) -> Issue:
        last, notice = last_notice(issue), in_force(issue)
        if issue.status is Status.VERIFIED and last and last.withdrawn_on:
            return issue
        if issue.status is not LEADS_TO[self.verb]:
            why, hint = f"it is {issue.status}, and no notice of it is running", WAY_ON[issue.status]
            raise self._refused(why, hint.format(id=issue.id))
        if not self.reason:
            hint = f"rectify notice {issue.id} --withdraw --reason TEXT"
            raise self._refused("no reason is given", hint)
        verified = issue.but(status=Status.VERIFIED)
        if notice is None:  # put on notice by hand
            return verified
        return with_notice(verified, notice, notice.but(withdrawn_on=day, withdrawn_reason=self.reason))

    def _with_papers(self, issue: Issue, policy: Policy, moment: Moment) -> Issue:
        """The issue with what was handed in; where duties are separated, as papers of its last notice."""
        grown, notice = attach(issue, moment, self.day(moment), self.claim), last_notice(issue)
        papers = brought(issue, grown)
        if notice is None or not papers or not policy.separates_duties:
            return grown
        return with_notice(grown, notice, notice.but(papers=(*notice.papers, *papers)))

    def _refused(self, why: str, hint: str) -> Refused:
        return Refused(id=self.id, done=self.done_word, why=why, hint=hint)


def _end(policy: Policy, first: date, days: int) -> date:
    try:
        return notice_end(policy.calendar, first, days)
    except OverflowError:
        raise BadValue(field="on", why=f"{days} days from {first} lead outside the years 1 to 9999") from None

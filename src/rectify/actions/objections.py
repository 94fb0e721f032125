"""Objections to a closure, and their answers: what `notice` records besides the notice itself.

- An objection is against the notice in force: from its first day on, also after its last, until the closure.
- The same words of the same day are the same objection.
- An answer is given once and stands. The same again is nothing to do; another is refused, since the public may have
  read the first: who has more to say objects anew.
- Objections of a notice that was withdrawn in this cycle are answered as well.
- No telephone number, identity card number or mail address is taken in, nor who said it (村民张三反映): the trail
  keeps every word for good.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from rectify.errors import BadUsage, Refused, UnknownPart
from rectify.model.closing import Notice, Objection
from rectify.model.issue import Issue
from rectify.model.lifecycle import WAY_ON
from rectify.model.notices import Raised, in_force, objections
from rectify.terms import Status
from rectify.wording.persons import named_persons
from rectify.wording.private import Private, left_out, private_numbers

_NUMBERED: Final = re.compile(r"([0-9]{1,9})=(.*)\Z", re.DOTALL)
_OBJECTED: Final = "objected to"
_ANSWERED: Final = "answered"


def objected(issue: Issue, text: str, day: date) -> Issue:
    """The issue with an objection of a day.

    Raises:
        Refused: no notice is in force, it has not begun, or the text holds somebody's number.
    """
    notice = in_force(issue)
    if issue.status is not Status.ON_NOTICE or notice is None:
        why = f"it is {issue.status}, and an objection is against a notice in force"
        raise _refused(issue, _OBJECTED, why, WAY_ON[issue.status].format(id=issue.id))
    _require_public(issue, _OBJECTED, text)
    if day < notice.on:
        why = f"the notice begins on {notice.on}, and the objection would be of {day}"
        raise _refused(issue, _OBJECTED, why, "give the day it came in with --on DATE")
    if any((one.on, one.text) == (day, text) for one in notice.objections):
        return issue
    said = (*notice.objections, Objection(on=day, text=text))
    return with_notice(issue, notice, notice.but(objections=said))


def answered(issue: Issue, answers: Sequence[str], day: date, by: str) -> Issue:
    """The issue with its objections answered, each `N=TEXT`, or a text where one alone is open.

    Raises:
        Refused: it is closed, it was answered otherwise before, or the text holds somebody's number.
        UnknownPart: no objection has that number.
        BadUsage: an answer says nothing.
    """
    if issue.status is Status.CLOSED:
        hint = WAY_ON[issue.status].format(id=issue.id)
        raise _refused(issue, _ANSWERED, "it is closed, and what was said before stands", hint)
    for said in answers:
        raised, text = _meant(issue, said)
        _require_public(issue, _ANSWERED, text)
        issue = _with_answer(issue, raised, text, day, by)
    return issue


def with_notice(issue: Issue, old: Notice, new: Notice) -> Issue:
    """The issue with one of its notices as it shall be."""
    at = max(number for number, one in enumerate(issue.notices) if one == old)
    return issue.but(notices=(*issue.notices[:at], new, *issue.notices[at + 1 :]))


def _with_answer(issue: Issue, raised: Raised, text: str, day: date, by: str) -> Issue:
    objection, notice = raised.objection, issue.notices[raised.notice]
    if objection.answer == text:
        return issue
    if objection.answer is not None:
        why = f"objection {raised.number} was answered on {objection.answered_on}, and an answer stands"
        raise _refused(
            issue, _ANSWERED, why, f"who has more to say objects anew: rectify notice {issue.id} --objection TEXT"
        )
    if day < objection.on:
        why = f"objection {raised.number} is of {objection.on}, and the answer would be of {day}"
        raise _refused(issue, _ANSWERED, why, "give the day of the answer with --on DATE")
    new = objection.but(answer=text, answered_on=day, answered_by=by)
    said = (*notice.objections[: raised.place], new, *notice.objections[raised.place + 1 :])
    notices = (*issue.notices[: raised.notice], notice.but(objections=said), *issue.notices[raised.notice + 1 :])
    return issue.but(notices=notices)


def _meant(issue: Issue, said: str) -> tuple[Raised, str]:
    """The objection that an answer is to, and its text: the numbered one, else the only one that is open."""
    everything = objections(issue)
    if numbered := _NUMBERED.match(said):
        return _numbered(issue, everything, numbered[1], numbered[2].strip())
    found = [one for one in everything if one.is_open] or [one for one in everything if one.objection.answer == said]
    if len(found) == 1:
        return found[0], said
    why = f"{len(found)} objections are open" if found else "no objection is open"
    raise _refused(issue, _ANSWERED, why, f"see which: rectify show {issue.id}; then --answer N=TEXT")


def _numbered(issue: Issue, everything: Sequence[Raised], number: str, text: str) -> tuple[Raised, str]:
    for raised in everything:
        if raised.number == int(number):
            if not text:
                raise BadUsage(message=f"the answer to objection {number} says nothing", hint="write --answer N=TEXT")
            return raised, text
    known = ", ".join(f"{one.number} of {one.objection.on}" for one in everything)
    raise UnknownPart(id=issue.id, what="objection", name=number, known=known or "no objections")


def _require_public(issue: Issue, done: str, text: str) -> None:
    found = [*named_persons(text), *private_numbers(text)]
    if found:
        what = " and a ".join(dict.fromkeys(one.what for one in found))
        why = f"the text holds a {what}: {left_out(text, found, _stars)}"
        raise _refused(issue, done, why, "say it without; the register and its trail keep every word for good")


def _refused(issue: Issue, done: str, why: str, hint: str) -> Refused:
    return Refused(id=issue.id, done=done, why=why, hint=hint)


def _stars(_: Private) -> str:
    return "***"

"""escalate: a slow one is pressed, rung by rung (督办), and its reply or its silence is kept."""

from collections.abc import Sequence
from typing import ClassVar

from rectify.actions.action import EvidenceAction, When
from rectify.actions.attach import attach, brought, unknown_evidence
from rectify.actions.day_come import require_come
from rectify.errors import BadUsage, Refused
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.moment import Moment
from rectify.model.pressing import Escalation
from rectify.model.register import Entry, Register
from rectify.model.text import Line, Text
from rectify.model.transition import require_status
from rectify.terms import Rung, Verb

_ORDER = tuple(Rung)


class Escalate(EvidenceAction):
    """Record a rung of pressing, or the reply to one; the status stays.

    - Rungs may be skipped; a lighter one after a heavier one is told, not refused.
    - A reply goes to the latest rung that has none; `rung` and `document` say which where there are several.
    - No day of it lies ahead, and no reply is older, or due earlier, than what it answers.
    - The same rung of the same day with the same document is nothing to do; so is the same reply of the same day,
      unless it names a letter that has none.
    - Where duties are separated, what is handed in is a paper of the procedure.
    """

    verb: ClassVar[Verb] = Verb.ESCALATE

    rung: Rung | None = None
    document: Line | None = None
    to: Line | None = None
    reply_by: When | None = None
    text: Text | None = None
    reply: Text | None = None

    def decide(self, register: Register, moment: Moment) -> Issue:
        """The issue, with the rung or its reply on record."""
        issue = register.get(self.id)
        require_status(self.verb, issue)
        self._require_words()
        what = "the reply is" if self.reply else "it is"
        require_come(self.verb, issue.id, self.day(moment), moment, what)
        grown = attach(issue, moment, self.day(moment), self.claim)
        papers = brought(issue, grown) if register.header.policy.separates_duties else ()
        if self.reply:
            return self._replied(issue, grown, papers, moment)
        if not unknown_evidence(issue, moment.attached) and self._is_told_already(issue, moment):
            return issue
        return grown.but(escalations=(*issue.escalations, self._escalation(issue, moment).but(papers=papers)))

    @property
    def done_word(self) -> str:
        """A reply is no rung."""
        return "answered" if self.reply else DONE_WORD[self.verb]

    def advice(self, before: "Entry | None", after: Entry) -> str | None:
        """That a heavier rung was taken before."""
        if self.rung is None or self.reply or not isinstance(before, Issue):
            return None
        heavier = [one for one in _present(before) if _ORDER.index(one.rung) > _ORDER.index(self.rung)]
        if not heavier:
            return None
        worst = max(heavier, key=lambda one: _ORDER.index(one.rung))
        return f"{self.rung} is lighter than the {worst.rung} of {worst.on}"

    def _require_words(self) -> None:
        """Refuse words that do not go together.

        Raises:
            BadUsage.
        """
        if self.reply is None and self.rung is None:
            raise BadUsage(message=f"no rung is named for {self.id}", hint=f"--rung {' | '.join(Rung)}")
        said = [name for name in ("to", "reply_by", "text") if getattr(self, name) is not None]
        if self.reply is not None and said:
            names = " and ".join("--" + name.replace("_", "-") for name in said)
            hint = "record the letter first, then its reply: rectify escalate ID --reply TEXT"
            raise BadUsage(message=f"{names} is of the letter, not of its reply", hint=hint)

    def _escalation(self, issue: Issue, moment: Moment) -> Escalation:
        day = self.day(moment)
        if self.reply_by is not None and self.reply_by < day:
            why = f"the reply would be due on {self.reply_by}, before the letter of {day}"
            raise Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint="give a later day with --reply-by")
        assert self.rung is not None  # noqa: S101 - looked at by _require_words
        return Escalation(
            rung=self.rung,
            on=day,
            by=moment.actor,
            document=self.document,
            to=self.to,
            reply_by=self.reply_by,
            text=self.text,
            cycle=issue.cycle,
        )

    def _is_told_already(self, issue: Issue, moment: Moment) -> bool:
        said = (self.rung, self.day(moment), self.document, self.to, self.reply_by, self.text)
        return any((one.rung, one.on, one.document, one.to, one.reply_by, one.text) == said for one in _present(issue))

    def _replied(self, issue: Issue, grown: Issue, papers: Sequence[str], moment: Moment) -> Issue:
        day = self.day(moment)
        meant = [index for index, one in enumerate(issue.escalations) if self._means(one, issue.cycle)]
        waiting = [index for index in meant if issue.escalations[index].is_unanswered]
        is_told = any(
            (issue.escalations[index].reply, issue.escalations[index].replied_on) == (self.reply, day)
            for index in meant
        )
        if grown is issue and is_told and (not waiting or self._names_none):
            return issue
        if not waiting:
            raise self._no_letter(issue, is_known=bool(meant))
        at = max(waiting, key=lambda index: (issue.escalations[index].on, index))
        letter = issue.escalations[at]
        if day < letter.on:
            why = f"the reply is of {day}, before the {letter.rung} of {letter.on}"
            raise Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint="give the true day with --on DATE")
        answered = letter.but(reply=self.reply, replied_on=day, papers=(*letter.papers, *papers))
        return grown.but(escalations=(*issue.escalations[:at], answered, *issue.escalations[at + 1 :]))

    @property
    def _names_none(self) -> bool:
        return self.rung is None and self.document is None

    def _means(self, one: Escalation, cycle: int) -> bool:
        return (
            one.cycle == cycle
            and (self.rung is None or one.rung is self.rung)
            and (self.document is None or one.document == self.document)
        )

    def _no_letter(self, issue: Issue, *, is_known: bool) -> Refused:
        present = [f"{one.rung} of {one.on}" for one in _present(issue) if one.is_unanswered]
        why = "it was answered already" if is_known else "there is no such letter to answer"
        hint = f"without a reply: {', '.join(present)}" if present else "nothing waits for a reply"
        return Refused(id=issue.id, done=DONE_WORD[self.verb], why=why, hint=hint)


def _present(issue: Issue) -> list[Escalation]:
    return [one for one in issue.escalations if one.cycle == issue.cycle]

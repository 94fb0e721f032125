"""How the closing checklist is answered: the same for every verb that takes answers."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from rectify.actions.action import EvidenceAction
from rectify.errors import Refused, UnknownPart
from rectify.model.closing import Answer
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.moment import Moment
from rectify.model.text import Line, Text

_SHORTEST_DIGEST = 6


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Line, ...], BeforeValidator(_one_or_many)]
"""One name or several."""


class AnsweringAction(EvidenceAction):
    """A request that may answer items of the checklist, each pointing at evidence.

    `answer` and `proof` are by item: its number on the policy's checklist, or its words. What an item points at is a
    file handed in with the request, or one the issue has already, by its shown name or the first digits of its digest.
    """

    answer: dict[Line, Text] = {}
    proof: dict[Line, Names] = {}

    def answered(self, issue: Issue, header: Header, moment: Moment) -> Issue:
        """The issue with its items answered; an item answered again in the same cycle has its new answer.

        Raises:
            UnknownPart: no such item, or no such file.
            Refused: proof for an item that has no answer.
        """
        if not (self.answer or self.proof):
            return issue
        answers = {(one.item, one.cycle): one for one in issue.checklist}
        for key in dict.fromkeys((*self.answer, *self.proof)):
            item = _item(issue, header.policy.checklist, key)
            known = answers.get((item, issue.cycle))
            answers[item, issue.cycle] = self._one(issue, item, key, known, moment)
        return issue.but(checklist=tuple(answers.values()))

    def _one(self, issue: Issue, item: str, key: str, known: Answer | None, moment: Moment) -> Answer:
        text = self.answer.get(key) or (known.answer if known else None)
        if text is None:
            why, hint = f"item {key} of the checklist has proof and no answer", f"give it: --answer {key}=TEXT"
            raise Refused(id=issue.id, done="answered", why=why, hint=hint)
        digests = tuple(dict.fromkeys(self._digest(issue, name, moment) for name in self.proof.get(key, ())))
        digests = digests or (known.evidence if known else ())
        said: dict[str, Any] = {"on": self.day(moment), "by": moment.actor, "cycle": issue.cycle}
        return Answer(item=item, answer=text, evidence=digests, **said)

    def _digest(self, issue: Issue, name: str, moment: Moment) -> str:
        for path, item in zip(self.evidence, moment.attached, strict=False):
            if name == path:
                return item.sha256
        found = [item for item in issue.present_evidence if name in (item.name, item.blob, item.sha256)]
        if not found and len(name) >= _SHORTEST_DIGEST:
            found = [item for item in issue.present_evidence if item.sha256.startswith(name)]
        if len({item.sha256 for item in found}) != 1:
            known = ", ".join(item.blob for item in issue.present_evidence) or "none"
            raise UnknownPart(id=issue.id, what="evidence", name=name, known=known)
        return found[0].sha256


def _item(issue: Issue, checklist: tuple[str, ...], key: str) -> str:
    """The item of a number or of its words."""
    if key in checklist:
        return key
    if key.isascii() and key.isdigit() and 1 <= int(key[:9]) <= len(checklist):
        return checklist[int(key[:9]) - 1]
    known = "; ".join(f"{number} {item}" for number, item in enumerate(checklist, 1))
    raise UnknownPart(id=issue.id, what="checklist item", name=key, known=known or "no checklist in the policy")

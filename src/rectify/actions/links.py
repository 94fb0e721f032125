"""Links between issues, looked at before they are set: the same for every verb that sets them.

- What is named is on the register, and is another issue.
- No issue belongs to itself, or repeats itself, by whatever way round.
- Only a petition was received on a day and repeats another one.
"""

from rectify.errors import Refused
from rectify.model.issue import Issue
from rectify.model.lifecycle import DONE_WORD
from rectify.model.register import Register
from rectify.query.links import circle_of
from rectify.terms import Kind, Verb

_CIRCLES = {"parent": "belong to itself", "repeats": "repeat itself"}


def require_links(register: Register, verb: Verb, before: Issue | None, after: Issue) -> None:
    """Refuse links of an issue that are new and lead nowhere, or round in a circle.

    Args:
        register: what stands there.
        verb: what sets them.
        before: the issue as it was; None for a new one.
        after: the issue as it would be.

    Raises:
        UnknownIssue: what it would be linked to is not on the register.
        Refused: it is the issue itself, a circle, or no petition.
    """
    for field, what in _CIRCLES.items():
        value = getattr(after, field)
        if value is None or (before and getattr(before, field) == value):
            continue
        if circle := circle_of(register.by_id, after.id, field, value):
            raise _refused(verb, after, f"it would {what}: {' → '.join(circle)}", f"name another one as {field}")
        register.get(value)
    for id_ in after.similar:
        if before and id_ in before.similar:
            continue
        if id_ == after.id:
            raise _refused(verb, after, "it is not like itself", "name another one as similar")
        register.get(id_)
    _require_petition(verb, before, after)


def _require_petition(verb: Verb, before: Issue | None, after: Issue) -> None:
    was = (before.kind, before.received_on, before.repeats) if before else None
    if after.kind is Kind.PETITION or was == (after.kind, after.received_on, after.repeats):
        return
    if after.received_on or after.repeats:
        words = "was received on a day" if after.received_on else "repeats another one"
        raise _refused(
            verb, after, f"only a petition {words}, and it is a {after.kind}", "a petition has kind: petition"
        )


def _refused(verb: Verb, issue: Issue, why: str, hint: str) -> Refused:
    return Refused(id=issue.id, done=DONE_WORD[verb], why=why, hint=hint)

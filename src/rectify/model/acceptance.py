"""Acceptance: which verifications count, and which level comes next.

- A verification counts when it is of the present cycle and was not sent back, when nothing that it was bound to has
  changed since, and when it was made by another than who did the work (`model/duties.py`), under a profile that asks
  for that.
- Levels pass in their order; each needs a verification of its own, and each a person of its own: whoever has accepted
  one level of a cycle does not count for another. Units may be the same, unless a level names its own.
- Without levels in the policy there is one acceptance.
- An unfounded petition is verified once, whatever the levels (DOMAIN: it closes without rectification).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from rectify.model.duties import Duties
from rectify.model.substance import SUBSTANCE, is_stale
from rectify.terms import Finding, Kind, Profile, Verb

if TYPE_CHECKING:
    from rectify.model.closing import Verification
    from rectify.model.deed import Deed
    from rectify.model.event import Event
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.policy import Level


def is_unfounded(issue: Issue) -> bool:
    """True for a petition that turned out to be unfounded (不属实)."""
    return issue.kind is Kind.PETITION and issue.finding is Finding.UNFOUNDED


def levels_of(header: Header, issue: Issue) -> tuple[Level, ...]:
    """The levels an issue must pass, in their order; none stands for one acceptance without a name."""
    policy = header.policy
    return () if policy.profile is not Profile.CHAIN or is_unfounded(issue) else policy.levels


def counted(header: Header, issue: Issue, past: Callable[[], Sequence[Deed]]) -> tuple[Verification, ...]:
    """The verifications that count, oldest first."""
    standing = [seen for seen in issue.verifications if seen.cycle == issue.cycle and seen.returned_on is None]
    present = [seen for seen in standing if not is_stale(seen, issue)]
    if not header.policy.separates_duties:
        return tuple(present)
    duties = Duties(header, issue, past)
    judged = [seen for seen in present if seen.profile not in (None, Profile.SIMPLE)]
    independent = [seen for seen in judged if duties.is_independent(seen.by, seen.unit)]
    return tuple(_one_level_each(header, issue, independent))


def other_level(
    header: Header, issue: Issue, past: Callable[[], Sequence[Deed]], by: str, level: str | None
) -> Verification | None:
    """The acceptance of another level, still counted, by the same person; None when there is none."""
    names = {one.name for one in levels_of(header, issue)} - {level}
    return next(
        (seen for seen in counted(header, issue, past) if seen.level in names and _is_by(header, seen, by)), None
    )


def missing_levels(header: Header, issue: Issue, past: Callable[[], Sequence[Deed]]) -> tuple[Level, ...]:
    """The levels that have not accepted yet, the next one first."""
    passed = [seen.level for seen in counted(header, issue, past)]
    levels = levels_of(header, issue)
    for number, level in enumerate(levels):
        if level.name not in passed:
            return levels[number:]
    return ()


def level_to_ask(header: Header, issue: Issue, past: Callable[[], Sequence[Deed]]) -> Level | None:
    """The level that a verification would be of now: the next one, else the last; None where there are none."""
    return next(iter((*missing_levels(header, issue, past), *levels_of(header, issue)[-1:])), None)


def is_accepted(header: Header, issue: Issue, past: Callable[[], Sequence[Deed]]) -> bool:
    """True when every level has accepted the issue as it is now."""
    if levels_of(header, issue):
        return not missing_levels(header, issue, past)
    return bool(counted(header, issue, past))


def changed_since(issue: Issue, events: Sequence[Event]) -> tuple[str, ...]:
    """What of substance or evidence changed after the last verification, as the trail tells it: paths, each once.

    What a look-back read after the closure is no change of what was verified.
    """
    last = max((number for number, event in enumerate(events) if event.verb == Verb.VERIFY), default=-1)
    since = (event for event in events[last + 1 :] if event.verb != Verb.LOOKBACK)
    return tuple(dict.fromkeys(path for event in since for path in _bound(issue, event)))


def _one_level_each(header: Header, issue: Issue, seen: Sequence[Verification]) -> Iterator[Verification]:
    """Without those of a person who accepted another level before."""
    names = {level.name for level in levels_of(header, issue)}
    kept: list[Verification] = []
    for one in seen:
        others = (before for before in kept if before.level in names and before.level != one.level)
        if one.level in names and any(_is_by(header, before, one.by) for before in others):
            continue
        kept.append(one)
        yield one


def _is_by(header: Header, seen: Verification, by: str) -> bool:
    person, other = header.person_of(seen.by), header.person_of(by)
    return seen.by == by or (person is not None and other is not None and person.id == other.id)


def _bound(issue: Issue, event: Event) -> Iterator[str]:
    """The paths of an event that a verification is bound to."""
    for change in event.changes:
        name, _, rest = change.path.replace("[", ".", 1).partition(".")
        if (
            name in SUBSTANCE
            or (name == "units" and rest.startswith(("responsible", "lead")))
            or change.path == "units"
        ):
            yield change.path
        if name == "evidence" and _digest_of(change.after) not in issue.papers:
            yield change.path


def _digest_of(part: object) -> object:
    return part.get("sha256") if isinstance(part, dict) else None

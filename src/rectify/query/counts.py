"""QUESTIONS to a register: how many issues stand where. Pure; `today` is always given.

- Done is not closed: done is submitted, verified, on notice or closed; closed is struck off.
- Standing duties (长期坚持) are counted apart: no other figure of a count has them in it.
- Rebounded (反弹) is what was closed once and was reopened as a rebound, whatever became of it since; it is counted
  among what was ever closed.
- Overdue is judged as everywhere (`query`): the deadline's day passed before the issue was done. `late` are those of
  them that are not done even now.
- Kinds of issues are lists of their own (DOMAIN: problems and petitions; a task is a part of a problem): whoever counts
  them together says so.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import is_overdue, is_standing
from rectify.terms import Basis, Kind, Outcome, Status


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a group's issues stand where; `total` counts them all, `of` those that are no standing duties.

    `unfounded` and `merged` are closed without a cure of their own; `once_closed` are closed now or were before.
    """

    name: str
    total: int
    done: int
    closed: int
    standing: int
    overdue: int
    not_begun: int = 0
    late: int = 0
    unfounded: int = 0
    merged: int = 0
    rebounded: int = 0
    once_closed: int = 0
    standing_closed: int = 0
    standing_rebounded: int = 0

    @property
    def of(self) -> int:
        """The denominator of all but the standing duties."""
        return self.total - self.standing

    @property
    def in_progress(self) -> int:
        """Begun and not done."""
        return self.of - self.not_begun - self.done

    @property
    def waiting(self) -> int:
        """Done and not closed."""
        return self.done - self.closed


def count(name: str, issues: Sequence[Issue], today: date, basis: Basis = Basis.CURRENT) -> Count:
    """The count of one group."""
    standing = [issue for issue in issues if is_standing(issue, basis)]
    dated = [issue for issue in issues if not is_standing(issue, basis)] if standing else issues
    status = Counter(issue.status for issue in dated)
    closed = [issue for issue in dated if issue.status is Status.CLOSED]
    late = [issue for issue in dated if is_overdue(issue, today, basis)]
    return Count(
        name=name,
        total=len(issues),
        done=sum(status[one] for one in FINISHED),
        closed=len(closed),
        standing=len(standing),
        overdue=len(late),
        not_begun=status[Status.OPEN],
        late=sum(issue.status not in FINISHED for issue in late),
        unfounded=sum(issue.outcome is Outcome.UNFOUNDED for issue in closed),
        merged=sum(issue.outcome is Outcome.MERGED for issue in closed),
        rebounded=sum(map(has_rebounded, dated)),
        once_closed=sum(issue.status is Status.CLOSED or bool(issue.closures) for issue in dated),
        standing_closed=sum(issue.status is Status.CLOSED for issue in standing),
        standing_rebounded=sum(map(has_rebounded, standing)),
    )


def has_rebounded(issue: Issue) -> bool:
    """True when it was closed once and reopened as a rebound (反弹)."""
    return any(closure.rebound for closure in issue.closures)


def counts(
    issues: Iterable[Issue], keys: Callable[[Issue], Iterable[str]], today: date, basis: Basis = Basis.CURRENT
) -> list[Count]:
    """One count a group, the groups in the order in which they are met; an issue may be in several."""
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        for key in keys(issue):
            groups.setdefault(key, []).append(issue)
    return [count(name, members, today, basis) for name, members in groups.items()]


def kinds_of(issues: Iterable[Issue]) -> Mapping[Kind, int]:
    """How many there are of each kind that there is, in the order of the kinds."""
    found = Counter(issue.kind for issue in issues)
    return {kind: found[kind] for kind in Kind if found[kind]}

"""How figures come to an issue's indicators: the same for every verb that reports them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from rectify.errors import UnknownPart
from rectify.model.issue import Issue
from rectify.model.plan import Indicator, Reading

Judged = Callable[[Indicator, Decimal], None]
"""What looks at a figure before it is taken, and may refuse it."""


def _none(_: Indicator, __: Decimal) -> None:
    """Any figure is taken."""


def with_readings(
    issue: Issue, figures: Mapping[str, Decimal], day: date, actor: str, judged: Judged = _none
) -> tuple[Indicator, ...]:
    """The indicators with what was read on a day; the readings of before are kept.

    Raises:
        UnknownPart: a figure of an indicator that the issue does not have.
        RectifyError: `judged` refuses one.
    """
    require_known(issue, "indicator", list(figures), [part.name for part in issue.indicators])
    return tuple(
        _read(part, figures[part.name], day, actor, judged) if part.name in figures else part
        for part in issue.indicators
    )


def require_known(issue: Issue, what: str, names: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a part that the issue does not have.

    Raises:
        UnknownPart: naming those it has.
    """
    for name in names:
        if name not in known:
            raise UnknownPart(id=issue.id, what=what, name=name, known=", ".join(known) or f"no {what}s")


def _read(part: Indicator, figure: Decimal, day: date, actor: str, judged: Judged) -> Indicator:
    judged(part, figure)
    reading = Reading(on=day, value=figure, by=actor)
    return part.but(actual=figure, as_of=day, readings=(*part.readings, reading))

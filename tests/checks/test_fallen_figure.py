from itertools import pairwise
from typing import Any

import pytest

from rectify.checks.fallen_figure import find
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, run, seen, told, undo

COD = {"name": "COD", "baseline": "80", "target": "40", "actual": "50"}
BEGUN = run(1, event("add", changes=[("id", None, "Q-1"), ("indicators", None, [COD])]))


def reported(seq: int, path: str, before: Any, after: Any, **fields: Any) -> Any:
    """A run that reports one figure."""
    return run(seq, event(changes=[(path, before, after)], on="2019-05-01", **fields))


@pytest.mark.parametrize(
    ("before", "after", "reason", "words"),
    [
        (60, 80, None, None),
        (60, 60, None, None),
        (None, 60, None, None),
        (60, None, None, None),
        (60, 40, None, "fell from 60 to 40 percent (run 2 of 2019-05-01)"),
        (60, 40, "返工", "fell from 60 to 40 percent (run 2 of 2019-05-01); the reason given: 返工"),
    ],
)
def test_a_lower_percentage_is_told(
    before: int | None, after: int | None, reason: str | None, words: str | None
) -> None:
    """Also where a reason was given, which then stands beside it."""
    flaws = list(find(seen(issue(), runs=(BEGUN, reported(2, "percent", before, after, reason=reason)))))
    assert [flaw.message for flaw in flaws] == ([f"Q-1 {words}"] if words else [])
    assert all(
        (flaw.check, flaw.severity, flaw.path) == ("fallen-figure", Severity.WARNING, "percent") for flaw in flaws
    )


@pytest.mark.parametrize(
    ("indicator", "after", "is_told"),
    [
        (COD, "55", True),
        (COD, "45.5", False),
        (COD, None, False),
        (COD | {"baseline": "10", "target": "90"}, "49", True),
        (COD | {"baseline": "10", "target": "90"}, "55", False),
        (COD | {"baseline": "40"}, "55", False),
        ({"name": "COD", "target": "40", "actual": "50"}, "55", False),
        ({"name": "COD", "baseline": "40", "actual": "50"}, "55", False),
    ],
)
def test_which_way_is_worse_is_told_by_baseline_and_target(
    indicator: dict[str, str], after: str | None, is_told: bool
) -> None:
    """A figure without a direction is not judged."""
    begun = run(1, event("add", changes=[("indicators", None, [indicator])]))
    flaws = list(find(seen(issue(), runs=(begun, reported(2, "indicators[0].actual", "50", after)))))
    goal = f"away from its target of {indicator.get('target')} (run 2 of 2019-05-01)"
    assert [flaw.message for flaw in flaws] == [f"Q-1 indicator COD went from 50 to {after}, {goal}"] * is_told
    assert all(flaw.path == "indicators[0].actual" for flaw in flaws)


def test_a_figure_is_followed_where_its_indicator_goes() -> None:
    """An indicator that was put in later is judged by what it is then."""
    later = ("indicators[1]", None, {"name": "氨氮", "baseline": "9", "target": "1", "actual": "5"})
    runs = (BEGUN, run(2, event("edit", changes=[later])), reported(3, "indicators[1].actual", "5", "6"))
    (words,) = told(find, seen(issue(), runs=runs))
    assert words.startswith("Q-1 indicator 氨氮 went from 5 to 6, away from its target of 1")


@pytest.mark.parametrize(
    ("figures", "count"),
    [(("50", "70"), 0), (("50", "45", "70"), 1), (("50", "70", "75"), 1), (("50", "70", "60"), 0)],
)
def test_after_a_reopening_the_first_reading_is_not_compared(figures: tuple[str, ...], count: int) -> None:
    """What rebounded is worse; what is worse than the first reading after it is told."""
    pairs = enumerate(pairwise(figures), 3)
    read = [reported(seq, "indicators[0].actual", before, after) for seq, (before, after) in pairs]
    assert len(told(find, seen(issue(), runs=(BEGUN, run(2, event("reopen")), *read)))) == count


def test_what_a_look_back_read_is_no_report() -> None:
    """It is judged as a figure after the closure."""
    read = run(2, event("lookback", changes=[("indicators[0].actual", "50", "60")]))
    assert told(find, seen(issue(), runs=(BEGUN, read))) == []


def test_what_was_undone_is_not_told() -> None:
    """Neither the report nor the undoing of one."""
    wrong = reported(2, "percent", 60, 6)
    assert told(find, seen(issue(), runs=(BEGUN, wrong, undo(3, 2)))) == []


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("indicators[0].actual", "fifty", "sixty"),
        ("indicators[0].actual", ["50"], "60"),
        ("indicators[7].actual", "50", "60"),
        ("indicators..actual", "50", "60"),
        ("indicators[0].baseline", "80", ["x"]),
    ],
)
def test_a_trail_that_no_rectify_wrote_stops_nothing(path: str, before: object, after: object) -> None:
    """It is told by trail-chain; here it is passed over."""
    runs = (BEGUN, reported(2, path, before, after), reported(3, "percent", 60, 40))
    assert len(told(find, seen(issue(), runs=runs))) == 1

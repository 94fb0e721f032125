from typing import Any

import pytest

from rectify.checks.worse_after_closure import find
from rectify.terms import Severity
from tests.checks.inspecting import event, issue, run, seen

CLOSURE = {"on": "2019-06-01", "by": "王芳", "outcome": "rectified"}


def cod(*readings: tuple[str, str], **fields: str) -> dict[str, Any]:
    """An indicator that must come down from 80 to 40."""
    read = [{"on": on, "value": value} for on, value in readings]
    return {"name": "COD", "baseline": "80", "target": "40", "readings": read} | fields


BEFORE = ("2019-06-01", "38")
TOLD = "Q-1 indicator COD had 38 on 2019-06-01 and has {} on 2019-06-20, after the closure of 2019-06-01: worse, {}"
BAD, MILD = "and misses its target of 40", "though within its target of 40"


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (cod(), None),
        (cod(BEFORE), None),
        (cod(("2019-06-20", "55")), None),
        (cod(BEFORE, ("2019-06-20", "38")), None),
        (cod(BEFORE, ("2019-06-20", "30")), None),
        (cod(BEFORE, ("2019-06-20", "55")), (Severity.ERROR, TOLD.format("55", BAD))),
        (cod(("2019-06-20", "55"), BEFORE), (Severity.ERROR, TOLD.format("55", BAD))),
        (cod(BEFORE, ("2019-06-20", "40")), (Severity.WARNING, TOLD.format("40", MILD))),
        (cod(BEFORE, ("2019-06-10", "55"), ("2019-06-20", "37")), None),
        (cod(BEFORE, ("2019-06-20", "55"), baseline="40"), None),
    ],
)
def test_only_better_never_worse(part: dict[str, Any], told: tuple[Severity, str] | None) -> None:
    """The last reading is held against the one it was closed on; past the target it is a rule broken."""
    closed = issue(status="closed", closures=[CLOSURE], indicators=[part])
    flaws = list(find(seen(closed)))
    assert [(flaw.severity, flaw.message) for flaw in flaws] == ([told] if told else [])
    for flaw in flaws:
        assert (flaw.check, flaw.path) == ("worse-after-closure", "indicators[0].readings")
        assert "rectify reopen Q-1 --rebound" in str(flaw.hint)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "in_progress", "cycle": 2, "closures": [CLOSURE | {"reopened_on": "2019-06-15"}]},
        {"status": "closed", "closures": [CLOSURE | {"reopened_on": "2019-06-15"}]},
        {"status": "closed"},
    ],
)
def test_what_was_taken_up_again_is_not_judged(fields: dict[str, Any]) -> None:
    """A rebound that is on record is no secret."""
    assert list(find(seen(issue(indicators=[cod(BEFORE, ("2019-06-20", "55"))], **fields)))) == []


@pytest.mark.parametrize(
    ("day", "order", "words"),
    [
        ("2019-06-01", ("close", "progress"), "recorded after the closure of 2019-06-01"),
        ("2019-05-20", ("close", "progress"), "recorded after the closure of 2019-06-01"),
        ("2019-06-01", ("progress", "close"), None),
        ("2019-06-02", ("progress", "close"), "after the closure of 2019-06-01"),
        ("2019-06-01", ("progress",), None),
    ],
)
def test_the_order_of_the_runs_counts_too(day: str, order: tuple[str, ...], words: str | None) -> None:
    """A reading of the very day, or a back-dated one, that came when the issue was closed already."""
    changes = {
        "close": [("status", "submitted", "closed")],
        "progress": [("percent", None, "80"), ("indicators[0].readings[1]", None, {"on": day, "value": "55"})],
    }
    runs = tuple(run(number, event(verb, changes=changes[verb])) for number, verb in enumerate(order, 1))
    closed = issue(status="closed", closures=[CLOSURE], indicators=[cod(("2019-05-01", "38"), (day, "55"))])
    flaws = list(find(seen(closed, runs=runs)))
    told = f"Q-1 indicator COD had 38 on 2019-05-01 and has 55 on {day}, {words}: worse, {BAD}"
    assert [flaw.message for flaw in flaws] == ([told] if words else [])

from typing import Any

import pytest

from rectify.checks.past_gates import find
from rectify.model.event import Run
from rectify.model.flaw import Place
from rectify.terms import Severity, Via
from tests.checks.inspecting import FILE, event, issue, run, seen

CHAIN = run(1, event("policy", "register", changes=[("policy.profile", None, "chain")]))


def adopted(*changes: tuple[str, Any, Any], id_: str = "Q-1", **fields: Any) -> Run:
    """A run that takes a hand edit in."""
    return run(7, event("adopt", id_, changes=changes, **fields), via=Via.ADOPT)


@pytest.mark.parametrize(
    ("change", "id_", "field"),
    [
        (("status", "open", "closed"), "Q-1", "status"),
        (("deadline.date", "2019-01-01", "2020-01-01"), "Q-1", "deadline"),
        (("evidence[1]", None, {}), "Q-1", "evidence"),
        (("verifications", None, []), "Q-1", "verifications"),
        (("extensions[0].state", "requested", "approved"), "Q-1", "extensions"),
        (("policy.notice_days", 10, 1), "register", "policy"),
        (("people", [], None), "register", "people"),
        (("units", {}, {"甲": ["乙"]}), "register", "units"),
        (("kind", "task", "problem"), "Q-1", "kind"),
        (("title", "甲", "乙"), "Q-1", None),
        (("title", "甲", "乙"), "register", None),
        (("custom.status", None, "closed"), "Q-1", None),
        (("..", None, 1), "Q-1", None),
    ],
)
def test_what_only_a_verb_may_change_was_adopted(change: tuple[str, Any, Any], id_: str, field: str | None) -> None:
    """It is listed with who did it, when, and why."""
    runs = (CHAIN, adopted(change, id_=id_, reason="补录"))
    flaws = list(find(seen(issue(), runs=runs)))
    words = f"{id_} {field} adopted past the gates by 王芳 (run 7 of 2019-07-01): 补录"
    assert [flaw.message for flaw in flaws] == ([words] if field else [])
    for flaw in flaws:
        expected = ("past-gates", Severity.WARNING, id_, Place(FILE, 7, 3))
        assert (flaw.check, flaw.severity, flaw.issue, flaw.place) == expected


STATUS = ("status", "open", "closed")


@pytest.mark.parametrize(
    ("runs", "is_told"),
    [
        ((CHAIN, adopted(STATUS)), True),
        (
            (CHAIN, adopted(STATUS), run(8, event("policy", "register", changes=[("policy.profile", "chain", None)]))),
            True,
        ),
        ((run(2, event()), adopted(STATUS)), False),
        (
            (
                run(2, event()),
                adopted(STATUS),
                run(8, event("policy", "register", changes=[("policy.profile", None, "chain")])),
            ),
            False,
        ),
        ((CHAIN, run(7, event("close", changes=[STATUS]))), False),
    ],
)
def test_the_policy_of_that_day_counts(runs: tuple[Run, ...], is_told: bool) -> None:
    """In profile simple there is no gate to go round; a later policy changes nothing, and it stays for ever."""
    flaws = list(find(seen(runs=runs)))
    assert [flaw.message for flaw in flaws] == [
        "Q-1 status adopted past the gates by 王芳 (run 7 of 2019-07-01), without a reason"
    ] * is_told


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ([("status", None, "open"), ("deadline", None, {"date": "2020-01-01"})], False),
        ([("status", None, "closed")], True),
        ([("status", None, "open"), ("evidence", None, [{}])], True),
    ],
)
def test_an_issue_that_was_added_by_hand_begins_at_the_beginning(changes: list[Any], is_told: bool) -> None:
    """Open, with its deadline and nothing proved."""
    flaws = list(find(seen(issue(), runs=(CHAIN, adopted(("id", None, "Q-1"), *changes)))))
    assert bool(flaws) is is_told


def test_a_register_that_was_taken_in_as_found_went_round_nothing() -> None:
    """There was no gate yet."""
    head = event("adopt", "register", changes=[("policy", None, {"profile": "chain"})])
    first = run(1, head, event("adopt", changes=[("id", None, "Q-1"), ("status", None, "closed")]), via=Via.ADOPT)
    second = run(2, event("adopt", "Q-2", changes=[("id", None, "Q-2"), ("status", None, "closed")]), via=Via.ADOPT)
    assert list(find(seen(issue(), runs=(first, second)))) == []

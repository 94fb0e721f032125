from typing import Any

import pytest

from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.event import Event, make_event
from rectify.model.header import Header
from rectify.query.policy import concerns, explain
from tests.make import TODAY
from tests.trade import CHAIN, LEVELS, PEOPLE, head, header


def told(*states: dict[str, Any]) -> list[Deed]:
    """What was done to a header that went through these states, a run each."""
    deeds: list[Deed] = []
    before: dict[str, Any] = {}
    for run, state in enumerate(states, 1):
        data = Header.model_validate(state).data()
        deeds.append(Deed(make_event("policy", "register", before, data, reason=f"r{run}"), "周办", "z@d", TODAY, run))
        before = data
    return deeds


def test_each_part_knows_the_run_that_last_changed_it() -> None:
    """By value, wherever in a list it stands; the intake is what was found."""
    first: dict[str, Any] = {"policy": {"notice_days": 7, "warning_days": 3}, "people": PEOPLE[:2], "units": {"县": []}}
    second = {**first, "policy": {"notice_days": 5, "warning_days": 3}}
    third = {**second, "people": [*PEOPLE[:1], {**PEOPLE[1], "roles": []}], "units": {"县": ["x"]}}
    fourth = {**third, "people": third["people"][::-1], "policy": {"warning_days": 3}}
    found = explain(Header.model_validate(fourth), told(first, second, third, fourth), 1).origins
    assert {key: (origin.deed.run, origin.is_found) for key, origin in found.items()} == {
        ("policy", "notice_days"): (4, False),
        ("policy", "warning_days"): (1, True),
        ("people", "周办"): (1, True),
        ("people", "wang"): (3, False),
        ("units", "县"): (3, False),
    }


def test_what_was_never_set_has_no_origin() -> None:
    """It has the usual value, and nobody's hand in it."""
    explained = explain(header(**CHAIN), [], 0)
    assert (explained.origins, explained.has_trail) == ({}, False)


@pytest.mark.parametrize(
    ("policy", "out_of_force"),
    [
        ({}, {"levels", "notice_days", "calendar", "filing", "checklist", "extension_limit", "lead_accepts"}),
        ({"profile": "supervised"}, {"levels", "notice_days", "calendar", "filing", "checklist"}),
        ({"profile": "chain"}, set()),
    ],
)
def test_a_figure_is_in_force_where_the_profile_goes_by_it(policy: dict[str, Any], out_of_force: set[str]) -> None:
    """The others are shown, and said not to be asked."""
    explained = explain(Header.model_validate({"policy": policy}), [], 0)
    assert {one.name for one in explained.figures if not one.is_in_force} == out_of_force


def test_every_gate_of_the_profile_is_told_in_its_order() -> None:
    """Verb by verb."""
    gates = {verb.value: [gate.name for gate in found] for verb, found in explain(header(), [], 0).gates}
    assert gates["close"] == ["evidence", "measures_done", "tasks_closed", "accepted", "unfounded"]


def test_hand_edits_of_the_header_are_told_field_by_field() -> None:
    """Those of issues are another matter."""
    change = Change("policy.profile", "chain", None)
    edits = [Event("adopt", "register", changes=(change,)), Event("adopt", "A", changes=(Change("title", "a", "b"),))]
    assert explain(header(), [], 0, edits).edits == (change,)


@pytest.mark.parametrize(
    ("policy", "people", "expected"),
    [
        ({}, [], []),
        ({"lead_accepts": "true"}, [], []),
        (CHAIN, PEOPLE, []),
        ({**CHAIN, "notice_days": 0}, PEOPLE, ["no public notice is asked for"]),
        ({**CHAIN, "lead_accepts": "true"}, PEOPLE, ["the lead unit may accept its own work"]),
        (CHAIN, [one for one in PEOPLE if one["id"] != "李强"], ["nobody of 甲川县生态环境局 has the role accepting"]),
        ({"profile": "supervised"}, PEOPLE[:5], ["nobody can do: extend decide (approver); name somebody"]),
    ],
)
def test_what_is_to_be_feared_is_said(policy: dict[str, Any], people: list[Any], expected: list[str]) -> None:
    """What nobody can do, and what is known to end badly; in profile simple nothing is."""
    found = list(concerns(Header.model_validate({**head(), "policy": policy, "people": people})))
    assert [one[: len(start)] for one, start in zip(found, expected, strict=True)] == expected


def test_a_preset_that_was_changed_says_where() -> None:
    """So that nobody takes the name for the thing."""
    policy = {"profile": "chain", "manner": "hainan-2018", "levels": LEVELS}
    assert explain(header(**policy), [], 0).strayed == ("levels", "lead_accepts")


def test_a_trail_that_does_not_fit_is_read_as_far_as_it_goes() -> None:
    """What is wrong with it is told by check."""
    (deed,) = told({"policy": {"notice_days": 7}})
    odd = deed._replace(event=Event("policy", "register", changes=(Change("policy.notice_days", 9, 5),)), run=2)
    assert explain(Header(), [deed, odd], 0).origins["policy", "notice_days"].deed.run == 2

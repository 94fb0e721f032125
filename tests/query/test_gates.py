from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, substance_digest
from rectify.query.gates import way_to_closure
from rectify.query.way import State, Way
from tests.make import TODAY, evidence, issue, register
from tests.trade import CHAIN, SUPERVISED, deed, head

UNITS: dict[str, Any] = {"responsible": ["甲川县住建局"]}
DAY = "2019-02-01"


def way(of: Issue, *past: Deed, beside: Sequence[Issue] = (), day: date = TODAY, **policy: Any) -> Way:
    """The way of an issue under a policy."""
    header = head(**policy) if policy else {}
    return way_to_closure(of, register(of, *beside, **header), day, lambda _: past)


def states(found: Way) -> dict[str, str]:
    """How each step stands."""
    return {step.name: step.state.value for step in found.steps}


def verified(of: Issue, *who: tuple[str, str | None, str | None]) -> Issue:
    """The issue, verified as it is by these: who, of which unit, at which level."""
    digests = {"substance": substance_digest(of), "evidence": evidence_digest(of)}
    told = [
        {"on": DAY, "by": by, "unit": unit, "level": level, "method": "onsite", "profile": "chain", **digests}
        for by, unit, level in who
    ]
    return of.but(status="verified", verifications=told)


def submitted(**fields: Any) -> Issue:
    """An issue of the housing bureau that was submitted with a report."""
    step = {"on": DAY, "by": "wang", "unit": "甲川县住建局"}
    return issue(status="submitted", units=UNITS, evidence=[evidence()], submissions=[step], **fields)


# --- which steps there are ----------------------------------------------------------------------------


def test_profile_simple_asks_for_evidence_and_anybody_closes() -> None:
    """One step, and no people."""
    found = way(issue())
    assert states(found) == {"evidence": "open", "close": "open"}
    assert [step.command for step in found.steps] == ["rectify close QH-05 --evidence FILE"] * 2
    assert found.next is found.steps[0]
    assert (found.next.able, found.next.advice) == ((), None)
    assert states(way(issue(evidence=[evidence()]))) == {"evidence": "passed", "close": "open"}


def test_supervised_goes_through_submission_and_acceptance() -> None:
    """Every step in its order, each once."""
    assert states(way(issue(), **SUPERVISED)) == {
        "responsible_unit": "open",
        "measures_done": "passed",
        "evidence": "open",
        "submitted": "open",
        "tasks_closed": "passed",
        "accepted": "open",
        "unfounded": "passed",
        "close": "open",
    }


def test_a_chain_has_a_step_for_each_level_and_tells_what_is_asked_at_closing() -> None:
    """What is given with the closure is no open gate."""
    found = way(issue(status="in_progress", units=UNITS), **CHAIN)
    assert list(states(found)) == [
        "responsible_unit",
        "measures_done",
        "evidence",
        "submitted",
        "tasks_closed",
        "accepted:县级验收",
        "accepted:州级验收",
        "checklist",
        "notice",
        "filing",
        "like_problems",
        "unfounded",
        "close",
    ]
    assert (states(found)["filing"], states(found)["like_problems"]) == ("asked", "asked")
    assert found.steps[-1].command == "rectify close QH-05 --filing-no TEXT --like TEXT"
    assert [step.name for step in found.open] == [name for name, state in states(found).items() if state == "open"][:-1]


# --- who, and which command -----------------------------------------------------------------------------


def test_each_step_names_the_command_and_the_people() -> None:
    """By role, by the unit of the issue and of the level, and never who did the work."""
    found = {step.name: step for step in way(submitted(), **CHAIN).steps}
    county, city = found["accepted:县级验收"], found["accepted:州级验收"]
    assert county.command == "rectify verify QH-05 --method onsite --level 县级验收"
    assert city.command == "rectify verify QH-05 --method onsite --level 州级验收 --visitor NAME --visited-on DATE"
    assert [person.id for person in county.able] == ["李强"]
    assert [person.id for person in city.able] == ["李强", "赵敏"]
    assert [person.id for person in found["close"].able] == ["周办"]


def test_the_last_level_is_of_the_accepting_unit_of_the_issue() -> None:
    """Where the policy names none for it."""
    units = {**UNITS, "accepting": "乙州生态环境局"}
    found = {step.name: step for step in way(submitted().but(units=units), **CHAIN).steps}
    assert [person.id for person in found["accepted:州级验收"].able] == ["赵敏"]


@pytest.mark.parametrize(
    ("status", "command", "able"),
    [
        ("on_notice", "rectify notice QH-05 --withdraw --reason TEXT", ["公示员"]),
        ("submitted", "rectify verify QH-05 --method onsite", ["李强", "赵敏"]),
    ],
)
def test_who_may_do_it_are_those_of_the_command(status: str, command: str, able: list[str]) -> None:
    """What has gone stale on notice cannot be verified there; whoever the command is for is named."""
    chain = {**CHAIN, "levels": [], "checklist": []}
    found = {step.name: step for step in way(submitted().but(status=status), **chain).steps}
    assert found["accepted"].command == command
    assert [person.id for person in found["accepted"].able] == able


def test_a_task_is_looked_for_by_whoever_may_close() -> None:
    """The command is a list, and that is for everybody; the duty is to close them."""
    task = issue("T", parent="QH-05", kind="task")
    found = {step.name: step for step in way(submitted(), beside=[task], **SUPERVISED).steps}
    assert found["tasks_closed"].shut == ("task T is open",)
    assert found["tasks_closed"].command == "rectify list --where 'parent == QH-05'"
    assert [person.id for person in found["tasks_closed"].able] == ["周办"]


# --- what was passed, and by what -------------------------------------------------------------------------


def test_a_passed_step_tells_run_person_and_day() -> None:
    """The last deed that touched what it rests on; without a trail nothing is made up."""
    past = (
        deed("assign", "周办", run=2, changes=(Change("units.responsible", None, ["甲川县住建局"]),)),
        deed("submit", "wang", run=5, changes=(Change("status", "open", "submitted"), Change("submissions", None, []))),
        deed("progress", "wang", run=6, changes=(Change("notes", None, "x"),)),
    )
    steps = {step.name: step for step in way(submitted(), *past, **SUPERVISED).steps}
    (unit, sent) = (steps["responsible_unit"].proof, steps["submitted"].proof)
    assert unit is not None
    assert (unit.run, unit.actor, unit.day) == (2, "周办", TODAY)
    assert sent is not None
    assert (sent.run, sent.actor, sent.unit) == (5, "wang", "甲川县住建局")
    assert steps["evidence"].proof is None
    assert all(step.proof is None for step in way(submitted(), **SUPERVISED).steps)


def test_a_level_that_has_accepted_tells_who_and_how() -> None:
    """Unit, day and method stand on record; the run is the one that brought this very verification."""
    of = verified(submitted(), ("李强", "甲川县生态环境局", "县级验收"), ("赵敏", "乙州生态环境局", "州级验收"))
    past = [deed("verify", "李强", run=7, changes=(Change("verifications", None, []),))]
    past.append(deed("verify", "赵敏", run=8, changes=(Change("verifications[1]", None, {}),)))
    steps = {step.name: step for step in way(of, *past, **CHAIN).steps}
    county, city = steps["accepted:县级验收"].proof, steps["accepted:州级验收"].proof
    assert county is not None
    assert city is not None
    assert (county.run, county.actor, county.unit, county.method) == (7, "李强", "甲川县生态环境局", "onsite")
    assert (city.run, city.day) == (8, date(2019, 2, 1))


def test_what_changed_since_an_acceptance_is_told() -> None:
    """Its level is open again; what the trail does not tell is said as such."""
    of = verified(submitted(), ("李强", None, "县级验收")).but(target="新目标")
    past = (deed("verify", "李强"), deed("edit", "周办", changes=(Change("target", None, "新目标"),)))
    (county,) = (step for step in way(of, *past, **CHAIN).steps if step.name == "accepted:县级验收")
    told = "accepted on 2019-02-01 by 李强, and changed since: target"
    assert (county.state, county.shut) == (State.OPEN, (told, "not accepted by 县级验收"))
    unknown = {step.name: step for step in way(of, **CHAIN).steps}["accepted:县级验收"].shut[0]
    assert unknown.endswith("changed since: what was seen then")


def test_an_acceptance_by_who_did_the_work_does_not_count() -> None:
    """Whatever the register says; one that was sent back, or is of an earlier cycle, is not spoken of."""
    of = verified(submitted(), ("马工", None, None))
    (accepted,) = (step for step in way(of, **SUPERVISED).steps if step.name == "accepted")
    assert accepted.shut == (
        "accepted on 2019-02-01 by 马工, who did the work or is of a unit that did",
        "not verified by another",
    )
    sent_back = [{**of.verifications[0].data(), "returned_on": DAY}]
    found = {step.name: step for step in way(of.but(verifications=sent_back), **SUPERVISED).steps}
    assert found["accepted"].shut == ("not verified by another",)


def test_one_acceptance_is_enough_where_there_are_no_levels() -> None:
    """It is passed, and closing comes next."""
    found = way(verified(submitted(), ("李强", None, None)), **SUPERVISED)
    assert (found.open, found.next) == ((), found.steps[-1])


def test_a_closed_issue_is_judged_on_its_closure() -> None:
    """Its filing number and what it says of like problems stand on record; nothing comes next."""
    chain: dict[str, Any] = {"profile": "chain", "notice_days": 0}
    closure = {"on": DAY, "by": "周办", "outcome": "rectified", "filing_no": "1号", "like": "已查"}
    of = verified(submitted(), ("李强", None, None)).but(status="closed", closures=[closure])
    past = deed("close", "周办", run=9, changes=(Change("closures", None, []),))
    found = way(of, past, **chain)
    assert set(states(found).values()) == {"passed"}
    assert found.next is None
    assert found.steps[-1].proof is not None
    assert found.steps[-1].proof.run == 9
    bare = way(of.but(closures=[]), **chain)
    assert (states(bare)["filing"], [step.name for step in bare.open]) == ("open", ["filing", "like_problems"])
    assert (bare.next, [step.way for step in bare.open]) == (None, [None, None])
    assert bare.reopening == "closed; to take it up again: rectify reopen QH-05 --reason TEXT"
    assert found.reopening is None


def test_what_there_is_nothing_of_is_said() -> None:
    """A gate without anything to look at is passed as that; the unit is told by its name."""
    chain: dict[str, Any] = {"profile": "chain", "notice_days": 0, "filing": False}
    found = {step.name: step.fact for step in way(submitted(), **chain).steps if step.fact}
    assert found == {
        "responsible_unit": "甲川县住建局",
        "measures_done": "the plan has no measures",
        "tasks_closed": "it has no tasks",
        "checklist": "the policy has no checklist",
        "notice": "the policy asks for none",
        "filing": "the policy asks for none",
    }
    done = submitted(measures=[{"id": "M1", "text": "清运", "done_on": DAY}])
    task = issue("T", parent="QH-05", kind="task", status="closed")
    told = {step.name: step for step in way(done, beside=[task], **chain).steps}
    assert [(told[name].state.value, told[name].fact) for name in ("measures_done", "tasks_closed")] == [
        ("passed", None),
        ("passed", None),
    ]


def test_what_every_level_accepted_is_verified_once_more_while_it_is_submitted() -> None:
    """A level was struck from the policy since; whoever accepted the other one may not do it."""
    of = verified(submitted(), ("李强", None, "县级验收"), ("赵敏", None, "州级验收")).but(status="submitted")
    found = way(of, **CHAIN)
    assert found.next is not None
    assert (found.next.name, found.next.shut) == (
        "accepted:州级验收",
        ("accepted, and still submitted: it must be verified once more",),
    )
    assert [person.id for person in found.next.able] == ["赵敏"]


def test_the_second_level_of_one_person_is_told_as_that() -> None:
    """It does not count, and somebody else may do it."""
    of = verified(submitted(), ("李强", None, "县级验收"), ("李强", None, "州级验收"))
    city = {step.name: step for step in way(of, **CHAIN).steps}["accepted:州级验收"]
    assert city.shut == ("accepted on 2019-02-01 by 李强, who accepted 县级验收 too", "not accepted by 州级验收")
    assert [person.id for person in city.able] == ["赵敏"]


def test_a_day_ahead_of_the_clock_opens_no_gate_and_is_told() -> None:
    """What is to be waited for has no command."""
    notice = {"on": DAY, "ends": "2019-03-05", "days": 10, "calendar": "weekdays", "place": "县报", "by": "公示员"}
    of = verified(submitted(), ("李强", None, None)).but(status="on_notice", notices=[notice])
    under = register(of, **head(profile="chain", calendar="weekdays"))
    found = {step.name: step for step in way_to_closure(of, under, date(2019, 3, 9), lambda _: (), TODAY).steps}
    assert found["notice"].shut == ("the notice runs until 2019-03-05, and by the clock it is still 2019-03-01",)
    assert (found["notice"].command, found["notice"].advice) == (
        None,
        "wait until the notice is over, the day after 2019-03-05",
    )
    assert way_to_closure(of, under, date(2019, 3, 9), lambda _: ()).open == ()


# --- waiting --------------------------------------------------------------------------------------------


def test_the_next_step_is_waited_for_since_the_last_was_done() -> None:
    """Remarks and edits are no steps; without a trail nobody knows, and a closed issue waits for nothing."""
    past = (
        deed("submit", "wang", day=date(2019, 2, 1), changes=(Change("status", "open", "submitted"),)),
        deed("edit", "周办", day=date(2019, 2, 9), changes=(Change("place", None, "x"),)),
    )
    found = way(submitted(), *past, **SUPERVISED)
    assert (found.since, found.waiting(TODAY), found.waiting(date(2019, 1, 1))) == (date(2019, 2, 1), 28, 0)
    assert way(submitted(), **SUPERVISED).waiting(TODAY) is None
    assert way(issue(status="closed", evidence=[evidence()]), *past).waiting(TODAY) is None

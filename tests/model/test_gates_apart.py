from datetime import date
from typing import Any

import pytest

from rectify.errors import Refused
from rectify.model.diff import Change
from rectify.model.gates import Case, gates_of, open_gates, require_gates
from rectify.model.issue import Issue
from rectify.terms import Outcome, Verb
from tests.make import TODAY, evidence, issue, moment, register
from tests.model.test_acceptance import seen
from tests.trade import CHAIN, CHECKLIST, deed, head

CLOSING: dict[str, Any] = {"filing_no": "整改办〔2019〕3号", "like": "查了全县,无同类问题"}
NOTICE = {
    "on": "2019-02-11",
    "ends": "2019-02-22",
    "days": 10,
    "calendar": "weekdays",
    "place": "县政府网站",
    "by": "公示员",
}


def in_chain(of: Issue, *beside: Issue, closing: dict[str, Any] | None = None, **policy: Any) -> list[str]:
    """What keeps the closing of an issue shut in profile chain."""
    under = register(of, *beside, **head(**CHAIN | policy))
    found = Case(Verb.CLOSE, of, under, TODAY, **CLOSING if closing is None else closing)
    return [word for words in open_gates(found).values() for word in words]


def ready(**fields: Any) -> Issue:
    """An issue that has passed the whole chain."""
    one = issue(status="on_notice", units={"responsible": ["县住建局"]}, evidence=[evidence()])
    answers = [{"item": item, "answer": "是", "evidence": [evidence().sha256]} for item in CHECKLIST]
    verified = seen(one, {"level": "县级验收"}, {"level": "州级验收"})
    return verified.but(**{"checklist": answers, "notices": [NOTICE]} | fields)


def test_what_has_passed_the_chain_closes() -> None:
    """No gate is left."""
    assert in_chain(ready()) == []


def test_all_open_gates_are_told_at_once() -> None:
    """From an issue that nobody has touched to what the closure itself would say."""
    assert in_chain(issue(), closing={}) == [
        "no evidence",
        "not accepted by 县级验收, 州级验收",
        "2 of 2 checklist items not answered with evidence (1, 2)",
        "no public notice",
        "no filing number",
        "nobody says whether the like problems were looked at",
    ]


@pytest.mark.parametrize(
    ("fields", "policy", "words"),
    [
        ({"notices": [NOTICE | {"ends": "2019-03-01"}]}, {}, ["the notice runs until 2019-03-01"]),
        ({"notices": [NOTICE | {"ends": "2019-02-28"}]}, {}, []),
        ({"notices": [NOTICE | {"cycle": 2}]}, {}, ["no public notice"]),
        ({"notices": [NOTICE | {"withdrawn_on": "2019-02-12"}]}, {}, ["no public notice"]),
        (
            {"notices": [NOTICE]},
            {"notice_days": 15},
            ["the notice runs 10 days (weekdays), and the rule is 15 days (weekdays)"],
        ),
        (
            {"notices": [NOTICE]},
            {"calendar": "cn"},
            ["the notice runs 10 days (weekdays), and the rule is 10 days (cn)"],
        ),
        ({"notices": []}, {"notice_days": 0}, []),
        ({"notices": [NOTICE | {"days": 1}]}, {"notice_days": 0}, []),
        (
            {"notices": [NOTICE | {"objections": [{"on": "2019-02-13", "text": "仍有异味"}]}]},
            {},
            ["objection 1 of 2019-02-13 is not answered"],
        ),
        ({"checklist": []}, {"checklist": []}, []),
        (
            {"checklist": [{"item": "举一反三", "answer": "是", "evidence": [evidence(9).sha256]}]},
            {},
            ["2 of 2 checklist items not answered with evidence (1, 2)"],
        ),
        ({}, {"evidence_kinds": ["photo", "video"]}, ["no evidence that counts (of kind photo or video)"]),
    ],
)
def test_each_gate_of_the_chain(fields: dict[str, Any], policy: dict[str, Any], words: list[str]) -> None:
    """The notice for its time and over, objections answered, items answered with evidence, evidence that counts."""
    assert in_chain(ready(**fields), **policy) == words


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        ({"filing_no": "1"}, ["nobody says whether the like problems were looked at"]),
        ({"like": "无"}, ["no filing number"]),
        (CLOSING | {"outcome": Outcome.UNFOUNDED}, ["only a petition is closed as unfounded"]),
        (CLOSING | {"outcome": Outcome.MERGED}, []),
    ],
)
def test_what_the_closure_says_is_a_gate(closing: dict[str, Any], words: list[str]) -> None:
    """Filing number, the look for like problems, a true outcome."""
    assert in_chain(ready(), closing=closing) == words


def test_a_petition_is_unfounded_when_it_was_found_so() -> None:
    """Then two gates are left: evidence, and another who confirms; before that, all of them."""
    petition = issue(kind="petition", evidence=[evidence()])
    told = in_chain(petition, closing=CLOSING | {"outcome": Outcome.UNFOUNDED})
    assert told[-1] == "it was not found to be unfounded"
    found = petition.but(finding="unfounded")
    assert in_chain(found, closing={"outcome": Outcome.UNFOUNDED}) == ["not verified by another"]
    assert in_chain(seen(found, {}), closing={"outcome": Outcome.UNFOUNDED}) == []


def test_a_parent_closes_last() -> None:
    """Its tasks are named with where they stand."""
    task = issue("QH-05-1", kind="task", parent="QH-05", status="submitted")
    assert in_chain(ready(), task, task.but(id="QH-05-2", status="closed")) == ["task QH-05-1 is submitted"]


def test_what_changed_since_the_verification_is_told() -> None:
    """A stale verification names the fields."""
    past = (deed("verify", "李强"), deed("edit", "周办", changes=(Change("target", None, "清零"),)))
    stale = ready().but(target="清零")
    under = register(stale, **head(**CHAIN))
    found = Case(Verb.CLOSE, stale, under, TODAY, lambda: past, **CLOSING)
    assert [word for words in open_gates(found).values() for word in words] == [
        "changed since it was verified: target",
        "not accepted by 县级验收, 州级验收",
    ]


def test_a_day_still_to_come_opens_nothing() -> None:
    """A notice is over when it is, whatever day somebody gives."""
    one, under = ready(notices=[NOTICE | {"ends": "2019-03-01"}]), register(ready(), **head(**CHAIN))
    later = moment()._replace(today=date(2020, 1, 1), recorded=TODAY)
    found = Case.of(Verb.CLOSE, one, under, later, date(2020, 1, 1))
    told = [word for words in open_gates(found).values() for word in words]
    assert "the notice runs until 2019-03-01, and by the clock it is still 2019-03-01" in told
    assert (found.day, found.asked) == (TODAY, date(2020, 1, 1))
    assert Case.of(Verb.CLOSE, one, under, later._replace(today=TODAY), TODAY).asked is None


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        ({"status": "open"}, "rectify submit QH-05 --evidence FILE"),
        ({"status": "submitted"}, "rectify return QH-05 --reason TEXT, then submit it with evidence"),
        ({"status": "in_progress", "evidence": [evidence()]}, "rectify submit QH-05 --evidence FILE"),
        ({"status": "submitted", "evidence": [evidence()]}, "rectify verify QH-05 --method onsite --level 县级验收"),
    ],
)
def test_the_hint_is_the_next_command(fields: dict[str, Any], way: str) -> None:
    """The first open gate says what to do."""
    one = issue(**fields)
    with pytest.raises(Refused) as told:
        require_gates(Case(Verb.CLOSE, one, register(one, **head(**CHAIN)), TODAY))
    assert told.value.hint == way


@pytest.mark.parametrize(
    ("fields", "way"),
    [
        (
            {"checklist": [], "status": "in_progress"},
            "rectify progress QH-05 --note TEXT --answer ITEM=TEXT --proof ITEM=FILE",
        ),
        (
            {"checklist": [], "status": "open"},
            "rectify start QH-05, then answer it: "
            "rectify progress QH-05 --note TEXT --answer ITEM=TEXT --proof ITEM=FILE",
        ),
        (
            {"checklist": []},
            "rectify return QH-05 --reason TEXT, then submit it with --answer ITEM=TEXT --proof ITEM=FILE",
        ),
        ({"notices": []}, "rectify notice QH-05 --place TEXT"),
        ({"notices": [NOTICE | {"ends": "2019-03-02"}]}, "wait until the notice is over, the day after 2019-03-02"),
        (
            {"notices": [NOTICE | {"days": 3}]},
            "rectify notice QH-05 --withdraw --reason TEXT, then publish it for the whole time",
        ),
        (
            {"notices": [NOTICE | {"objections": [{"on": "2019-02-13", "text": "x"}]}]},
            "rectify notice QH-05 --answer 1=TEXT",
        ),
    ],
)
def test_every_gate_knows_its_way(fields: dict[str, Any], way: str) -> None:
    """What is left to do leads on from where the issue stands."""
    one = ready(**fields)
    found = Case(Verb.CLOSE, one, register(one, **head(**CHAIN)), TODAY, **CLOSING)
    assert [gate.way(found) for gate in open_gates(found)] == [way]


def test_the_checklist_may_be_answered_while_it_is_verified() -> None:
    """The way goes through the next verification."""
    one = ready(checklist=[], status="submitted", verifications=[])
    found = Case(Verb.CLOSE, one, register(one, **head(**CHAIN)), TODAY, **CLOSING)
    ways = {gate.name: gate.way(found) for gate in open_gates(found)}
    assert ways["checklist"] == f"{ways['accepted']} --answer ITEM=TEXT --proof ITEM=FILE"


def test_supervised_asks_for_measures_and_another() -> None:
    """Before a submission every measure is done; before the closure another has verified it."""
    one = issue(measures=[{"id": "M1", "text": "清运"}, {"id": "M2", "text": "覆土"}], evidence=[evidence()])
    under = register(one, **head())
    gates = {verb: open_gates(Case(verb, one, under, TODAY)) for verb in (Verb.SUBMIT, Verb.CLOSE)}
    assert [gate.name for gate in gates_of(Case(Verb.CLOSE, one, under, TODAY))] == [
        "evidence",
        "measures_done",
        "tasks_closed",
        "accepted",
        "unfounded",
    ]
    assert list(gates[Verb.SUBMIT].values()) == [("no responsible unit",), ("not done: measures M1, M2",)]
    assert list(gates[Verb.CLOSE].values()) == [("not done: measures M1, M2",), ("not verified by another",)]


@pytest.mark.parametrize("verb", [Verb.SUBMIT, Verb.VERIFY, Verb.NOTICE, Verb.CLOSE])
def test_a_measure_that_came_later_is_asked_for_at_every_step(verb: Verb) -> None:
    """Also after the submission; an unfounded petition has nothing to cure."""
    one = ready(measures=[{"id": "M9", "text": "补种"}])
    for policy in (CHAIN, {"profile": "supervised"}):
        found = open_gates(Case(verb, one, register(one, **head(**policy)), TODAY))
        assert ("not done: measure M9",) in found.values()
    unfounded = one.but(kind="petition", finding="unfounded")
    left = open_gates(Case(verb, unfounded, register(unfounded, **head(**CHAIN)), TODAY))
    assert "measures_done" not in [gate.name for gate in left]


@pytest.mark.parametrize(
    ("status", "way"),
    [
        ("open", "rectify start QH-05, then report it done: rectify progress QH-05 --note TEXT --measure ID"),
        ("in_progress", "rectify progress QH-05 --note TEXT --measure ID"),
        (
            "on_notice",
            "rectify return QH-05 --reason TEXT, then report it done: rectify progress QH-05 --note TEXT --measure ID",
        ),
        (
            "closed",
            "rectify reopen QH-05 --reason TEXT, then report it done: rectify progress QH-05 --note TEXT --measure ID",
        ),
    ],
)
def test_the_way_to_a_measure_is_through_the_work(status: str, way: str) -> None:
    """What was handed in goes back first: only work reports a measure done."""
    one = ready(measures=[{"id": "M9", "text": "补种"}], status=status)
    found = open_gates(Case(Verb.CLOSE, one, register(one, **head(**CHAIN)), TODAY, **CLOSING))
    assert {gate.name: gate.way(one_case(one)) for gate in found}["measures_done"] == way


def one_case(of: Issue) -> Case:
    """The closing of an issue in profile chain."""
    return Case(Verb.CLOSE, of, register(of, **head(**CHAIN)), TODAY, **CLOSING)


def test_what_every_level_accepted_and_is_still_submitted_is_verified_once_more() -> None:
    """A level was struck from the policy since: the last of those that are left says so again."""
    found = open_gates(one_case(ready(status="submitted")))
    assert [(gate.way(one_case(ready(status="submitted"))), words) for gate, words in found.items()] == [
        (
            "rectify verify QH-05 --method onsite --level 州级验收",
            ("accepted, and still submitted: it must be verified once more",),
        )
    ]

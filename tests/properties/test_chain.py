"""No sequence of allowed actions closes an issue in profile chain without every gate, whatever order, batch or actor.

The judge is `chain_oracle.py`, which reads the trail alone and uses none of the gates' own code.
"""

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st

from rectify.actions.any_action import read_action
from rectify.errors import RectifyError
from rectify.model.register import Register
from rectify.store.memory import MemoryStore
from rectify.terms import Status
from tests.make import TODAY, Clock, evidence, issue, look_at, register, session
from tests.properties.chain_oracle import closures_without_every_gate
from tests.trade import CHAIN, PEOPLE, head

ANSWERS: dict[str, Any] = {
    "answer": {"1": "全部完成", "2": "查了全县"},
    "proof": {"1": "report-1.pdf", "2": "report-1.pdf"},
}
GROWN = [{"id": "M1", "text": "清运", "done_on": "2019-03-01"}, {"id": "M2", "text": "补种"}]
"""The plan with a measure more, which somebody may add at any time."""
ACTORS = [person["id"] for person in PEOPLE]


@dataclass(frozen=True)
class Step:
    """What somebody does in one run, and how many days pass before."""

    actor: str
    lines: tuple[dict[str, Any], ...]
    days: int = 0


def step(actor: str, verb: str, *, days: int = 0, **fields: Any) -> Step:
    """One action as a run."""
    return Step(actor, ({"verb": verb, "id": "QH-05", **fields},), days)


GOOD = [
    step("周办", "start"),
    step("wang", "progress", note="清运", measure="M1"),
    step("wang", "submit", evidence="report-1.pdf", **ANSWERS),
    step("李强", "verify", method="onsite", level="县级验收", evidence="report-2.pdf"),
    step("赵敏", "verify", method="onsite", level="州级验收", visitor="赵敏"),
    step("公示员", "notice", place="县政府网站"),
    step("周办", "close", days=16, filing_no="3号", like="无同类问题"),
]
"""The whole way, as it should be gone."""

DETOURS: list[list[Step]] = [
    [step("周办", "return", reason="r"), Step("周办", ())],
    [step("公示员", "notice", objection="仍有异味"), Step("公示员", ())],
    [step("公示员", "notice", objection="仍有异味"), step("公示员", "notice", answer={"1": "已复查"})],
    [step("公示员", "notice", withdraw=True, reason="r"), step("公示员", "notice", place="县政府网站")],
    [step("周办", "reopen", reason="r"), Step("周办", ())],
    [step("周办", "return", reason="r"), step("wang", "submit", evidence="report-7.pdf")],
    [step("wang", "submit", evidence="report-1.pdf")],
    [step("周办", "edit", set={"target": "清零"}, reason="r")],
    [step("马工", "verify", method="onsite", level="州级验收", visitor="马工")],
    [step("马工", "verify", method="onsite", level="县级验收")],
    [step("周办", "assign", unit="乙州生态环境局")],
    [step("周办", "edit", set={"measures": GROWN}, reason="r")],
    [
        step("周办", "edit", set={"measures": GROWN}, reason="r"),
        step("李强", "verify", method="onsite", level="县级验收"),
        step("赵敏", "verify", method="onsite", level="州级验收", visitor="赵敏"),
        step("公示员", "notice", place="县政府网站"),
    ],
    [step("李强", "verify", method="onsite", level="州级验收", visitor="李强")],
    [step("周办", "close", days=16, filing_no="3号"), step("周办", "close", days=16, like="无")],
    [
        step("周办", "edit", set={"kind": "petition"}, reason="r"),
        step("wang", "progress", note="查", finding="unfounded", evidence="report-6.pdf"),
        step("wang", "submit"),
        step("李强", "verify", method="document"),
        step("周办", "close", outcome="unfounded"),
    ],
]
"""Ways around one gate or another, which somebody might think of."""

VERBS: list[dict[str, Any]] = [
    *[line | {"id": "QH-05"} for one in GOOD for line in one.lines],
    *[
        {"id": "QH-05", **line}
        for line in (
            {"verb": "close", "outcome": "merged", "filing_no": "3号", "like": "x", "evidence": "report-3.pdf"},
            {"verb": "close", "outcome": "unfounded", "filing_no": "3号", "like": "x"},
            {"verb": "return", "reason": "r"},
            {"verb": "reopen", "reason": "r", "rebound": True, "evidence": "report-4.pdf"},
            {"verb": "note", "text": "x", "evidence": "report-5.pdf"},
            {"verb": "progress", "note": "x", "evidence": "report-6.pdf", "reason": "r"},
            {"verb": "progress", "note": "x", "indicator": {"COD": "30"}, "reason": "r"},
            {"verb": "assign", "unit": "甲川县生态环境局"},
            {"verb": "assign", "unit": "县住建局", "lead": "乙州生态环境局"},
            {"verb": "edit", "set": {"target": "清零"}, "reason": "r"},
            {"verb": "edit", "set": {"kind": "petition"}, "reason": "r"},
            {"verb": "edit", "set": {"measures[0].text": "少清一点"}, "reason": "r"},
            {"verb": "edit", "set": {"measures": GROWN}, "reason": "r"},
            {"verb": "edit", "set": {"measures[0].done_on": None}, "reason": "r"},
            {"verb": "progress", "note": "x", "measure": "M2"},
            {"verb": "notice", "objection": "仍有异味"},
            {"verb": "notice", "answer": {"1": "已复查"}},
            {"verb": "notice", "withdraw": True, "reason": "r"},
            {"verb": "notice", "place": "县政府网站", "days": 1},
            {"verb": "notice", "place": "县政府网站", "on": "2019-01-01"},
            {"verb": "verify", "method": "document", "level": "州级验收"},
            {"verb": "submit", "evidence": "report-7.pdf"},
            {"verb": "extend", "to": "2020-12-31", "reason": "r"},
            {"verb": "extend", "approve": True, "reason": "r"},
            {"verb": "escalate", "rung": "urge", "evidence": "report-8.pdf"},
            {"verb": "lookback", "result": "rebound"},
        )
    ],
]
LATER = st.sampled_from([{}, {}, {}, {"on": "2019-01-15"}, {"on": "2030-01-01"}])
LINES = st.tuples(st.sampled_from(VERBS), LATER).map(lambda pair: pair[0] | pair[1])
ANY_STEP = st.builds(
    Step,
    st.sampled_from(ACTORS),
    st.lists(LINES, min_size=1, max_size=3).map(tuple),
    st.sampled_from([0, 0, 0, 1, 16]),
)
UNDO = st.sampled_from(ACTORS).map(lambda actor: Step(actor, ()))
"""A step without lines takes the last run back."""
ADOPT = st.sampled_from(ACTORS).map(lambda actor: Step(actor, ({"hand": True},)))


@st.composite
def lives(draw: st.DrawFn) -> list[Step]:
    """The good way once or twice, with steps left out, done by others, put together, and other steps between."""
    life = [*GOOD, step("周办", "reopen", reason="反弹", rebound=True), *GOOD[1:]] if draw(st.booleans()) else [*GOOD]
    for number in draw(st.lists(st.integers(0, len(life) - 1), max_size=2)):
        life[number] = Step(draw(st.sampled_from(ACTORS)), life[number].lines, life[number].days)
    for number in sorted(draw(st.sets(st.integers(0, len(life) - 1), max_size=2)), reverse=True):
        del life[number]
    for _ in range(draw(st.integers(0, 3))):
        life.insert(draw(st.integers(0, len(life))), draw(st.one_of(ANY_STEP, ANY_STEP, UNDO, ADOPT)))
    for detour in draw(st.lists(st.sampled_from(DETOURS), max_size=2)):
        at = draw(st.integers(0, len(life)))
        life[at:at] = detour
    return [*life, GOOD[-1]]


def office() -> MemoryStore:
    """One issue of the housing bureau, with a measure and an indicator, in profile chain."""
    plan: dict[str, Any] = {
        "units": {"responsible": ["县住建局"]},
        "measures": [{"id": "M1", "text": "清运"}],
        "indicators": [{"name": "COD", "baseline": "80", "target": "40"}],
        "deadline": {"date": "2019-12-31"},
    }
    return MemoryStore(register(issue(**plan), **head(**CHAIN)), (), look_at=look_at)


def edited_by_hand(store: MemoryStore) -> MemoryStore:
    """The same trail beside a file in which somebody struck the issue off, or weakened the policy."""
    known = store.load().register
    one = known.get("QH-05")
    closure = {"on": "2019-03-01", "by": "x", "outcome": "rectified", "cycle": one.cycle}
    closed = one.but(status=Status.CLOSED, closures=(*one.closures, closure), evidence=(*one.evidence, evidence(9)))
    weak = known.header.but(policy={"profile": "simple"})
    return MemoryStore(Register.of(weak, [closed]), list(store.runs()), look_at=look_at)


def lived(steps: list[Step]) -> tuple[MemoryStore, int]:
    """The store after a life in which every refused step was simply not done; how many were done."""
    store, clock, done = office(), Clock(), 0
    for one in steps:
        clock.move(days=one.days)
        acts = session(store, clock, actor=one.actor)
        before = len(list(store.runs()))
        try:
            if not one.lines:
                acts.undo(reason="r")
            elif one.lines[0].get("hand"):
                session(edited_by_hand(store), clock, actor=one.actor).adopt(reason="r")
                raise AssertionError("a closure by hand was adopted")
            else:
                acts.do([read_action(line, lambda: TODAY) for line in one.lines])
        except RectifyError:
            continue
        done += len(list(store.runs())) > before
    return store, done


def test_the_good_way_leads_to_the_closure() -> None:
    """Else the property would hold of nothing."""
    store, done = lived(GOOD)
    assert done == len(GOOD)
    assert store.load().register.get("QH-05").status is Status.CLOSED
    assert list(closures_without_every_gate(list(store.runs()), "QH-05")) == []


def test_the_judge_sees_what_is_missing() -> None:
    """Each step of the good way left out of the trail is found by the oracle, not only by the gates."""
    store, _ = lived(GOOD)
    runs = list(store.runs())
    for number, run in enumerate(runs):
        if run.events[-1].verb not in ("submit", "verify", "notice"):
            continue
        rest = [other for other in runs if other is not run]
        lacking = [*rest[:number], *rest[number:]]
        told = _lacking(lacking)
        assert told, run.events[-1].verb


def _lacking(runs: list[Any]) -> list[str]:
    try:
        return list(closures_without_every_gate(runs, "QH-05"))
    except (RectifyError, ValueError):
        return ["the trail does not even replay"]


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(lives())
@example(
    [*GOOD[:5], step("公示员", "notice", place="x"), step("周办", "close", filing_no="1", like="x", on="2030-01-01")]
)
@example([*GOOD[:3], step("马工", "verify", method="onsite", level="县级验收"), *GOOD[4:]])
@example([*GOOD[:6], step("公示员", "notice", objection="仍有异味"), Step("公示员", ()), GOOD[6]])
@example([*GOOD[:6], step("周办", "return", reason="r"), Step("周办", ()), *GOOD[6:]])
@example([*GOOD[:5], step("周办", "edit", set={"kind": "petition"}), *GOOD[5:]])
@example([*GOOD[:5], step("周办", "edit", set={"target": "清零"}), *GOOD[5:]])
@example([*GOOD[:4], step("李强", "return", reason="r"), GOOD[2], *GOOD[4:]])
@example([*GOOD[:3], step("周办", "edit", set={"measures": GROWN}, reason="r"), *GOOD[3:]])
@example([*GOOD[:5], *DETOURS[12], GOOD[6]])
@example([*GOOD[:4], step("李强", "verify", method="onsite", level="州级验收", visitor="李强"), *GOOD[5:]])
def test_nothing_closes_without_every_gate(steps: list[Step]) -> None:
    """Whatever is tried, every closure in the trail has every gate behind it."""
    store, done = lived(steps)
    runs = list(store.runs())
    closings = sum(one.value_after("status") == "closed" for run in runs for one in run.events)
    event(f"closed {min(closings, 2)} times")
    event(f"{done * 10 // max(len(steps), 1) * 10} % of the steps were allowed")
    assert list(closures_without_every_gate(runs, "QH-05")) == []

"""Whatever is asked, in whatever order: the trail tells it all, and what was refused changes nothing."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rectify.actions.any_action import ACTIONS, read_action
from rectify.errors import RectifyError
from rectify.model.event import history, replay
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.model.register import Register
from rectify.store.memory import MemoryStore
from rectify.terms import Method, Outcome, Pace, Rung, Status
from tests.make import TODAY, Clock, issue, look_at, session

IDS = [*["A"] * 5, *["B"] * 3, "C"]
FILES = st.lists(st.sampled_from(["report-1.pdf", "report-2.pdf", "report-1-copy.pdf"] * 3 + ["gone.pdf"]), max_size=2)
REASONS = st.sampled_from(["省里来文"] * 4 + [None])
DAYS = st.sampled_from([None, "2019-02-01", "today", "+30d", "2018年底"])
FIGURES = st.sampled_from(["35", "35.0", "0.0000001", "47"])
PATHS = {
    "place": st.sampled_from(["x", "[y]", None]),
    "title": st.just("新题"),
    "deadline": st.sampled_from(["2018年底", "2019-06-30", "长期坚持", '{"text": "2019年9月前"}', None]),
    "deadline.date": st.sampled_from(["2019-09-30", None]),
    "measures[+]": st.sampled_from(['{"id": "M1", "text": "x"}', '{"id": "M2", "text": "y"}']),
    "measures[M1]": st.none(),
    "measures[M1].done_on": st.sampled_from(["today", None]),
    "indicators": st.just('[{"name": "n"}]'),
    "indicators[n].actual": FIGURES,
    "similar": st.sampled_from(["A", "B", "A,B", "Z", None]),
    "parent": st.sampled_from(["A", "B", "Z", None]),
    "tags": st.sampled_from(["a", "a,b", "b,a", None]),
    "units.responsible": st.sampled_from(["县政府", None]),
    "custom.点位": st.sampled_from(["一号", '["一号"]', None]),
    "status": st.just("closed"),
}
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "add": {
        "title": st.just("t"),
        "parent": st.sampled_from([None, "A", "Z"]),
        "due": DAYS,
        "kind": st.sampled_from([None, "petition"]),
        "received": DAYS,
        "repeats": st.sampled_from([None, "A", "Z"]),
    },
    "assign": {"unit": st.sampled_from([None, "县政府"]), "lead": st.sampled_from([None, "州政府"]), "due": DAYS},
    "start": {},
    "progress": {
        "note": st.just("进展"),
        "measure": st.sampled_from([None, "M1"]),
        "indicator": st.one_of(st.none(), st.fixed_dictionaries({"n": FIGURES})),
        "percent": st.sampled_from([None, 0, 50, 100]),
        "verdict": st.sampled_from([None, *(pace.value for pace in Pace)]),
        "evidence": FILES,
    },
    "submit": {"evidence": FILES},
    "return": {},
    "verify": {"method": st.sampled_from([method.value for method in Method]), "evidence": FILES},
    "close": {"outcome": st.sampled_from([outcome.value for outcome in Outcome]), "evidence": FILES},
    "notice": {
        "place": st.sampled_from([None, "县政府网站"]),
        "objection": st.sampled_from([None, None, "仍有异味"]),
        "answer": st.one_of(st.none(), st.fixed_dictionaries({"1": st.just("已复测")})),
        "withdraw": st.sampled_from([False] * 3 + [True]),
        "evidence": FILES,
    },
    "reopen": {"rebound": st.booleans(), "evidence": FILES},
    "extend": {
        "to": st.sampled_from([None] * 2 + ["+30d", "2019年底", "2020-06-30"]),
        "approve": st.sampled_from([False, True]),
        "reject": st.sampled_from([False] * 3 + [True]),
        "withdraw": st.sampled_from([False] * 3 + [True]),
        "evidence": FILES,
    },
    "lookback": {
        "due": DAYS,
        "result": st.sampled_from([None, "held", "rebound"]),
        "unplanned": st.sampled_from([False] * 3 + [True]),
        "indicator": st.one_of(st.none(), st.fixed_dictionaries({"n": FIGURES})),
        "evidence": FILES,
    },
    "escalate": {
        "rung": st.sampled_from([None, *(rung.value for rung in Rung)]),
        "document": st.sampled_from([None, "1号"]),
        "reply_by": DAYS,
        "reply": st.sampled_from([None, None, "已办"]),
        "evidence": FILES,
    },
    "edit": {"set": st.one_of([st.fixed_dictionaries({path: value}) for path, value in PATHS.items()])},
    "note": {"text": st.just("x"), "evidence": FILES},
    "policy": {
        "set": st.one_of(
            st.none(),
            st.fixed_dictionaries({"warning_days": st.integers(0, 3)}),
            st.fixed_dictionaries({"levels": st.sampled_from(["县级验收", "县级验收,市级验收"])}),
        ),
        "preset": st.sampled_from([None, None, "simple", "anhui"]),
        "person": st.sampled_from([None, None, "王芳", "李四"]),
        "unit": st.sampled_from([None, "县政府", "水利局"]),
        "alias": st.sampled_from([None, "水利局"]),
    },
}


@st.composite
def lines(draw: st.DrawFn) -> dict[str, Any]:
    """A batch line of any verb, sensible or not."""
    verb = draw(st.sampled_from([*sorted(FIELDS), *["edit"] * 6]))
    common = {
        "id": st.sampled_from(IDS),
        "reason": REASONS,
        "on": DAYS,
        "if_rev": st.sampled_from([None] * 18 + [1, 2]),
    }
    line = draw(st.fixed_dictionaries(common | FIELDS[verb]))
    if verb == "policy":
        del line["id"]
    return {"verb": verb} | {name: value for name, value in line.items() if value is not None}


def test_every_verb_is_tried() -> None:
    """A new verb must be added to the machine."""
    assert set(FIELDS) == set(ACTIONS)


class Office(RuleBasedStateMachine):
    """A register that is worked on, with its trail."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = Clock()
        self.store = MemoryStore(Register())

    @initialize(is_dated=st.booleans())
    def open(self, is_dated: bool) -> None:
        """Two issues to begin with, before there is a trail."""
        fields: dict[str, Any] = {"indicators": [{"name": "n", "actual": "35"}], "units": {"responsible": ["县政府"]}}
        fields |= {"deadline": {"date": "2018-12-31", "text": "2018年底"}} if is_dated else {}
        issues = [issue("A", **fields), issue("B", status="in_progress", **fields)]
        self.store = MemoryStore(Register.of(Header(), issues), look_at=look_at)

    @rule(batch=st.lists(lines(), min_size=1, max_size=3), keep_going=st.booleans(), hours=st.integers(0, 40))
    def work(self, batch: list[dict[str, Any]], keep_going: bool, hours: int) -> None:
        """Any batch: what is refused is told, what is allowed is one run, and an original deadline stays."""
        self.clock.move(hours=hours)
        before, runs = self.store.load().register, list(self.store.runs())
        actions = []
        for line in batch:
            try:
                actions.append(read_action(line, lambda: TODAY))
            except RectifyError:
                continue
        outcome = session(self.store, self.clock).do(actions, keep_going=keep_going)
        after, new = self.store.load().register, list(self.store.runs())[len(runs) :]
        if outcome.receipt is None:
            assert (after, new) == (before, [])
        else:
            assert [run.seq for run in new][-1] == outcome.receipt.run.seq
            assert outcome.register == after
        for judgement in outcome.judgements:
            if judgement.event and not judgement.action.stands_without_change:
                assert judgement.event.changes
            if judgement.event is None and judgement.error is None:
                assert judgement.before is not None
                assert judgement.after is not None
                assert judgement.before.data() == judgement.after.data()
        for one in before.issues:
            assert_kept(one, after.get(one.id))

    @invariant()
    def the_trail_gives_the_register(self) -> None:
        """Replaying all runs leads to the register as it stands, and so does every state of the trail to a register."""
        runs = list(self.store.runs())
        if runs:
            assert replay(runs) == self.store.load().register.entries()
            assert Register.from_data(replay(runs)) == self.store.load().register
            assert replay(runs) == replay(runs)
        assert list(self.store.damage()) == []

    @invariant()
    def the_revision_is_the_number_of_events(self) -> None:
        """Nothing happens to an issue that its history does not tell."""
        runs = list(self.store.runs())
        for one in self.store.load().register.issues if runs else ():
            assert len(list(history(runs, one.id))) >= 1

    @invariant()
    def the_issues_stand_as_their_life_says(self) -> None:
        """What is closed has outcome and closure of its cycle; what is handed in rests on evidence."""
        for one in self.store.load().register.issues:
            closings = [closure for closure in one.closures if closure.cycle == one.cycle]
            assert (one.status is Status.CLOSED) == (one.outcome is not None) == (len(closings) == 1)
            if one.status in FINISHED:
                assert one.present_evidence
            blobs = {(item.sha256, item.name) for item in one.evidence}
            assert len(blobs) == len({item.sha256 for item in one.evidence})


def assert_kept(before: Issue, after: Issue) -> None:
    """What nothing may change: id, original deadline, closures and evidence handed in."""
    if before.original_deadline is not None:
        assert after.original_deadline == before.original_deadline
    elif before.deadline is not None and after.deadline != before.deadline:
        assert after.original_deadline == before.deadline
    assert after.evidence[: len(before.evidence)] == before.evidence
    kept = [closure.but(reopened_on=None, rebound=False) for closure in before.closures]
    assert [closure.but(reopened_on=None, rebound=False) for closure in after.closures[: len(kept)]] == kept
    assert after.cycle >= before.cycle


TestOffice = Office.TestCase
TestOffice.settings = settings(max_examples=80, stateful_step_count=20, deadline=None)

from collections.abc import Mapping, Sequence
from datetime import timedelta

from rectify.actions.action import Action
from rectify.actions.judge import judge
from rectify.errors import BadValue, Refused, UnknownIssue
from rectify.faults import ChangedMeanwhile
from rectify.model.event import Event, Mention
from rectify.model.moment import Moment
from tests.make import evidence, issue, moment, register, request


def now(action: Action, earlier: Mapping[str, Sequence[Event]]) -> Moment:
    """A moment with a file, whatever the action."""
    return moment(evidence())


def test_actions_meet_the_state_the_ones_before_them_made() -> None:
    """Assign makes start possible in the same run; every action has its own event."""
    actions = [request("assign", unit="县政府"), request("start"), request("submit"), request("close")]
    after, judgements = judge(register(issue()), actions, now)
    assert after.get("QH-05").status == "closed"
    assert [judgement.event.verb for judgement in judgements if judgement.event] == [
        "assign",
        "start",
        "submit",
        "close",
    ]
    assert [getattr(judgement.before, "status", None) for judgement in judgements] == [
        "open",
        "open",
        "in_progress",
        "submitted",
    ]


def test_nothing_to_do_is_neither_event_nor_error() -> None:
    """The issue is as it was."""
    _, (judgement,) = judge(register(issue(status="in_progress")), [request("start")], now)
    assert (judgement.event, judgement.error) == (None, None)
    assert judgement.after == judgement.before


def test_a_remark_is_an_event_without_changes() -> None:
    """Reason, text and business date stand in the event."""
    note = request("note", text="t", reason="r", on="2019-02-01")
    before = register(issue(evidence=[evidence()]))
    after, (judgement,) = judge(before, [note], now)
    assert after is before
    mention = Mention(evidence().sha256, evidence().name, evidence().size)
    assert judgement.event == Event("note", "QH-05", "r", "t", "2019-02-01", (), (mention,))


def test_a_file_handed_in_again_is_mentioned_again() -> None:
    """Each event tells what was handed in with it; a known file by the name it lies under, once however often given."""

    def now_again(_action: Action, _earlier: Mapping[str, Sequence[Event]]) -> Moment:
        return moment(evidence(1, name="copy.pdf"), evidence(2), evidence(1, name="other.pdf"))

    before = register(issue(status="in_progress", evidence=[evidence(1)]))
    after, (judgement,) = judge(before, [request("submit")], now_again)
    assert judgement.event is not None
    assert [(item.sha256[-1], item.name) for item in judgement.event.evidence] == [
        ("2", "report-2.pdf"),
        ("1", "report-1.pdf"),
    ]
    assert [item.name for item in after.get("QH-05").evidence] == ["report-1.pdf", "report-2.pdf"]


def test_a_file_handed_in_again_alone_is_nothing_to_do() -> None:
    """A verb that has nothing to do has no event to mention it in."""
    before = register(issue(status="submitted", evidence=[evidence()]))
    _, (judgement,) = judge(before, [request("submit")], now)
    assert (judgement.event, judgement.error) == (None, None)


def test_a_refused_action_leaves_the_state_for_the_next() -> None:
    """Each is judged apart; an error is kept with its action."""
    actions = [request("start"), request("close", "QH-06"), request("close")]
    after, (first, second, third) = judge(register(issue()), actions, now)
    assert isinstance(first.error, Refused)
    assert isinstance(second.error, UnknownIssue)
    assert second.id == "QH-06"
    assert (first.event, first.after, second.before) == (None, None, None)
    assert third.event is not None
    assert after.get("QH-05").status == "closed"


def test_a_value_that_makes_no_issue_is_told_at_its_path() -> None:
    """What the model refuses is an error of the request."""
    _, (judgement,) = judge(register(id_prefix="a b"), [request("add", None, title="t")], now)
    assert isinstance(judgement.error, BadValue)
    assert judgement.error.message.startswith("id: 'a b01' is not an id")


def test_an_add_has_no_before() -> None:
    """A new issue comes from nothing."""
    after, (judgement,) = judge(register(), [request("add", "Q", title="t")], now)
    assert judgement.before is None
    assert judgement.id == "Q"
    assert judgement.event is not None
    assert [change.path for change in judgement.event.changes] == ["id", "title", "status"]
    assert after.has("Q")


def test_the_moment_knows_what_the_actions_before_would_do() -> None:
    """It may refuse; the events of a run count before they are written."""
    seen: list[dict[str, int]] = []

    def refuses_the_second(action: Action, earlier: Mapping[str, Sequence[Event]]) -> Moment:
        seen.append({entry: len(events) for entry, events in earlier.items()})
        if len(seen) == 2:
            raise ChangedMeanwhile(id=action.id, actual=1, expected=0)
        return moment()

    notes = [request("note", id_, text="x") for id_ in ("A", "A", "B", "A")]
    _, judgements = judge(register(issue("A"), issue("B")), notes, refuses_the_second)
    assert seen == [{}, {"A": 1}, {"A": 1}, {"A": 1, "B": 1}]
    assert [bool(judgement.error) for judgement in judgements] == [False, True, False, False]


def test_a_figure_written_otherwise_is_a_change_of_the_register_too() -> None:
    """35.0 after 35 is an event; trail and register never differ in it."""
    before = register(issue(indicators=[{"name": "n", "actual": "35"}]))
    after, (judgement,) = judge(before, [request("edit", set={"indicators[n].actual": "35.0"})], now)
    assert judgement.event is not None
    assert after.get("QH-05").data()["indicators"] == [{"name": "n", "actual": "35.0"}]


def test_whoever_watches_is_told_after_each_action() -> None:
    """A progress bar can follow."""
    steps: list[None] = []
    judge(register(issue()), [request("close"), request("start")], now, lambda: steps.append(None))
    assert len(steps) == 2


def test_a_day_that_is_not_the_clocks_own_stands_in_the_event() -> None:
    """Whoever moves today leaves a mark, also without a business date of his own."""
    moved = moment()._replace(recorded=moment().today + timedelta(days=400))
    _, (judged,) = judge(register(issue()), [request("note", text="x")], lambda *_: moved)
    assert judged.event is not None
    assert judged.event.on == moment().today.isoformat()
    _, (plain,) = judge(register(issue()), [request("note", text="x")], lambda *_: moment())
    assert plain.event is not None
    assert plain.event.on is None


def test_who_acts_is_who_the_header_has_by_then() -> None:
    """A profile that begins within a run binds the actions after it: who acts must be one of the people."""
    person = {"person": "王芳", "unit": "县整改办", "role": "office"}
    begin = [request("policy", "register", **person), request("policy", "register", preset="supervised", reason="r")]
    _, judgements = judge(register(issue()), [*begin, request("assign", unit="县政府"), request("submit")], now)
    assert [type(judgement.error).__name__ for judgement in judgements] == ["NoneType"] * 3 + ["WrongRole"]

    def as_stranger(_action: Action, _earlier: Mapping[str, Sequence[Event]]) -> Moment:
        return moment(actor="生人")

    _, judgements = judge(register(issue()), [*begin, request("assign", unit="县政府")], as_stranger)
    assert [type(judgement.error).__name__ for judgement in judgements] == ["NoneType"] * 2 + ["NotOneOfThePeople"]

from copy import deepcopy
from typing import Any

import pytest

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Misfit, Run, apply, hand_edits, history, make_event, misfits, replay
from tests.make import evidence


def run(*events: Event) -> Run:
    """A run of these events."""
    return Run("2019-03-01T04:00:00Z", "王芳", "wang", "desk-1", "cli", "rectify 0", events)


def test_an_event_is_what_differs() -> None:
    """Every field that changed is in the event, with reason, text and business date."""
    before, after = {"id": "Q", "title": "a"}, {"id": "Q", "title": "b", "percent": 5}
    event = make_event("edit", "Q", before, after, reason="r", text="t", on="2019-03-01")
    assert event.changes == (Change("title", "a", "b"), Change("percent", None, 5))
    assert (event.reason, event.text, event.on) == ("r", "t", "2019-03-01")
    assert event.value_after("title") == "b"
    assert event.value_after("person") is None


def test_an_event_mentions_the_evidence_that_is_new() -> None:
    """Digest, shown name and size of each new file stand in the event; known ones do not again."""
    old, new = evidence(1).data(), evidence(2).data()
    event = make_event("close", "Q", {"evidence": [old]}, {"evidence": [old, new]})
    assert event.evidence == (Mention(new["sha256"], "report-2.pdf", 102),)
    assert make_event("edit", "Q", {}, {}).evidence == ()


def test_applying_an_event_makes_the_later_state() -> None:
    """An event carried out on the state before gives the state after."""
    before: dict[str, Any] = {"title": "a", "measures": [{"id": "M1", "text": "x"}]}
    after = {"title": "b", "measures": [{"id": "M1", "text": "y"}, {"id": "M2", "text": "z"}]}
    entries = {"Q": before}
    apply(make_event("edit", "Q", before, after), entries)
    assert entries == {"Q": after}


def test_an_event_stays_what_it_was_when_the_state_goes_on() -> None:
    """Replaying does not write into the runs: a later event changes the state, not the earlier event."""
    first = make_event("add", "Q", {}, {"tags": ["a"], "units": {"lead": "州"}})
    second = make_event(
        "edit", "Q", {"tags": ["a"], "units": {"lead": "州"}}, {"tags": ["a", "b"], "units": {"lead": "县"}}
    )
    runs = [run(first), run(second)]
    assert replay(runs) == replay(runs) == {"Q": {"tags": ["a", "b"], "units": {"lead": "县"}}}
    assert replay(runs[:1]) == {"Q": {"tags": ["a"], "units": {"lead": "州"}}}


def test_replay_keeps_the_order_in_which_entries_came() -> None:
    """The first run an entry is in gives its place."""
    events = [make_event("add", name, {}, {"id": name}) for name in ("B", "A")]
    assert list(replay([run(events[0]), run(events[1])])) == ["B", "A"]
    assert replay([]) == {}


@pytest.mark.parametrize("path", ["a.b", "tags[3]", "tags.x", "[0]", "not a path", ""])
def test_an_event_that_does_not_fit_is_an_error(path: str) -> None:
    """A path that leads nowhere is never passed over."""
    with pytest.raises(Misfit, match=r"^Q"):
        apply(Event("edit", "Q", changes=(Change(path, None, 1),)), {"Q": {"tags": ["a"]}})


STATE: dict[str, Any] = {"a": "x", "n": 1, "yes": True, "list": ["u"], "map": {"k": "v"}, "empty": {}}


@pytest.mark.parametrize(
    ("path", "before"),
    [
        ("a", "y"),
        ("a", None),
        ("n", True),
        ("n", "1"),
        ("yes", 1),
        ("absent", "x"),
        ("absent", False),
        ("list", ["u", "u"]),
        ("list", "u"),
        ("list[0]", "v"),
        ("list[1]", "u"),
        ("map", {"k": "w"}),
        ("map", {"k": "v", "l": "v"}),
        ("map", {}),
        ("map", []),
        ("map.k", None),
        ("empty", None),
        ("empty", []),
    ],
)
def test_a_value_before_must_be_the_one_that_is_met(path: str, before: Any) -> None:
    """Whoever removes, swaps or forges events cannot keep all of them; the entry, the path and both values are told."""
    event = Event("edit", "Q", changes=(Change(path, before, "z"),))
    with pytest.raises(Misfit) as told:
        apply(event, {"Q": deepcopy(STATE)})
    assert (told.value.issue, told.value.path, told.value.expected) == ("Q", path, before)
    assert str(told.value).startswith(f"Q {path}: the run found ")


@pytest.mark.parametrize(
    ("path", "before"),
    [("a", "x"), ("absent", None), ("list[1]", None), ("map", {"k": "v"}), ("list", ("u",)), ("yes", True)],
)
def test_equal_values_fit(path: str, before: Any) -> None:
    """Equal as JSON: a list is a list, and what is not there is null."""
    entries = {"Q": deepcopy(STATE)}
    apply(Event("edit", "Q", changes=(Change(path, before, "z"),)), entries)
    assert entries["Q"] != STATE


def test_an_event_about_nothing_does_not_fit() -> None:
    """A remark on an issue that no run has taken in is forged; the header alone may be taken in empty."""
    with pytest.raises(Misfit, match="Q: no run before has taken it in"):
        apply(Event("note", "Q", text="x"), {})
    entries: dict[str, dict[str, Any]] = {}
    apply(Event("adopt", "register"), entries)
    assert entries == {"register": {}}


def test_misfits_are_told_one_by_one_and_passed() -> None:
    """A wrong value is told once: what comes after it is held against what it put."""
    entries = {"Q": {"a": "x"}}
    wrong = Event("edit", "Q", changes=(Change("a", "y", "z"), Change("b.c", None, 1), Change("d", None, 1)))
    assert [(one.path, one.met) for one in misfits(wrong, entries)] == [("a", "x"), ("b.c", None)]
    assert list(misfits(Event("edit", "Q", changes=(Change("a", "z", "w"),)), entries)) == []
    assert [one.path for one in misfits(Event("note", "R"), entries)] == [""]
    assert entries == {"Q": {"a": "w", "d": 1}}


def test_replay_tells_the_run_that_does_not_fit() -> None:
    """By its place among those replayed, whatever its own number says."""
    good, bad = make_event("add", "Q", {}, {"a": "x"}), make_event("edit", "Q", {"a": "y"}, {"a": "z"})
    with pytest.raises(Misfit) as told:
        replay([run(good), run(bad)._replace(seq=7)])
    assert (told.value.number, told.value.seq, told.value.issue, told.value.met) == (2, 7, "Q", "x")


def test_a_long_value_is_told_in_short() -> None:
    """A misfit is one line, also where a text is a page."""
    event = Event("edit", "Q", changes=(Change("a", "y" * 500, "z"),))
    [misfit] = misfits(event, {"Q": {"a": "x" * 500}})
    assert len(str(misfit)) < 200


def test_history_is_of_one_entry() -> None:
    """Only what was done to the entry itself is told, each with its run."""
    one, two, three = (
        make_event("note", name, {}, {}, text=text) for name, text in (("A", "1"), ("B", "2"), ("A", "3"))
    )
    first, second = run(one, two), run(three)
    assert list(history([first, second], "A")) == [(first, one), (second, three)]


def test_hand_edits_are_the_events_that_would_adopt_them() -> None:
    """Changed, added and deleted entries are named; equal ones are not."""
    replayed = {"register": {}, "A": {"title": "a"}, "B": {"title": "b"}, "C": {"title": "c"}}
    on_disk = {"register": {"title": "t"}, "A": {"title": "a2"}, "B": {"title": "b"}, "D": {"title": "d"}}
    assert [(event.verb, event.issue, event.changes) for event in hand_edits(replayed, on_disk)] == [
        ("adopt", "register", (Change("title", None, "t"),)),
        ("adopt", "A", (Change("title", "a", "a2"),)),
        ("adopt", "C", (Change("title", "c", None),)),
        ("adopt", "D", (Change("title", None, "d"),)),
    ]

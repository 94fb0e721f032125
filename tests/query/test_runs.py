from datetime import date
from typing import Any

import pytest

from rectify.model.diff import Change
from rectify.model.event import Event, Run
from rectify.query.runs import chosen_runs, standing_since, taken_in, undo_text, undoes, undone_by
from tests.make import issue, request, session, store


def run(seq: int, day: str, actor: str, *events: tuple[str, str]) -> Run:
    """A run of that day with events of (verb, entry)."""
    made = tuple(Event(verb, entry) for verb, entry in events)
    return Run(f"{day}T04:00:00Z", actor, "wang", "desk-1", "cli", "rectify 0", made, seq=seq)


RUNS = [
    run(1, "2019-03-01", "王芳", ("adopt", "register"), ("adopt", "A")),
    run(2, "2019-03-02", "李四", ("note", "A"), ("close", "B")),
    run(3, "2019-03-03", "王芳", ("close", "A")),
]
NOTHING: dict[str, Any] = dict.fromkeys(("entries", "actors", "verbs"), frozenset()) | {"since": None, "until": None}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["1:register,A", "2:A,B", "3:A"]),
        ({"entries": frozenset({"A"})}, ["1:A", "2:A", "3:A"]),
        ({"entries": frozenset({"register"})}, ["1:register"]),
        ({"actors": frozenset({"李四"})}, ["2:A,B"]),
        ({"verbs": frozenset({"close"})}, ["2:B", "3:A"]),
        ({"entries": frozenset({"A"}), "verbs": frozenset({"close", "note"})}, ["2:A", "3:A"]),
        ({"since": date(2019, 3, 2)}, ["2:A,B", "3:A"]),
        ({"until": date(2019, 3, 2)}, ["1:register,A", "2:A,B"]),
        ({"since": date(2019, 3, 2), "until": date(2019, 3, 2)}, ["2:A,B"]),
        ({"entries": frozenset({"X"})}, []),
    ],
)
def test_runs_are_chosen_by_every_condition(asked: dict[str, Any], found: list[str]) -> None:
    """Each with those of its events that were asked for; both days of a span count."""
    runs = chosen_runs(RUNS, **(NOTHING | asked), day_of=lambda one: date.fromisoformat(one.at[:10]))
    assert [f"{one.seq}:{','.join(event.issue for event in one.events)}" for one in runs] == found


# --- undos ------------------------------------------------------------------------------------


def trail(*undos: int | None) -> list[Run]:
    """Runs from 1 on: each undoes the run of its number, or is an ordinary one where that is None."""
    runs = []
    for seq, target in enumerate(undos, 1):
        text = None if target is None else undo_text(target)
        via = "cli" if target is None else "undo"
        event = Event("edit" if target is None else "undo", "A", text=text)
        runs.append(run(seq, "2019-03-01", "王芳")._replace(via=via, events=(event,)))
    return runs


STEPS = [
    ((None, None, None), 1, None, [2, 3]),
    ((None, None, 2), 1, None, []),
    ((None, None, 2), 2, 3, [3]),
    ((None, None, 2, 3), 1, None, [2]),
    ((None, None, 2, 3), 2, None, []),
    ((None, None, 2, 3), 3, 4, [4]),
    ((None, None, 2, 3, 4), 2, 5, [5]),
    ((None, None, 2, 3, 2), 1, None, []),
    ((None, None, 2, 3, 2), 2, 5, [5]),
    ((None, None, 2, 3, 2), 3, None, []),
    ((None, None, None, 3, 2), 1, None, []),
    ((None, None, None, 3, 2), 2, 5, [5]),
    ((None, None, None, 3, 2), 3, 4, [5, 4]),
    ((None, None, None, 3, 2), 4, None, [5]),
    ((None, None, None, 3, 2), 5, None, []),
    ((None, None, None, 3, None), 2, None, [5]),
]


@pytest.mark.parametrize(("undos", "seq", "by", "standing"), STEPS)
def test_which_runs_still_stand(undos: tuple[int | None, ...], seq: int, by: int | None, standing: list[int]) -> None:
    """A run and its undo take each other away; an undo of an undo lets the run stand again."""
    runs = trail(*undos)
    assert undone_by(runs, seq) == by
    assert [one.seq for one in standing_since(runs, seq)] == sorted(standing)


@pytest.mark.parametrize(("via", "text", "target"), [("undo", "undoes run 12", 12), ("cli", "undoes run 12", None)])
def test_an_undo_says_what_it_undoes(via: str, text: str, target: int | None) -> None:
    """Somebody's remark of the same words is no undo."""
    assert (
        undoes(trail(None)[0]._replace(via=via, events=(Event("note", "A"), Event("note", "A", text=text)))) == target
    )


@pytest.mark.parametrize("text", [None, "undoes run", "undoes run 0", "undoes run １", "undoes run 9" + "9" * 99, "x"])
def test_an_undo_that_says_nothing_undoes_nothing(text: str | None) -> None:
    """Whatever stands in a trail that was written by hand."""
    assert undoes(trail(1)[0]._replace(events=(Event("undo", "A", text=text),))) is None


def test_the_runs_that_took_a_register_in() -> None:
    """The first ones, as long as they change nothing of the file; an adopted edit is none of them."""
    kept = store(issue("A"))
    assert taken_in([]) == 0
    session(kept).do([request("note", "A", text="x")])
    first, note = kept.runs()
    assert (taken_in([first]), taken_in([first, note])) == (1, 1)
    assert taken_in([first, first._replace(seq=2), note]) == 2
    assert taken_in([first, first._replace(seq=2, before="x", after="x")]) == 1
    moved = first._replace(events=(Event("adopt", "A", changes=(Change("place", "x", "y"),)),))
    assert taken_in([first, moved]) == 1

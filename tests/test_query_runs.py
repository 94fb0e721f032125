from datetime import date
from typing import Any

import pytest

from rectify.model.event import Event, Run
from rectify.query_runs import chosen_runs


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

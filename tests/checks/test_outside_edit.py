import pytest

from rectify.checks.outside_edit import find
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen, told


def edited(entry: str, *changes: Change) -> Event:
    """A hand edit, as the event that would adopt it."""
    return Event("adopt", entry, changes=changes)


def test_every_field_edited_by_hand_is_told_with_both_values() -> None:
    """An edit is named field by field, an absent value as a dash, with the command that adopts it."""
    event = edited("Q-1", Change("deadline.date", "2018-12-31", "2019-12-31"), Change("place", None, "甲川"))
    found = list(find(seen(issue(), edits=(event,))))
    assert [(flaw.path, flaw.message) for flaw in found] == [
        ("deadline.date", "Q-1 deadline.date: 2018-12-31 → 2019-12-31, outside rectify"),
        ("place", "Q-1 place: – → 甲川, outside rectify"),
    ]
    for flaw in found:
        assert (flaw.check, flaw.severity) == ("outside-edit", Severity.ERROR)
        assert flaw.hint == "take it into the trail: rectify audit adopt Q-1 --reason TEXT"


def test_the_header_is_an_entry_like_an_issue() -> None:
    """An edited header is no deleted issue."""
    (flaw,) = find(seen(edits=(edited("register", Change("title", "甲", "乙")),)))
    assert flaw.message == "register title: 甲 → 乙, outside rectify"


def test_a_deleted_issue_is_told_once_and_cannot_be_adopted() -> None:
    """An issue is never removed, so the hint is to put it back."""
    (flaw,) = find(seen(edits=(edited("Q-9", Change("id", "Q-9", None), Change("title", "题", None)),)))
    assert flaw.message == "Q-9 is in the trail but was deleted from the register"
    assert (flaw.severity, flaw.place) == (Severity.ERROR, None)
    assert flaw.hint == "put it back, for example from git; an issue is never removed"


def test_a_long_value_is_cut_in_the_message() -> None:
    """A flaw is one line; `rectify check -o json` and the files have the rest."""
    (flaw,) = find(seen(issue(), edits=(edited("Q-1", Change("notes", "a" * 60, "b" * 61)),)))
    assert flaw.message == f"Q-1 notes: {'a' * 60} → {'b' * 59}…, outside rectify"


def test_a_value_of_many_parts_is_shown_as_the_register_and_the_trail_have_it() -> None:
    """A mapping, a list and a number are told as JSON, never in the way Python writes them."""
    changes = (Change("deadline", None, {"date": "2018-12-31"}), Change("tags", ["水"], None), Change("cycle", 1, 2))
    assert told(find, seen(issue(), edits=(edited("Q-1", *changes),))) == [
        'Q-1 deadline: – → {"date": "2018-12-31"}, outside rectify',
        'Q-1 tags: ["水"] → –, outside rectify',
        "Q-1 cycle: 1 → 2, outside rectify",
    ]


def test_lists_of_as_many_parts_are_told_part_by_part() -> None:
    """The place that differs is named, not the beginning of two long lists."""
    files = [{"sha256": "a1" * 32, "name": "a", "size": 1}, {"sha256": "b2" * 32, "name": "b", "size": 2}]
    other = [files[0], files[1] | {"name": "other", "note": {"x": 1}}]
    (first, second) = find(seen(issue(), edits=(edited("Q-1", Change("evidence", files, other)),)))
    assert (first.path, first.message) == ("evidence[1].name", "Q-1 evidence[1].name: b → other, outside rectify")
    assert second.message == 'Q-1 evidence[1].note: – → {"x": 1}, outside rectify'
    nested = Change("custom.x", [{"a": {"b": "1"}}], [{"a": {"b": "2"}}])
    assert told(find, seen(issue(), edits=(edited("Q-1", nested),))) == ["Q-1 custom.x[0].a.b: 1 → 2, outside rectify"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("a" * 80 + "b", "a" * 80 + "c", f"…{'a' * 15}b → …{'a' * 15}c"),
        ("a" * 80, "a" * 80 + "c" * 80, f"…{'a' * 15} → …{'a' * 15}{'c' * 43}…"),
        ("1", 1, '"1" → 1'),
        ([{"a": None}], [{}], '[{"a": null}] → [{}]'),
    ],
)
def test_two_values_are_never_told_by_one_text(before: object, after: object, words: str) -> None:
    """Long ones are cut where they part; of like ones the kind is seen."""
    assert told(find, seen(issue(), edits=(edited("Q-1", Change("notes", before, after)),))) == [
        f"Q-1 notes: {words}, outside rectify"
    ]

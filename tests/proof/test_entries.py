import json
import tracemalloc
from typing import Any

import pytest

from rectify.proof.entries import Entries
from tests.make import evidence

ENTRY = {"id": "QH-05", "title": "一县垃圾填埋场渗滤液外溢", "units": {"responsible": ["县住建局"]}, "percent": 40}


def filled(count: int, most: int = 2) -> Entries:
    """So many entries, a few of them unpacked."""
    entries = Entries(most)
    for number in range(count):
        entries[f"Q-{number}"] = {**ENTRY, "id": f"Q-{number}"}
    return entries


def nested(depth: int) -> list[Any]:
    """A list in so many lists."""
    inmost: list[Any] = []
    for _ in range(depth):
        inmost = [inmost]
    return inmost


def test_entries_are_a_mapping_in_the_order_they_came_in() -> None:
    """Whatever was asked for in between."""
    entries = filled(5)
    assert entries["Q-3"]["id"] == "Q-3"
    entries["Q-1"] = {"id": "Q-1"}
    del entries["Q-0"], entries["Q-4"]
    assert list(entries) == ["Q-1", "Q-2", "Q-3"]
    assert (len(entries), "Q-1" in entries, "Q-0" in entries) == (3, True, False)
    assert dict(entries) == {"Q-1": {"id": "Q-1"}} | {name: {**ENTRY, "id": name} for name in ("Q-2", "Q-3")}


def test_what_is_not_there_is_not_found() -> None:
    """As in any mapping."""
    with pytest.raises(KeyError):
        filled(1)["Q-1"]
    with pytest.raises(KeyError):
        del filled(1)["Q-1"]


def test_an_entry_is_changed_in_place() -> None:
    """What was changed is so still when it comes back; its values are told apart as JSON tells them."""
    entries = filled(9)
    for name in entries:
        entries[name]["tags"] = [True, 1, None, "\ud7ff", {"甲": 2**70}]
    assert [entry["tags"] for entry in entries.values()] == [[True, 1, None, "\ud7ff", {"甲": 2**70}]] * 9
    assert entries["Q-0"]["tags"][0] is True


def test_an_entry_nested_beyond_all_measure_is_kept_as_it_is() -> None:
    """A forged trail may put one value into another a million times."""
    entries = filled(3)
    entries["deep"] = {"custom": nested(10_000)}
    entries["deep"]["title"] = "t"
    assert [entries[f"Q-{number}"]["percent"] for number in range(3)] == [40, 40, 40]
    assert (entries["deep"]["title"], "deep" in entries, len(entries)) == ("t", True, 4)


def test_an_entry_takes_hardly_more_memory_than_its_text() -> None:
    """Its bytes, and what any mapping takes for a name; a few entries are unpacked besides."""
    entry = {**ENTRY, "evidence": [evidence(number).data() for number in range(4)]}
    text = len(json.dumps(entry, ensure_ascii=False).encode())
    tracemalloc.start()
    try:
        entries = Entries(8)
        for number in range(2000):
            entries[f"Q-{number}"] = json.loads(json.dumps({**entry, "id": f"Q-{number}"}))
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(entries) == 2000
    assert taken / 2000 < text + 250

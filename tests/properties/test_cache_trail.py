"""Property tests: a trail searched by its bytes says what it says when it is read; whatever is done to it meanwhile."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.event import Event, Run, only_about
from rectify.store.log_jsonl import read_line
from rectify.store.trail_search import ISSUE, runs_about, runs_of_batch
from tests.store.material import run_of
from tests.store.trails import TrailScene, chained, event

IDS = ("Q-1", "Q-11", "Q-1.", "q-1", "Q", "1", "问题", "问题1", "é", "e\u0301", "register", "issue", "verb", "events")
MARKS = (
    '"issue":"Q-1"',
    ',"issue":"Q-1",',
    '{"verb":"',
    '"events":[',
    "\\",
    '\\"',
    "\n",
    "\u2028",
    "\x7f",
    "\ud7ff",
    "😀",
)
TEXTS = st.lists(st.sampled_from((*IDS, *MARKS)) | st.text(max_size=3), max_size=3).map("".join)
KEYS = st.sampled_from(("issue", "verb", "events", "x", "batch_id", '"issue":', "changes"))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS | st.sampled_from(IDS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
EVENTS = st.builds(
    lambda issue, values, text, verb: event(issue, *values, text=text, verb=verb),
    st.sampled_from(IDS),
    st.lists(VALUES, max_size=2),
    st.none() | TEXTS,
    TEXTS,
)
BATCHES = st.none() | st.sampled_from(("b", "b1", 'b"', "批\\", "\x7f"))
RUNS = st.builds(
    lambda events, actor, outside, batch: run_of(*events)._replace(actor=actor, outside=tuple(outside), batch_id=batch),
    st.lists(EVENTS, max_size=5),
    TEXTS,
    st.lists(st.sampled_from(IDS), max_size=2),
    BATCHES,
)


class Pieces:
    """A trail in memory that is handed out in small pieces."""

    def __init__(self, data: bytes, step: int) -> None:
        self.data, self.size, self._step = data, len(data), step

    def piece(self, start: int, size: int) -> tuple[bytes, int]:
        """A little more than a kilobyte, with something behind it that is none of it."""
        end = min(start + min(1024 + self._step, size), self.size)
        return self.data[start:end] + b'"issue":"Q-1"\n', end - start

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there on."""
        return self.data[start : start + size]


def is_plain(runs: list[Run], lines: list[bytes]) -> bool:
    """True when no key but those of events is called issue."""
    return all(line.count(ISSUE) == len(run.events) for run, line in zip(runs, lines, strict=True))


@settings(max_examples=500, deadline=None)
@given(
    st.lists(RUNS, max_size=6),
    st.lists(st.sampled_from((*IDS, "Q-9", 'Q"', "\ud800")), max_size=5),
    st.integers(1, 900),
)
def test_the_search_finds_what_the_reading_finds(runs: list[Run], entries: list[str], step: int) -> None:
    """For one entry, a few and many; whatever stands in texts, values and keys; wherever a piece ends."""
    lines = chained(runs)
    read = [read_line(line, "a trail", 0) for line in lines]
    right = [found for run in read if (found := only_about(run, entries))]
    trail = Pieces(b"".join(lines), step)
    assert list(runs_about(trail, entries, "a trail", is_plain=False)) == right
    if is_plain(read, lines):
        assert list(runs_about(trail, entries, "a trail", is_plain=True)) == right
    for batch in ("b", "b1", 'b"', "批\\", "\x7f", "b2"):
        assert list(runs_of_batch(trail, batch, "a trail")) == [run for run in read if run.batch_id == batch]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from(IDS), min_size=1, max_size=9), max_size=9), st.sets(st.sampled_from(IDS)))
def test_long_plain_trails_are_searched_as_they_are_read(issues: list[list[str]], entries: set[str]) -> None:
    """Lines longer than a piece, with many events and few."""
    events = [[Event("note", issue, text="字" * 300) for issue in line] for line in issues]
    lines = chained(run_of(*line) for line in events)
    right = [found for line in lines if (found := only_about(read_line(line, "a trail", 0), entries))]
    assert list(runs_about(Pieces(b"".join(lines), 700), entries, "a trail", is_plain=True)) == right


def replace(scene: TrailScene) -> None:
    """Put another file in its place."""
    other = scene.path.with_suffix(".new")
    other.write_bytes(scene.path.read_bytes().replace("甲".encode(), "丁".encode()))
    other.replace(scene.path)


def append(scene: TrailScene) -> None:
    """As another program does it; no store is asked."""
    data = scene.path.read_bytes()
    scene.path.write_bytes(data + LINES[min(data.count(b"\n"), len(LINES) - 1)])


LINES = chained([run_of(event(f"Q-{n % 3}", "甲", "乙"), event("Q-1", "丙")) for n in range(6)])
DEEDS: dict[str, Callable[[TrailScene], object]] = {
    "look": lambda scene: scene.require_same("Q-1", "Q-2", "register"),
    "settle": TrailScene.settle,
    "touch": lambda scene: scene.path.touch(),
    "lose the cache": lambda scene: shutil.rmtree(scene.scene.cache / "rectify", ignore_errors=True),
    "append": append,
    "damage": lambda scene: scene.path.write_bytes(scene.path.read_bytes().replace(b'"path"', b'"pith"', 1)),
    "go back": lambda scene: scene.path.write_bytes(b"".join(LINES[:2])),
    "replace": replace,
    "edit": lambda scene: scene.edit("甲".encode(), "丙".encode()) if "甲" in scene.path.read_text() else None,
    "edit again": lambda scene: scene.edit("丙".encode(), "甲".encode()) if "丙" in scene.path.read_text() else None,
}


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(sorted(DEEDS)), min_size=2, max_size=14))
def test_whatever_is_done_to_a_trail_is_seen(deeds: list[str]) -> None:
    """However fast it comes, of equal size, and with the time of the last change set back."""
    folder = Path(tempfile.mkdtemp())
    try:
        scene = TrailScene.of(folder, LINES[:3])
        for deed in deeds:
            DEEDS[deed](scene)
            if deed != "settle":
                scene.require_same("Q-1")
        scene.require_same("Q-1", "Q-2", "register")
    finally:
        shutil.rmtree(folder)

"""Runs as JSON data."""

import json

from rectify.model.run_data import run_data
from rectify.store.log_jsonl import read_line, write_line
from rectify.view.trail_data import runs_json, runs_jsonl
from tests.store.material import mention
from tests.view.samples import assert_harmless, closing, hostile_run, run

RUNS = (run(closing(on="2025-01-02", reason="r", text="t")), run(closing(), batch_id="b", outside=("X",)))


def test_a_run_has_the_keys_of_the_trail_in_their_order() -> None:
    """It is the line of the trail, but for the blanks."""
    for one in RUNS:
        assert json.dumps(run_data(one), ensure_ascii=False, separators=(",", ":")).encode() + b"\n" == write_line(one)


def test_lines_can_be_read_back_as_runs() -> None:
    """Also those with dangerous text, which is escaped; an issue, a digest and a day are never dangerous."""
    hostile = hostile_run()
    files = tuple(mention(b"cured", item.name) for event in hostile.events for item in event.evidence)
    events = tuple(event._replace(issue="Q-1", on=None, evidence=files) for event in hostile.events)
    runs = (*RUNS, hostile._replace(at="2025-01-03T01:02:03Z", events=events))
    text = runs_jsonl(runs)
    assert_harmless(text)
    assert [read_line(line.encode(), "x", 1) for line in text.splitlines()] == list(runs)


def test_json_counts_the_runs() -> None:
    """Of how many, and on which day."""
    data = json.loads(runs_json(RUNS, total=5, as_of="2025-06-20"))
    assert (data["count"], data["total"], data["as_of"]) == (2, 5, "2025-06-20")
    assert data["runs"] == [run_data(one) for one in RUNS]

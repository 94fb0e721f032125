"""What is different between two states, as JSON."""

import json

from rectify.view.difference_data import difference_json, difference_jsonl
from tests.view.differences import BEFORE_THE_TRAIL, BY_HAND, DANGEROUS, IN_THE_TRAIL, SINCE_THE_BEGINNING
from tests.view.samples import TODAY, assert_harmless


def test_the_states_the_figures_and_the_differences() -> None:
    """From which run to which; how many entries, of them issues with another value, of how many."""
    data = json.loads(difference_json(IN_THE_TRAIL, as_of=TODAY, outside=["XN-9"]))
    assert (data["schema"], data["as_of"]) == ("rectify/1", "2025-06-20")
    assert data["from"] == {"run": 11, "at": "2025-01-03T01:02:03Z"}
    assert data["to"] == {"run": 13, "at": "2025-01-05T01:02:03Z"}
    assert [data[name] for name in ("count", "changed", "total", "runs")] == [4, 2, 66, 2]
    assert data["outside"] == ["XN-9"]
    assert [(one["issue"], one["title"], one["state"]) for one in data["differences"]] == [
        ("register", None, "changed"),
        ("XN-1", "垃圾填埋场", "changed"),
        ("XN-2", "采砂场", "same"),
        ("XN-3", "新题", "new"),
    ]


def test_a_difference_has_its_changes_and_its_runs() -> None:
    """Values as they stand in the trail; of a run what was said of this issue."""
    _, closed, noted, _ = (json.loads(line) for line in difference_jsonl(IN_THE_TRAIL).splitlines())
    assert closed["changes"][0] == {"path": "status", "before": "in_progress", "after": "closed"}
    made = {"seq": 12, "at": "2025-01-03T01:02:03Z", "actor": "zhang@county", "login": "zhang", "host": "county"}
    assert closed["runs"] == [{**made, "via": "cli", "verb": "close", "on": "2024-12-30"}]
    assert (noted["changes"], noted["runs"][0]["batch_id"], noted["runs"][0]["text"]) == ([], "七月", "看过")


def test_a_state_that_is_no_run_is_null() -> None:
    """The register file, and the time before the trail; as the later state that is run 0."""
    assert json.loads(difference_json(BY_HAND, as_of=TODAY))["to"] is None
    assert json.loads(difference_json(SINCE_THE_BEGINNING, as_of=TODAY))["from"] is None
    before = json.loads(difference_json(BEFORE_THE_TRAIL, as_of=TODAY))
    assert (before["from"], before["to"]) == (None, {"run": 0, "at": None})


def test_dangerous_text_is_escaped() -> None:
    """And comes back as it was."""
    text = difference_json(DANGEROUS, as_of=TODAY)
    assert_harmless(text)
    assert json.loads(text)["differences"][0]["issue"] == DANGEROUS.differences[0].entry

"""Issues as data for scripts."""

import json

import pytest
import yaml

from rectify.errors import UnknownField
from rectify.query.facts import facts
from rectify.view.issues_data import issues_json, issues_jsonl, issues_yaml
from rectify.view.json_text import envelope
from tests.view.samples import HOSTILE, HOSTILE_TEXT, TODAY, assert_harmless, issue, rich_issue

BOTH = [rich_issue(HOSTILE, HOSTILE_TEXT), issue("012", title="no", notes="一\n二\n")]


def test_json_is_an_envelope_with_one_issue_a_line() -> None:
    """Read back it holds every fact and computed value."""
    text = issues_json(BOTH, today=TODAY, total=13)
    data = json.loads(text)
    head = {"schema": "rectify/1", "as_of": "2025-06-20", "count": 2, "total": 13}
    assert data == head | {"issues": [facts(one, TODAY) for one in BOTH]}
    assert len(text.splitlines()) == 4
    limited = json.loads(issues_json(BOTH[:1], today=TODAY, total=13, found=2))
    assert (limited["count"], limited["found"], limited["total"]) == (1, 2, 13)
    assert text.endswith("]}\n")


def test_jsonl_is_an_issue_a_line() -> None:
    """Without an envelope."""
    lines = issues_jsonl(BOTH, today=TODAY).splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["XN-2025-014", "012"]


def test_yaml_says_the_same() -> None:
    """Read back by any YAML reader, `no` and 012 are still texts."""
    text = issues_yaml(BOTH, today=TODAY, total=13)
    assert yaml.safe_load(text) == json.loads(issues_json(BOTH, today=TODAY, total=13))
    assert "- id: '012'" in text
    assert "|\n    一\n    二\n" in text


def test_fields_choose_what_is_in_it() -> None:
    """By the names asked for, dotted ones too."""
    fields = ["id", "deadline.date", "days_left"]
    wanted = {"id": "012", "deadline.date": None, "days_left": None}
    assert json.loads(issues_json(BOTH[1:], today=TODAY, total=2, fields=fields))["issues"] == [wanted]
    assert json.loads(issues_jsonl(BOTH[1:], today=TODAY, fields=fields)) == wanted
    assert yaml.safe_load(issues_yaml(BOTH[1:], today=TODAY, total=2, fields=fields))["issues"] == [wanted]


def test_an_unknown_field_is_refused() -> None:
    """In every form."""
    for call in (issues_json, issues_yaml):
        with pytest.raises(UnknownField):
            call([], today=TODAY, total=0, fields=["titel"])
    with pytest.raises(UnknownField):
        issues_jsonl([], today=TODAY, fields=["titel"])


def test_nothing_at_all_is_still_an_object() -> None:
    """With an empty list."""
    assert envelope({"count": 0}, "issues", []) == '{"schema": "rectify/1", "count": 0, "issues": []}\n'


def test_dangerous_text_is_escaped_and_chinese_is_not() -> None:
    """In every form."""
    for text in (
        issues_json(BOTH, today=TODAY, total=2),
        issues_jsonl(BOTH, today=TODAY),
        issues_yaml(BOTH, today=TODAY, total=2),
    ):
        assert_harmless(text)
        assert "第二行" in text

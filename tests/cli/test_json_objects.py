"""Every object of `-o json` has the keys that docs/json.md lists, in that order."""

import re
from pathlib import Path

import pytest

from tests.cli.harness import Cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "json.md"
ROWS = re.findall(r"^\| ([^|]+) \| (`schema`[^|]*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
LISTED = {what.replace("`", ""): re.findall(r"`(\w+)`", keys) for what, keys in ROWS}
ASKED = {
    "list, show": ("show", "QH-01"),
    "log": ("log",),
    "diff": ("diff",),
    "summary": ("summary",),
    "report": ("report",),
    "gates": ("gates", "QH-01"),
    "policy": ("policy",),
    "due": ("due",),
    "check": ("check",),
    "check --explain": ("check", "--explain", "trail-chain"),
    "check --rebuild": ("check", "--rebuild"),
    "audit verify": ("audit", "verify"),
    "audit checkpoint": ("audit", "checkpoint"),
    "evidence list": ("evidence", "list"),
    "evidence check": ("evidence", "check"),
    "evidence export": ("evidence", "export", "QH-02"),
    "writes": ("start", "QH-02"),
    "undo": ("undo",),
    "batch": ("batch",),
}


def test_every_object_is_tried() -> None:
    """The page lists those, and no other."""
    assert LISTED.keys() == ASKED.keys()


@pytest.mark.parametrize("what", ASKED)
def test_an_object_has_the_keys_that_the_page_lists(what: str, cli: Cli) -> None:
    """No more, no fewer, in that order."""
    cli.ok("start", "QH-02")
    line = '{"id": "QH-01", "verb": "note", "text": "x"}\n' if what == "batch" else ""
    assert list(cli(*ASKED[what], "-o", "json", stdin=line).json) == LISTED[what]

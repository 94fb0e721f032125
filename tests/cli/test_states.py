"""Register and trail as people, git and broken disks leave them: every pair of states, and what each command says.

A row: what `check`, a remark on an untouched issue, a remark on an edited one, `audit adopt` and `check --rebuild`
end with. Whatever the verdict: the register is never written over, and no recorded line is ever lost.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.harness import Cli

GOOD = {"title": "题", "status": "open", "units": {"responsible": ["甲"]}, "deadline": {"date": "2020-01-01"}}
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("check",),
    ("note", "Q-1", "x"),
    ("note", "Q-3", "x"),
    ("audit", "adopt", "--reason", "r"),
    ("check", "--rebuild"),
)

TABLE = """
now        now         0 0 0 0 0
now        older       1 0 7 0 0
now        emptied     7 7 7 7 3
now        missing     0 0 0 0 3
now        torn        1 0 7 0 0
now        conflicted  7 0 0 0 7
now        holed       7 0 0 0 7
older      now         1 0 7 0 0
older      older       0 0 0 0 0
older      emptied     7 7 7 7 3
older      missing     0 0 0 0 3
older      torn        0 0 0 0 0
older      conflicted  7 7 7 7 7
older      holed       7 0 7 0 7
edited     now         1 0 7 0 0
edited     older       1 0 7 0 0
edited     emptied     7 7 7 7 3
edited     missing     0 0 0 0 3
edited     torn        1 0 7 0 0
edited     conflicted  7 7 7 7 7
edited     holed       7 0 7 0 7
shorter    now         1 0 7 7 0
shorter    older       1 0 7 7 0
shorter    emptied     7 7 7 7 3
shorter    missing     0 0 4 0 3
shorter    torn        1 0 7 7 0
shorter    conflicted  7 7 7 7 7
shorter    holed       7 0 7 7 7
missing    now         7 7 7 7 0
missing    older       7 7 7 7 0
missing    emptied     7 7 7 7 3
missing    missing     8 8 8 8 3
missing    torn        7 7 7 7 0
missing    conflicted  7 7 7 7 7
missing    holed       7 7 7 7 7
emptied    now         3 3 3 3 0
emptied    emptied     3 3 3 3 3
emptied    missing     3 3 3 3 3
emptied    torn        3 3 3 3 0
emptied    holed       3 3 3 3 7
truncated  now         3 3 3 3 0
truncated  older       3 3 3 3 0
truncated  missing     3 3 3 3 3
truncated  conflicted  3 3 3 3 7
conflicted now         3 3 3 3 0
conflicted older       3 3 3 3 0
conflicted emptied     3 3 3 3 3
conflicted conflicted  3 3 3 3 7
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


def history(cli: Cli) -> tuple[list[bytes], list[bytes]]:
    """Register and trail after each of three runs; the last one moves Q-3."""
    cli.make(*({"id": f"Q-{number}", **GOOD} for number in (1, 2, 3)))
    registers, trails = [], []
    for words in (("note", "Q-1", "x"), ("start", "Q-2"), ("edit", "Q-3", "--set", "place=乙山")):
        cli.ok(*words)
        registers.append((cli.folder / "issues.yaml").read_bytes())
        trails.append((cli.folder / "issues.log.jsonl").read_bytes())
    return registers, trails


def states(cli: Cli) -> dict[str, dict[str, bytes | None]]:
    """The states of both files, by name."""
    registers, trails = history(cli)
    now, lines = registers[-1], trails[-1].splitlines(keepends=True)
    return {
        "issues.yaml": {
            "now": now,
            "older": registers[-2],
            "edited": now.replace("乙山".encode(), "甲川".encode()),
            "shorter": now[: now.index(b"  - id: Q-3")],
            "missing": None,
            "emptied": b"",
            "truncated": now[: now.index(b"2020") + 3],
            "conflicted": now.replace(b"issues:\n", b"<<<<<<< HEAD\nissues:\n"),
        },
        "issues.log.jsonl": {
            "now": trails[-1],
            "older": trails[-2],
            "missing": None,
            "emptied": b"",
            "torn": trails[-1][:-20],
            "conflicted": b"<<<<<<< HEAD\n" + trails[-1],
            "holed": b"".join([*lines[:1], *lines[2:]]),
        },
    }


def whole(trail: bytes | None) -> bytes:
    """The lines of a trail that were recorded."""
    return (trail or b"")[: (trail or b"").rfind(b"\n") + 1]


def read(path: Path) -> bytes | None:
    """A file, if it is there."""
    return path.read_bytes() if path.exists() else None


@pytest.fixture
def put(empty: Cli) -> Callable[[str, str], dict[str, bytes | None]]:
    """Put both files into a state; what they then hold."""
    known = states(empty)

    def put_both(register: str, trail: str) -> dict[str, bytes | None]:
        wanted = {"issues.yaml": known["issues.yaml"][register], "issues.log.jsonl": known["issues.log.jsonl"][trail]}
        (empty.folder / "issues.rebuilt.yaml").unlink(missing_ok=True)
        for name, content in wanted.items():
            (empty.folder / name).unlink(missing_ok=True)
            if content is not None:
                empty.write(name, content)
        return wanted

    return put_both


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")
def test_the_verdict_on_register_and_trail(
    empty: Cli, put: Callable[[str, str], dict[str, bytes | None]], row: list[str]
) -> None:
    """Each command ends as the table says; neither file loses anything by it."""
    register, trail, *verdict = row
    codes = []
    for words in COMMANDS:
        before = put(register, trail)
        result = empty("-f", "issues.yaml", *words)
        codes.append(str(result.code))
        assert read(empty.folder / "issues.yaml") == before["issues.yaml"]
        after = read(empty.folder / "issues.log.jsonl")
        assert (after or b"").startswith(whole(before["issues.log.jsonl"]))
        assert result.code != 0 or words[0] == "check" or after != before["issues.log.jsonl"] or "adopt" in words
    assert codes == verdict

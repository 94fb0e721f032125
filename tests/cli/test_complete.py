"""Completion by the protocol the shells speak: the environment asks, stdout answers, a candidate a line."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.harness import REGISTER
from tests.cli.process import clean_environment, process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register of four issues."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


def answer(folder: Path, words: str, shell: str = "bash", **environment: str) -> list[str]:
    """What a shell is told to offer for the last word of a command line."""
    asked = {
        "_RECTIFY_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    if shell != "bash":
        asked["_TYPER_COMPLETE_ARGS"] = words
    ran = process(folder, environment=asked | environment)
    assert ran.stderr == b""
    return [line for line in ran.stdout.decode().splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("rectify show ", ["QH-01", "QH-02", "QH-03", "QH-04"]),
        ("rectify show QH-03", ["QH-03"]),
        ("rectify show X", []),
        ("rectify close QH-01 QH-02 QH-04", ["QH-04"]),
        ("rectify note QH-04", ["QH-04"]),
        ("rectify add --parent QH-02", ["QH-02"]),
        ("rectify list --status s", ["submitted"]),
        ("rectify list --status o", ["open", "on_notice"]),
        ("rectify list --kind p", ["problem", "petition"]),
        ("rectify escalate QH-01 --rung re", ["reminder", "red"]),
        ("rectify lookback QH-01 --result r", ["rebound"]),
        ("rectify list --unit 甲", ["甲川县政府", "甲川县水务局"]),
        ("rectify assign QH-01 --unit 乙", ["乙山镇政府"]),
        ("rectify list --fields id,per", ["id,person", "id,percent"]),
        ("rectify list --sort day", ["days_left"]),
        ("rectify list --sort=-day", []),
        ("rectify list --sort id,-day", ["id,-days_left"]),
        ("rectify edit QH-01 --set pla", ["place="]),
        ("rectify edit QH-01 --unset pla", ["place"]),
        ("rectify list --group categ", ["category"]),
        ("rectify list -o j", ["json", "jsonl"]),
        ("rectify summary -o ", ["table", "plain", "json", "csv"]),
        ("rectify report --period last-", ["last-week", "last-month", "last-quarter", "last-year"]),
        ("rectify report --by p", ["place", "person"]),
        ("rectify report -o m", ["md"]),
        ("rectify -o y", ["yaml"]),
        ("rectify check --explain missing", ["missing-unit", "missing-deadline", "missing-plan", "missing-review"]),
        ("rectify check --explain X", []),
        ("rectify clo", ["close"]),
        ("rectify list --overdue", ["--overdue", "--overdue-basis"]),
        ("rectify audit ", ["verify", "checkpoint", "adopt"]),
        ("rectify audit adopt QH-01", ["QH-01"]),
    ],
)
def test_what_the_tab_key_offers(folder: Path, words: str, offered: list[str]) -> None:
    """Ids, statuses, kinds, units, fields, forms, verbs and options, from the register and the words of the trade."""
    assert answer(folder, words) == offered


def test_ids_come_with_their_titles_where_the_shell_shows_them(folder: Path) -> None:
    """In zsh and fish a help stands beside each id."""
    assert any("QH-02" in line and "乙山矿区未复绿" in line for line in answer(folder, "rectify show QH-02", "zsh"))
    fish = answer(folder, "rectify show QH-02", "fish", _TYPER_COMPLETE_FISH_ACTION="get-args")
    assert any("QH-02" in line and "乙山矿区未复绿" in line for line in fish)


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        ("rectify -f b.yaml show ", {}),
        ("rectify show -f b.yaml ", {}),
        ("rectify show ", {"RECTIFY_REGISTER": "b.yaml"}),
    ],
)
def test_the_register_asked_for_is_the_one_looked_at(folder: Path, words: str, environment: dict[str, str]) -> None:
    """The option before or after the verb, or the environment."""
    (folder / "b.yaml").write_text(
        "format: 1\nissues:\n  - id: B-1\n    title: 题\n    status: open\n", encoding="utf-8"
    )
    assert answer(folder, words, **environment) == ["B-1"]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"issues: [", b"- [" * 10_000])
def test_a_register_that_cannot_be_read_offers_nothing(tmp_path: Path, content: bytes | None) -> None:
    """The tab key never complains."""
    if content is not None:
        (tmp_path / "issues.yaml").write_bytes(content)
    assert answer(tmp_path, "rectify show ") == []


def test_a_title_cannot_move_the_cursor(folder: Path) -> None:
    """What is invisible is not sent to the shell as it is."""
    title = '"a\\u001B[31m\\u202Eb"'
    (folder / "issues.yaml").write_text(f"issues:\n  - id: B-1\n    title: {title}\n", encoding="utf-8")
    (folder / "raw.yaml").write_bytes(b"issues:\n  - id: B-1\n    title: a\x1b[31m\xe2\x80\xaeb\n")
    for name in ("issues.yaml", "raw.yaml"):
        told = "".join(answer(folder, f"rectify -f {name} show ", "zsh"))
        assert "\x1b" not in told
        assert "\u202e" not in told


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_for_each_shell_is_there(folder: Path, shell: str) -> None:
    """`rectify --show-completion` prints what a shell must source."""
    ran = process(folder, environment={"_RECTIFY_COMPLETE": f"source_{shell}"})
    assert ran.returncode == 0
    assert b"_RECTIFY_COMPLETE=complete_" in ran.stdout


def test_a_folder_that_is_gone_offers_nothing(tmp_path: Path) -> None:
    """Nor does the tab key complain where there is no ground to stand on."""
    asked = {"_RECTIFY_COMPLETE": "complete_bash", "COMP_WORDS": "rectify show ", "COMP_CWORD": "2"}
    line = 'mkdir gone && cd gone && rmdir ../gone && exec "$0" -m rectify'
    ran = subprocess.run(
        ["/bin/sh", "-c", line, sys.executable],
        cwd=tmp_path,
        env=clean_environment(**asked),
        capture_output=True,
        check=True,
    )
    assert (ran.stdout.strip(), ran.stderr) == (b"", b"")

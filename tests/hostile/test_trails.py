"""Hostile trails through the program: the damaged line is named, nothing acts on a screen, no traceback."""

import re

import pytest

from rectify.view.escape import risky
from tests.cli.harness import Cli
from tests.hostile.trails import BENT, SHOWN, Change

READS = (("log",), ("show", "QH-02"), ("list",), ("list", "--as-of", "2019-07-01"), ("summary",))


@pytest.fixture
def recorded(cli: Cli) -> Cli:
    """A register with a trail of three lines."""
    cli.ok("start", "QH-02")
    cli.ok("note", "QH-02", "看过")
    return cli


def bend(cli: Cli, change: Change) -> None:
    """Change the last line of the trail."""
    *lines, last, _ = (cli.folder / "issues.log.jsonl").read_bytes().split(b"\n")
    assert len(lines) == 2
    bent = change(last)
    assert bent != last
    cli.write("issues.log.jsonl", b"\n".join((*lines, bent, b"")))


@pytest.mark.parametrize("name", BENT)
def test_a_bent_line_is_named(recorded: Cli, name: str) -> None:
    """`check` ends with 7 and tells file and line; a write to what cannot be read changes nothing."""
    bent = BENT[name]
    bend(recorded, bent.change)
    before = recorded.snapshot()
    result = recorded("check")
    assert result.code == 7
    told = [line for line in result.out.splitlines() if line.startswith("issues.log.jsonl:3: ")]
    assert any(bent.said in line for line in told), result.out[:2000]
    results = [recorded(*words) for words in READS]
    assert {one.code for one in results} <= {0, 7}
    assert recorded.snapshot() == before
    assert not risky().search("".join(one.out + one.err for one in (result, *results)).replace("\n", ""))
    written = recorded("note", "QH-02", "x")
    assert written.code in ((0, 7) if bent.is_written_on else (7,)), written.err
    assert bent.is_written_on or recorded.snapshot() == before


@pytest.mark.parametrize("key", SHOWN)
@pytest.mark.parametrize("columns", [None, 100])
def test_a_forged_value_is_shown_and_not_obeyed(recorded: Cli, key: str, columns: int | None) -> None:
    """Whoever forges a line of the trail cannot reach the screen of whoever reads it."""
    bend(recorded, lambda line: re.sub(rb'"%b":"[^"]*"' % key.encode(), SHOWN[key].replace(b"\\", b"\\\\"), line))
    words = {"NO_COLOR": "1"}
    for command in (*READS, ("check",), ("log", "-o", "csv"), ("log", "-o", "json"), ("show", "QH-02", "-o", "json")):
        result = recorded(*command, columns=columns, environment=words)
        assert result.code in (0, 1, 7)
        assert not risky().search((result.out + result.err).replace("\n", ""))

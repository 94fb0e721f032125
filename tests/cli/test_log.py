import csv
import io
import json

import pytest

from tests.cli.harness import Cli


@pytest.fixture
def told(cli: Cli) -> Cli:
    """A trail of four runs on three days, by two actors."""
    cli.ok("start", "QH-02", "--as", "李科长")
    cli.now = cli.now.replace(day=3)
    cli.ok("note", "QH-01", "QH-02", "看过", "--as", "王明")
    cli.now = cli.now.replace(day=5)
    cli.ok("close", "QH-02", "--evidence", "report.pdf", "--as", "王明", "--on", "2019-07-04", "--reason", "完成")
    return cli


def verbs(cli: Cli, *words: str) -> list[str]:
    """Verb and issue of every event that is shown."""
    return [
        f"{one['verb']} {one['issue']}" for run in cli.ok("log", "-o", "jsonl", *words).lines for one in run["events"]
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("QH-02",), ["adopt QH-02", "start QH-02", "note QH-02", "close QH-02"]),
        (("QH-01", "--verb", "note"), ["note QH-01"]),
        (("--verb", "note", "--verb", "close"), ["note QH-01", "note QH-02", "close QH-02"]),
        (("register",), ["adopt register"]),
        (("--actor", "李科长", "--verb", "start"), ["start QH-02"]),
        (("--actor", "nobody"), []),
        (("--since", "2019-07-05"), ["close QH-02"]),
        (("--since", "+2d"), ["close QH-02"]),
        (("--since", "2019-07-02", "--until", "2019-07-04"), ["note QH-01", "note QH-02"]),
        (("--until", "2019-06-30"), []),
        (("--limit", "1"), ["close QH-02"]),
        (("--limit", "0"), []),
        (("QH-02", "--limit", "2"), ["note QH-02", "close QH-02"]),
    ],
)
def test_every_filter(told: Cli, words: tuple[str, ...], found: list[str]) -> None:
    """By entry, actor, verb and day of recording; the last so many runs; `register` is the header."""
    told.now = told.now.replace(day=3)
    assert verbs(told, *words) == found


def test_who_did_what_old_and_new_value(told: Cli) -> None:
    """The page names time, entry, verb, actor with login, business date, changes and reason."""
    out = told.ok("log", "QH-02", "--limit", "1").out
    assert "run 4  2019-07-05 10:30" in out
    assert "close" in out
    assert "王明" in out
    assert "(on 2019-07-04)" in out
    assert "    status: in_progress → closed\n" in out
    assert "    reason: 完成\n" in out
    assert "as of 2019-07-05" in out


def test_jsonl_gives_the_runs_as_they_stand_in_the_trail(told: Cli) -> None:
    """Byte for byte the lines of the file, so that the chain can be checked from them."""
    assert told.ok("log", "-o", "jsonl").out.encode() == (told.folder / "issues.log.jsonl").read_bytes()


def test_json_csv_and_plain(told: Cli) -> None:
    """An envelope with the number of runs; a row a changed field."""
    data = told.ok("log", "QH-02", "-o", "json").json
    assert (data["schema"], data["count"], data["total"], len(data["runs"])) == ("rectify/1", 4, 4, 4)
    rows = list(csv.DictReader(io.StringIO(told.ok("log", "--verb", "close", "-o", "csv").out)))
    assert ("status", "in_progress", "closed") in {(row["path"], row["before"], row["after"]) for row in rows}
    assert all(row["reason"] == "完成" for row in rows)
    assert "\t" in told.ok("log", "-o", "plain").out


def test_a_trail_that_never_began_is_empty(cli: Cli) -> None:
    """Before the first write there is nothing to tell."""
    result = cli.ok("log")
    assert "The trail is empty" in result.out
    assert cli.ok("log", "-o", "jsonl").out == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-9",), 4, "no issue is called 'QH-9'"),
        (("--verb", "clos"), 2, "did you mean close?"),
        (("--since", "tomorow"), 2, "'tomorow' is not a date"),
        (("--limit", "-3"), 2, "invalid value for '--limit'"),
        (("-o", "ids"), 2, "it has: table, plain, csv, json, jsonl"),
    ],
)
def test_what_cannot_be_told_is_said(told: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """A slip is not answered with an empty list."""
    result = told("log", *words)
    assert result.code == code
    assert said in result.err


def test_an_issue_deleted_by_hand_still_has_its_log(told: Cli) -> None:
    """The trail remembers what the register no longer has."""
    text = (told.folder / "issues.yaml").read_text(encoding="utf-8")
    told.write("issues.yaml", text[: text.index("  - id: QH-04")])
    assert verbs(told, "QH-04") == ["adopt QH-04"]


def test_a_damaged_trail_is_exit_7(told: Cli) -> None:
    """A line that is no run is named with its number."""
    trail = told.folder / "issues.log.jsonl"
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join([lines[0], b"{}\n", *lines[2:]]))
    result = told("log", "-o", "json")
    assert result.code == 7
    assert result.error["message"].startswith("issues.log.jsonl:2: the trail is damaged")
    assert json.loads(result.err)["error"]["code"] == "invalid-trail"

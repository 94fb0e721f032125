import csv
import hashlib
import io
from datetime import timedelta

import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli


def test_every_count_has_its_denominator_and_day(cli: Cli) -> None:
    """Done, closed and overdue are out of what is not standing; the last row counts each issue once."""
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    cli.ok("submit", "QH-01", "--evidence", "report.pdf", "--on", "2018-12-01")
    told = cli.ok("summary", "-o", "json").json
    assert (told["as_of"], told["by"], told["basis"]) == ("2019-07-01", "category", "current")
    overall = {"name": "all", "total": 4, "standing": 1, "of": 3, "done": 2, "closed": 1, "overdue": 0}
    assert told["overall"] == overall | {"rebounded": 0, "once_closed": 1}
    assert told["kinds"] == {"problem": 3, "task": 1}
    assert [(one["name"], one["done"], one["closed"], one["of"]) for one in told["counts"]] == [
        ("水", 1, 0, 1),
        ("土", 1, 1, 1),
        ("no category", 0, 0, 1),
    ]
    out = cli.ok("summary").out
    assert "4 issues, 1 of them standing · as of 2019-07-01" in out
    assert "several kinds are counted together: 3 problems, 1 task;" in out


def test_what_rebounded_is_counted_among_what_was_ever_closed(cli: Cli) -> None:
    """Also after it is closed a second time."""
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    cli.ok("reopen", "QH-02", "--rebound", "--reason", "又见渗滤液")
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    told = cli.ok("summary", "--by", "place", "-o", "json").json["overall"]
    assert (told["closed"], told["rebounded"], told["once_closed"]) == (1, 1, 1)
    assert cli.ok("summary").out.splitlines()[0].endswith("  REBOUNDED")


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("unit", ["甲川县水务局", "乙山镇政府", "no unit"]),
        ("status", ["in_progress", "open"]),
        ("kind", ["problem", "task"]),
        ("round", ["第一轮", "no round"]),
        ("person", ["王明", "no person"]),
        ("tag", ["水", "重点", "no tag"]),
        ("place", ["甲川", "no place"]),
        ("item", ["no item"]),
    ],
)
def test_by_any_group(cli: Cli, by: str, names: list[str]) -> None:
    """A group for each value, and one for those that have none."""
    assert [one["name"] for one in cli.ok("summary", "--by", by, "-o", "json").json["counts"]] == names


@pytest.mark.parametrize(
    ("words", "total"),
    [
        (("--kind", "task"), 1),
        (("--unit", "甲川县水务局"), 2),
        (("--category", "水"), 2),
        (("--round", "第一轮"), 1),
        (("--category", "水", "--category", "土"), 3),
    ],
)
def test_filters_narrow_what_is_counted(cli: Cli, words: tuple[str, ...], total: int) -> None:
    """By kind, category and round."""
    assert cli.ok("summary", *words, "-o", "json").json["overall"]["total"] == total


def test_a_unit_and_its_alias_are_counted_together(empty: Cli) -> None:
    """By the name the header gives the unit."""
    empty.make(
        {"id": "Q-1", "units": {"lead": "水利厅"}},
        {"id": "Q-2", "units": {"lead": "省水利厅"}},
        units={"省水利厅": ["水利厅"]},
    )
    told = empty.ok("summary", "--by", "unit", "-o", "json").json["counts"]
    assert [(one["name"], one["total"]) for one in told] == [("省水利厅", 2)]


def test_csv_and_plain_have_bare_numbers(cli: Cli) -> None:
    """A spreadsheet gets figures, not 1/3."""
    rows = list(csv.DictReader(io.StringIO(cli.ok("summary", "-o", "csv").out)))
    assert (rows[-1]["category"], rows[-1]["total"], rows[-1]["overdue"]) == ("all", "4", "1")
    assert cli.ok("summary", "-o", "plain").out.splitlines()[-1] == "all\t4\t1\t0\t0\t1\t0"


def test_the_basis_and_the_day_may_be_others(cli: Cli) -> None:
    """Against the original deadline, and as the trail had it."""
    cli.ok("edit", "QH-01", "--set", "deadline=2020-12-31", "--reason", "批复")
    assert cli.ok("summary", "-o", "json").json["overall"]["overdue"] == 0
    assert cli.ok("summary", "-o", "json", "--overdue-basis", "original").json["overall"]["overdue"] == 1
    cli.now = cli.now.replace(day=9)
    assert cli.ok("summary", "-o", "json", "--as-of", "2019-07-01").json["as_of"] == "2019-07-01"


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_it_fits_every_terminal(cli: Cli, columns: int) -> None:
    """No line is wider than the terminal."""
    out = cli.ok("summary", columns=columns, environment={"NO_COLOR": "1"}).out
    assert max(cells(line) for line in out.splitlines()) <= columns


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "foo"), "hint: one of: category, unit, status"),
        (("--kind", "bug"), "no kind is called 'bug'"),
        (("--overdue-basis", "x"), "one of: current, original"),
        (("-o", "yaml"), "it has: table, plain, json, csv"),
    ],
)
def test_what_cannot_be_counted_is_told(cli: Cli, words: tuple[str, ...], said: str) -> None:
    """A slip is a usage error with what would have been right."""
    result = cli("summary", *words)
    assert result.code == 2
    assert said in result.err


def test_the_head_of_the_trail_stands_at_the_foot(cli: Cli) -> None:
    """Whoever files the page anchors the trail, with --as-of that day's; a damaged last line is for a check to tell."""
    assert cli.ok("summary").out.endswith("\ntrail: nothing is recorded yet\n")
    assert (cli.ok("summary", "-o", "json").json["runs"], cli.ok("summary", "-o", "json").json["head"]) == (0, None)
    cli.ok("start", "QH-02")
    log = cli.folder / "issues.log.jsonl"
    head = hashlib.sha256(log.read_bytes().splitlines()[-1]).hexdigest()
    assert cli.ok("summary").out.endswith(f"\ntrail: 2 runs, head {head[:16]}\n")
    assert cli.ok("summary", "--as-of", "2019-07-01").out.endswith(f"\ntrail: 2 runs, head {head[:16]}\n")
    cli.now += timedelta(days=1)
    cli.ok("note", "QH-02", "看过")
    earlier = cli.ok("summary", "--as-of", "2019-07-01", "-o", "json").json
    assert (earlier["runs"], earlier["head"]) == (2, head)
    told = cli.ok("summary", "-o", "json").json
    assert (told["runs"], told["head"]) == (3, hashlib.sha256(log.read_bytes().splitlines()[-1]).hexdigest())
    log.write_bytes(log.read_bytes() + b"{}\n")
    assert "trail:" not in cli.ok("summary").out
    assert (cli.ok("summary", "-o", "json").json["runs"], len(cli.ok("summary", "-o", "json").json["head"])) == (
        None,
        64,
    )

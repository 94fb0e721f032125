import csv
import errno
import hashlib
import io
from datetime import UTC, datetime

import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli
from tests.store.faulty_disk import Fault, FaultyDisk

WAITS = FaultyDisk(Fault("rename", "issues.yaml", errno.EIO))


def on(cli: Cli, day: str) -> None:
    """Let it be half past ten of that day in Shanghai."""
    cli.now = datetime.fromisoformat(f"{day}T02:30:00+00:00").astimezone(UTC)


@pytest.fixture
def spring(cli: Cli) -> Cli:
    """A register with a trail of three months: begun in April, closed in May, rebounded in June, looked at in July."""
    on(cli, "2019-04-20")
    cli.ok("start", "QH-02")
    on(cli, "2019-05-06")
    cli.ok("submit", "QH-01", "--evidence", "report.pdf", "--on", "2019-04-28")
    on(cli, "2019-05-31")
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    on(cli, "2019-06-10")
    cli.ok("reopen", "QH-01", "--rebound", "--reason", "又见渗滤液")
    cli.ok("edit", "QH-02", "--set", "deadline=2019-08-31", "--reason", "汛期")
    on(cli, "2019-07-01")
    return cli


def test_a_month_is_told_beside_the_one_before(spring: Cli) -> None:
    """Where each kind stands at its end, what happened in it, and what is late."""
    result = spring.ok("report", "--period", "2019-06")
    assert result.err == ""
    assert "month 2019-06, 2019-06-01 to 2019-06-30; as of 2019-06-30" in result.out
    rows = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "closed 1/2 0/2 -1" in rows
    assert "rebounded 0/1 1/1 +1" in rows
    assert "reopened as rebounded 0 1 +1" in rows
    assert "QH-01 甲川县垃圾场渗滤液外溢 甲川县水务局 2018-12-31 181" in rows
    assert result.out.index("PROBLEMS (问题)") < result.out.index("TASKS (任务)")


def test_the_month_of_today_is_told_when_nothing_else_is_asked_for(spring: Cli) -> None:
    """It is said which it is, and that its day is not over."""
    result = spring.ok("report")
    assert result.err.splitlines() == [
        "--period month is 2019-07, 2019-07-01 to 2019-07-31",
        "2019-07-01 is not over: what is recorded until its end will count, too",
    ]
    assert "The period is not over: it is counted up to 2019-07-01, 1 of its 31 days" in result.out
    assert "2019-W25" in spring.ok("report", "--period", "last-week", "--as-of", "2019-06-25").err


@pytest.mark.parametrize("form", ["table", "md", "json", "csv", "plain"])
def test_a_published_figure_can_be_made_again(spring: Cli, form: str) -> None:
    """The same bytes on any later day, whatever was done since, by the command that the text names."""
    again = ("report", "--period", "2019-05", "--as-of", "2019-05-31", "--by", "place", "-o", form)
    first = spring.ok(*again).out
    on(spring, "2019-07-20")
    spring.ok("undo", "--run", "5")
    spring.ok("undo", "--run", "4")
    spring.ok("edit", "QH-04", "--set", "place=丙水", "--reason", "补录")
    spring.write("issues.yaml", (spring.folder / "issues.yaml").read_text(encoding="utf-8").replace("丙水", "丁沟"))
    result = spring.ok(*again)
    assert result.out == first
    assert result.err == "edited outside rectify, so not in these figures: QH-04; see rectify diff\n"
    assert spring.ok("report", "--period", "2019-05", "--by", "place", "-o", form).out == first


def test_a_text_names_its_run_its_digest_and_its_command(spring: Cli) -> None:
    """The digest is that of the last line that is in the figures, not of the last there is."""
    text = spring.ok("report", "--period", "2019-05", "--unit", "甲川县水务局", "--kind", "problem", "-o", "md").out
    line = (spring.folder / "issues.log.jsonl").read_bytes().splitlines()[3]
    assert f"up to run 4; the sha256 of its line is `{hashlib.sha256(line).hexdigest()}`." in text
    command = "rectify report --period 2019-05 --as-of 2019-05-31 --unit '甲川县水务局' --kind problem"
    assert f"with `{command}`." in text
    assert "Only issues of unit 甲川县水务局, kind problem." in text
    assert text.startswith("# 试点整改台账: report on month 2019-05\n")
    original = spring.ok("report", "--period", "2019-07", "--overdue-basis", "original", "--by", "unit", "-o", "md").out
    last = (spring.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    assert f"up to run 6; the sha256 of its line is `{hashlib.sha256(last).hexdigest()}`." in original
    assert "--as-of 2019-07-01 --by unit --overdue-basis original`." in original


def test_what_was_recorded_late_is_told(spring: Cli) -> None:
    """Handed in in April, recorded in May: counted in May, and said."""
    out = spring.ok("report", "--period", "2019-05").out
    assert "Recorded in the period for a business day before it: 1 of the 1 done." in out
    assert "from done to closed it took a median of 33 days, the longest 33 days (QH-01)." in out


@pytest.mark.parametrize(
    ("words", "total"),
    [
        (("--unit", "甲川县水务局"), [2]),
        (("--category", "水", "--category", "土"), [2, 1]),
        (("--round", "第一轮"), [1]),
        (("--kind", "task"), [1]),
        (("--tag", "重点"), [1]),
        (("--person", "王明"), [1]),
        (("--unit", "无"), []),
    ],
)
def test_filters_narrow_what_is_told(spring: Cli, words: tuple[str, ...], total: list[int]) -> None:
    """As in a list; the object says by what."""
    told = spring.ok("report", "--period", "2019-06", *words, "-o", "json").json
    assert [part["now"]["total"] for part in told["lists"]] == total
    assert told["chosen"][0].startswith(words[0].removeprefix("--"))


def test_a_unit_is_found_by_its_other_name(empty: Cli) -> None:
    """By the units of the header as it was then."""
    empty.make({"id": "Q-1", "units": {"lead": "水利厅"}}, units={"省水利厅": ["水利厅"]})
    empty.ok("note", "Q-1", "看过")
    told = empty.ok("report", "--unit", "省水利厅", "--by", "unit", "-o", "json").json
    assert [one["name"] for one in told["lists"][0]["groups"]["unit"]] == ["省水利厅"]


def test_without_a_trail_it_tells_the_present_and_says_so(cli: Cli) -> None:
    """An earlier day cannot be told."""
    result = cli.ok("report", "-o", "md")
    assert "Nothing is recorded yet: these are the figures of the register as it stands." in result.out
    assert "The figures rest on the trail" not in result.out
    assert cli.ok("report", "-o", "json").json["head"] is None
    result = cli("report", "--as-of", "2019-06-30")
    assert (result.code, result.err.splitlines()[0]) == (
        3,
        "error: issues.yaml has no trail yet, so there is no state of 2019-06-30.",
    )


def test_a_damaged_trail_is_no_report(spring: Cli) -> None:
    """Nothing is told that a broken line would have to vouch for; it is as in any look back."""
    log = spring.folder / "issues.log.jsonl"
    log.write_bytes(log.read_bytes() + b"{}\n")
    result = spring("report")
    assert (result.code, result.out) == (7, "")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--period", "2019-13"), 2, "the calendar has no 2019-13"),
        (("--period", "soon"), 2, "'soon' names no period"),
        (("--period", "2019-08"), 2, "hint: ask for an earlier one: --period 2019-07"),
        (("--period", "2019-06", "--as-of", "2019-05-31"), 2, "2019-06 begins after 2019-05-31"),
        (("--period", "2019-03"), 3, "begins on 2019-04-20; there is no state of 2019-03-31"),
        (("--by", "colour"), 2, "one of: unit, place, category, round, item, person, tag"),
        (("--kind", "bug"), 2, "no kind is called 'bug'"),
        (("--overdue-basis", "x"), 2, "one of: current, original"),
        (("--as-of", "soon"), 2, "'soon' is not a date"),
        (("-o", "yaml"), 2, "it has: table, md, json, csv, plain"),
    ],
)
def test_what_cannot_be_told_is_refused(spring: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """With what would have been right."""
    result = spring("report", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_csv_and_plain_have_a_row_a_figure(spring: Cli) -> None:
    """Bare numbers, the denominator beside them."""
    rows = list(csv.DictReader(io.StringIO(spring.ok("report", "--period", "2019-06", "-o", "csv").out)))
    assert list(rows[0]) == ["list", "part", "group", "figure", "value", "of", "before", "before_of"]
    assert "problem\tstock\t\tclosed\t0\t2\t1\t2\n" in spring.ok("report", "--period", "2019-06", "-o", "plain").out


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_it_fits_every_terminal(spring: Cli, columns: int) -> None:
    """No line is wider than the terminal."""
    out = spring.ok("report", "--period", "2019-06", columns=columns, environment={"NO_COLOR": "1"}).out
    assert max(cells(line) for line in out.splitlines()) <= columns


def test_a_run_that_waits_to_be_published_counts(spring: Cli) -> None:
    """It is recorded; that the register file is behind is told."""
    assert spring("close", "QH-04", "--evidence", "report.pdf", disk=WAITS).code == 9
    result = spring.ok("report", "-o", "json")
    assert result.json["lists"][0]["steps"]["closed"] == 1
    assert "a run is recorded but not published yet; it counts" in result.err
    assert "edited outside" not in result.err

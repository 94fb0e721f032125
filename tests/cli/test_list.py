"""Which issues are listed, in what order; the forms are in test_list_forms.py."""

import hashlib

import pytest

from tests.cli.harness import Cli


@pytest.fixture
def many(cli: Cli) -> Cli:
    """The register of four, one of them closed."""
    cli.ok("close", "QH-03", "--evidence", "report.pdf", "--on", "2019-06-30")
    return cli


def ids(cli: Cli, *words: str) -> list[str]:
    """The ids that are listed."""
    return cli.ok("list", "-o", "ids", *words).out.split()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), "QH-01 QH-02 QH-04"),
        (("--all",), "QH-01 QH-02 QH-03 QH-04"),
        (("--status", "closed"), "QH-03"),
        (("--status", "open", "--status", "closed"), "QH-02 QH-03 QH-04"),
        (("QH-03", "QH-01"), "QH-01 QH-03"),
        (("--overdue",), "QH-01"),
        (("--overdue", "--today", "2019-07-21"), "QH-01 QH-02"),
        (("--overdue", "--today", "2018-12-31"), ""),
        (("--due-within", "19d"), "QH-02"),
        (("--due-within", "18d"), ""),
        (("--due-within", "2w", "--today", "2018-12-20"), "QH-01"),
        (("--due-within", "eoy"), "QH-02"),
        (("--unit", "甲川县水务局"), "QH-01"),
        (("--unit", "甲川县政府"), "QH-01"),
        (("--unit", "甲川县水务局", "--all"), "QH-01 QH-03"),
        (("--unit", "乙山镇政府", "--unit", "省水利厅"), "QH-01 QH-02"),
        (("--person", "王明"), "QH-01"),
        (("--category", "水"), "QH-01"),
        (("--category", "水", "--all"), "QH-01 QH-03"),
        (("--round", "第一轮"), "QH-01"),
        (("--kind", "task"), "QH-02"),
        (("--tag", "重点"), "QH-01"),
        (("--search", "渗滤液"), "QH-01"),
        (("--search", "清淤"), "QH-01"),
        (("--search", "qh-02"), "QH-02"),
        (("--category", "水", "--status", "open"), ""),
        (("--where", "percent >= 50 and not overdue"), ""),
        (("--where", "overdue or units.responsible ~ 乙山"), "QH-01 QH-02"),
        (("--where", "status in (open, closed)", "--all"), "QH-02 QH-03 QH-04"),
        (("--where", "deadline.date < 月底"), "QH-01 QH-02"),
        (("--where", "deadline.class == standing", "--all"), "QH-03"),
        (("--where", "measures.unit == 甲川县水务局"), "QH-01"),
        (("--limit", "1"), "QH-01"),
        (("--limit", "0"), ""),
        (("--sort", "-id"), "QH-04 QH-02 QH-01"),
        (("--sort", "status,-deadline"), "QH-01 QH-02 QH-04"),
        (("--sort", "category"), "QH-02 QH-01 QH-04"),
        (("--sort", "-days_left"), "QH-02 QH-01 QH-04"),
        (("--sort", "-deadline", "--limit", "1"), "QH-02"),
    ],
)
def test_every_filter_and_order(many: Cli, words: tuple[str, ...], found: str) -> None:
    """What is not closed is listed by deadline; every condition narrows it, one of several values is enough."""
    assert ids(many, *words) == found.split()


def test_ids_on_stdin(many: Cli) -> None:
    """A list of ids from elsewhere is listed, closed ones too."""
    assert many.ok("list", "-", "-o", "ids", stdin="QH-03,QH-02").out.split() == ["QH-02", "QH-03"]


def test_an_alias_finds_the_unit_and_the_other_way_round(empty: Cli) -> None:
    """The header's other names are the same unit."""
    empty.make(
        {"id": "Q-1", "units": {"lead": "水利厅"}},
        {"id": "Q-2", "units": {"lead": "省水利厅"}},
        units={"省水利厅": ["水利厅"]},
    )
    assert ids(empty, "--unit", "省水利厅") == ids(empty, "--unit", "水利厅") == ["Q-1", "Q-2"]


def test_overdue_against_the_original_deadline(cli: Cli) -> None:
    """An extension does not hide what is late against the first plan."""
    cli.ok("edit", "QH-01", "--set", "deadline=2020-12-31", "--reason", "批复")
    assert ids(cli, "--overdue") == []
    assert ids(cli, "--overdue", "--overdue-basis", "original") == ["QH-01"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-9",), 4, "no issue is called 'QH-9'"),
        (("QH-9", "X", "Y", "Z"), 4, "no issue is called 'QH-9'"),
        (("--status", "opne"), 2, "hint: did you mean open?"),
        (("--status", "办结"), 2, "hint: one of: open, in_progress, submitted, verified, on_notice, closed"),
        (("--kind", "bug"), 2, "hint: one of: problem, opinion, task, petition"),
        (("--fields", "id,foo"), 2, "hint: the fields are id, parent, kind, title"),
        (("--sort", "foo"), 2, "no field is called 'foo'"),
        (("--sort", "-foo"), 2, "no field is called 'foo'"),
        (("--group", "foo"), 2, "no field is called 'foo'"),
        (("--where", "status = "), 2, "cannot read the expression at column 10"),
        (("--where", "foo == 1"), 2, "no field is called 'foo'"),
        (("--due-within", "soon"), 2, "'soon' is not a date"),
        (("--today", "2019-02-29"), 2, "'2019-02-29' is not a date"),
        (("--as-of", "2019年9月前"), 2, "in two ways: 2019-08-31 or 2019-09-30"),
        (("--overdue-basis", "first"), 2, "one of: current, original"),
        (("--limit", "-1"), 2, "invalid value for '--limit'"),
        (("--limit", "many"), 2, "invalid value for '--limit'"),
        (("-o", "xml"), 2, "it has: table, wide, plain, json, jsonl, csv, yaml, ids"),
    ],
)
def test_what_cannot_be_listed_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """A slip is answered with what would have been right."""
    result = cli("list", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert "hint: " in result.err


def test_exit_code_says_whether_anything_was_found(cli: Cli) -> None:
    """For a shell's `if`: 1 when there is something, 0 when there is nothing."""
    assert cli("list", "--overdue", "--exit-code").code == 1
    assert cli("list", "--overdue", "--exit-code", "--today", "2018-12-31").code == 0
    assert cli("list", "--overdue").code == 0
    assert cli("list", "--limit", "0", "--exit-code").code == 1


def test_as_of_is_the_state_at_the_end_of_that_day(cli: Cli) -> None:
    """The trail gives back an earlier day, by recorded time, and that day is today."""
    cli.ok("start", "QH-02")
    cli.now = cli.now.replace(day=3)
    cli.ok("close", "QH-01", "--evidence", "report.pdf", "--on", "2019-06-01")
    assert ids(cli, "--status", "closed", "--as-of", "2019-07-03") == ["QH-01"]
    assert ids(cli, "--status", "closed", "--as-of", "2019-07-02") == []
    then = cli.ok("list", "--as-of", "2019-07-02", "-o", "json").json
    assert (then["as_of"], then["issues"][0]["days_left"]) == ("2019-07-02", -183)
    table = cli.ok("list", "--as-of", "2019-07-02")
    assert "as of 2019-07-02" in table.out
    assert "as the trail had it at the end of that day" in table.out


def test_as_of_before_the_trail_began_is_exit_3(cli: Cli) -> None:
    """There is no state to show, and the first day is named."""
    cli.ok("start", "QH-02")
    result = cli("list", "--as-of", "2019-06-30")
    assert result.code == 3
    assert "the trail of issues.yaml begins on 2019-07-01; there is no state of 2019-06-30." in result.err
    assert cli("list", "--as-of", "yesterday").code == 3
    assert "--as-of yesterday is 2019-06-30" in cli("list", "--as-of", "yesterday").err


def test_a_pending_run_is_said(cli: Cli) -> None:
    """A reader only says that something is recorded and not published; the next write completes it."""
    cli.ok("start", "QH-02")
    old = (cli.folder / "issues.yaml").read_bytes()
    cli.ok("start", "QH-03", "QH-02")
    cli.ok("assign", "QH-04", "--unit", "丙村")
    new = (cli.folder / "issues.yaml").read_bytes()
    line = (cli.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    cli.write(f".issues.{hashlib.sha256(line).hexdigest()[:16]}.staged", new)
    cli.write("issues.yaml", old)
    result = cli.ok("list", "-o", "ids")
    assert result.err.startswith("a run is recorded but not published yet")
    cli.ok("start", "QH-04")
    assert cli.issue("QH-04").units.responsible == ("丙村",)


def test_a_pipe_with_nothing_in_it_lists_nothing(cli: Cli) -> None:
    """`-` names the ids on stdin; none is not all."""
    assert cli.ok("list", "-", "-o", "json").json["count"] == 0
    assert cli.ok("list", "-o", "json").json["count"] == 4

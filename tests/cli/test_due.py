import sys
from datetime import timedelta
from typing import Any

import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli

PETITIONS: tuple[dict[str, Any], ...] = (
    {"id": "P-1", "kind": "petition", "place": "甲川", "received_on": "2019-06-25"},
    {"id": "P-2", "kind": "petition", "place": "甲川", "received_on": "2019-06-26", "repeats": "P-1"},
)


def test_what_is_due_stands_under_who_must_act(cli: Cli) -> None:
    """With what was looked at, as of which day, and what cannot be judged."""
    cli.ok("submit", "QH-03", "--evidence", "report.pdf", "--on", "2019-06-21")
    assert cli.ok("due").out == (
        "甲川县水务局: 3 late\n"
        "ID     TITLE                 WHAT          DAY         STANDS      ABOUT\n"
        "QH-01  甲川县垃圾场渗滤液外溢  deadline      2018-12-31  182 d late  -\n"
        "QH-01  甲川县垃圾场渗滤液外溢  milestone S2  2018-12-31  182 d late  完工\n"
        "QH-01  甲川县垃圾场渗滤液外溢  measure M1    2019-03-31  92 d late   清淤\n"
        "\n"
        "乙山镇政府: 1 coming\n"
        "ID     TITLE         WHAT      DAY         STANDS     ABOUT\n"
        "QH-02  乙山矿区未复绿  deadline  2019-07-20  19 d left  -\n"
        "\n"
        "the office: 1 waiting\n"
        "ID     TITLE     WHAT     DAY  STANDS      ABOUT\n"
        "QH-03  长期管护  closure  -    waits 10 d  submitted 2019-06-21\n"
        "\n"
        "5 matters of 3 issues (4 issues looked at, 4 on the register) · as of 2019-07-01\n"
        "3 late, 1 coming, 1 waiting · looked ahead until 2019-07-31\n"
        "1 issue without a certain deadline cannot be judged by one: rectify check\n"
    ).replace("TITLE                 ", "TITLE                   ").replace(
        "TITLE         WHAT", "TITLE           WHAT"
    )


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), "QH-01\nQH-02\n"),
        (("--within", "2w"), "QH-01\n"),
        (("--within", "eom"), "QH-01\nQH-02\n"),
        (("QH-02",), "QH-02\n"),
        (("--unit", "乙山镇政府"), "QH-02\n"),
        (("--kind", "task"), "QH-02\n"),
        (("--unit", "无此局"), ""),
        (("--today", "2018-12-01", "--within", "10d"), ""),
    ],
)
def test_it_may_be_narrowed(cli: Cli, words: tuple[str, ...], ids: str) -> None:
    """By how far ahead, by issue, by who must act, by kind; ids alone are for a pipe."""
    assert cli.ok("due", *words, "-o", "ids").out == ids


def test_a_unit_is_found_by_any_of_its_names(empty: Cli) -> None:
    """And only its own table is shown of what two must do."""
    both = {"id": "Q-1", "units": {"responsible": ["住建", "水利局"]}, "deadline": {"date": "2019-07-01"}}
    empty.make(both, units={"住建局": ["住建"]})
    told = empty.ok("due", "--unit", "住建").out
    assert told.startswith("住建局: 1 due today\n")
    assert "水利局" not in told
    assert "unit 住建 · as of" in told


def test_the_policy_says_how_far_to_look_ahead(empty: Cli) -> None:
    """Thirty days when it says nothing."""
    empty.make({"id": "Q-1", "deadline": {"date": "2019-07-20"}}, policy={"warning_days": "7"})
    assert "looked ahead" not in empty.ok("due").out
    assert "Nothing is due until 2019-07-08" in empty.ok("due").out
    assert "19 d left" in empty.ok("due", "--within", "30d").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--unit", "甲川县水务局"), 1),
        (("QH-02",), 0),
        (("QH-02", "--today", "2019-07-20"), 1),
        (("QH-03",), 0),
        (("QH-04",), 0),
    ],
)
def test_the_exit_code_is_for_cron(cli: Cli, words: tuple[str, ...], code: int) -> None:
    """1 when something is late or due today; what is coming, or waits, is none of that."""
    cli.ok("submit", "QH-03", "--evidence", "report.pdf")
    assert cli("due", *words, "--exit-code").code == code
    assert cli("due", *words).code == 0


def test_every_form_has_the_same_matters(cli: Cli) -> None:
    """A table, rows, JSON, a text to send."""
    told = cli.ok("due", "-o", "json").json
    assert (told["count"], told["issues"], told["late"], told["coming"], told["total"]) == (4, 2, 3, 1, 4)
    assert [entry["matter"] for entry in told["entries"]] == ["deadline", "milestone", "measure", "deadline"]
    assert len(cli.ok("due", "-o", "csv").out.splitlines()) == 5
    assert len(cli.ok("due", "-o", "plain").out.splitlines()) == 4
    assert cli.ok("due", "-o", "md").out.startswith("# 试点整改台账: what is due\n\n- 4 matters of 2 issues")


def uids(calendar: str) -> list[str]:
    """The lasting names in a calendar file."""
    return [line for line in calendar.split("\r\n") if line.startswith("UID")]


def test_a_calendar_renews_its_entries(cli: Cli) -> None:
    """A moved deadline keeps its name, so that who takes the file in again has it once."""
    first = cli.ok("due", "-o", "ics").out
    assert "DTSTAMP:19700101T000000Z" in first
    assert first.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:QH-02 deadline: 乙山矿区未复绿\r\nDTSTART;VALUE=DATE:20190720\r\n" in first
    cli.ok("edit", "QH-02", "--set", "deadline=2019-07-25", "--reason", "汛期")
    second = cli.ok("due", "-o", "ics").out
    assert "DTSTART;VALUE=DATE:20190725" in second
    assert uids(first) == uids(second)
    assert len(set(uids(first))) == 4
    cli.now += timedelta(seconds=5)
    assert cli.ok("due", "-o", "ics").out == second


def test_who_verified_is_read_from_a_trail_that_can_be_read(empty: Cli) -> None:
    """What was taken in as found waits since then; a damaged trail tells nothing, and that is for a check to say."""
    empty.make({"id": "Q-1", "status": "submitted"}, {"id": "Q-2"})
    assert "since when is not known" in empty.ok("due").out
    empty.ok("note", "Q-2", "看过")
    assert "waits 0 d  taken in 2019-07-01" in empty.ok("due").out
    log = empty.folder / "issues.log.jsonl"
    log.write_bytes(log.read_bytes() + b"{}\n")
    assert "since when is not known" in empty.ok("due").out


def test_two_registers_have_calendars_of_their_own(empty: Cli) -> None:
    """The same id in another register is another matter."""
    late = {"id": "Q-1", "deadline": {"date": "2019-07-01"}}
    empty.make(late, title="甲台账")
    first = uids(empty.ok("due", "-o", "ics").out)
    empty.make(late, title="乙台账")
    assert uids(empty.ok("due", "-o", "ics").out) != first
    empty.make(late)
    assert "NAME:issues.yaml" in empty.ok("due", "-o", "ics").out


def test_petitions_that_come_again_are_a_signal(empty: Cli) -> None:
    """Below the table and in JSON; their clock is the policy's."""
    empty.make(*PETITIONS, policy={"petition_days": "10"})
    told = empty.ok("due").out
    assert "petition clock  2019-07-05  4 d left  received 2019-06-25" in told
    assert "repeat petitions: 甲川 1 of 2\n" in told
    assert empty.ok("due", "-o", "json").json["again"] == [{"place": "甲川", "petitions": 2, "again": 1}]
    assert "repeat petitions" not in empty.ok("due", "P-1").out


def test_an_earlier_day_is_told_as_the_trail_had_it(cli: Cli) -> None:
    """And said so."""
    cli.ok("assign", "QH-04", "--due", "2019-07-01")
    cli.ok("due", "--as-of", "2019-07-01")
    assert "as the trail had it at the end of that day" in cli.ok("due", "--as-of", "2019-07-01").out
    assert cli("due", "--as-of", "2019-06-01").code == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-09",), 4, "no issue is called 'QH-09'"),
        (("--kind", "taks"), 2, "did you mean task?"),
        (("--within", "-5d"), 2, "--within -5d lies before 2019-07-01"),
        (("--within", "x"), 2, "'x' is not a date"),
        (("--overdue-basis", "x"), 2, "no overdue basis is called 'x'"),
        (("-o", "yaml"), 2, "-o yaml is not for this command"),
    ],
)
def test_what_cannot_be_asked_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """With the way to ask it."""
    result = cli("due", *words)
    assert result.code == code
    assert said in result.err


def test_business_days_are_said(cli: Cli) -> None:
    """Other spans need no word: the foot has the day."""
    assert cli.ok("due", "--within", "5bd").err.startswith(
        "--within 5bd is 2019-07-08 (business days by the State Council"
    )
    assert cli.ok("due", "--within", "5d").err == ""


def test_the_first_deadline_may_count(cli: Cli) -> None:
    """Against it QH-02 is late that was given more time."""
    cli.ok("edit", "QH-02", "--set", "deadline=2019-12-31", "--reason", "汛期")
    assert cli.ok("due", "QH-02", "-o", "ids").out == ""
    assert "19 d left" in cli.ok("due", "QH-02", "--overdue-basis", "original").out


def test_a_screen_of_sixty_columns_holds_it(cli: Cli) -> None:
    """No line is wider, no id or day is broken."""
    text = cli.ok("due", columns=60, environment={"NO_COLOR": "1"}).out
    assert all(cells(line) <= 60 for line in text.split("\n"))
    assert "2018-12-31" in text


def test_without_the_extra_a_calendar_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it; the tables need nothing."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    result = cli("due", "-o", "ics")
    assert result.code == 8
    assert "a calendar file needs the extra ics" in result.err
    assert result.out == ""

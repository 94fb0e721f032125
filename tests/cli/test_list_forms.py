"""How a list looks: every form, fields and groups; the choice is in test_list.py."""

import csv
import io
import sys

import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli

TABLE = """\
ID     TITLE                   UNIT          STATUS       DEADLINE    LEFT
QH-01  甲川县垃圾场渗滤液外溢  甲川县水务局  in progress  2018-12-31  182 d late
QH-02  乙山矿区未复绿          乙山镇政府    open         2019-07-20  19 d left
QH-03  长期管护                甲川县水务局  in progress  长期坚持    -
QH-04  无主的问题              -             open         -           -

4 of 4 issues · not closed · 1 overdue · as of 2019-07-01
"""


def test_a_piped_table_is_aligned_whole_and_without_colour(cli: Cli) -> None:
    """No terminal: columns line up by cells, nothing is cut, no escape sequence."""
    assert cli.ok("list").out == TABLE
    assert cli.ok("list", environment={"COLUMNS": "20"}).out == TABLE


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_on_a_terminal_every_line_fits_and_ids_and_dates_are_whole(cli: Cli, columns: int) -> None:
    """The table is drawn for the width there is, with colour."""
    plain = cli.ok("list", columns=columns, environment={"NO_COLOR": "1"}).out
    assert max(cells(line) for line in plain.splitlines()) <= columns
    assert all(whole in plain for whole in ("QH-01", "2018-12-31", "182 d late", "as of 2019-07-01"))
    assert "\x1b[" not in plain
    assert "\x1b[" in cli.ok("list", columns=columns).out


def test_a_dumb_terminal_gets_plain_text(cli: Cli) -> None:
    """TERM=dumb draws nothing and colours nothing."""
    assert cli.ok("list", columns=80, environment={"TERM": "dumb"}).out == TABLE


def test_json_is_an_envelope_with_denominator_and_day(cli: Cli) -> None:
    """A script gets schema, day, count and total, and issues with what is computed."""
    told = cli.ok("list", "-o", "json", "--overdue").json
    assert {key: told[key] for key in ("schema", "as_of", "count", "total")} == {
        "schema": "rectify/1",
        "as_of": "2019-07-01",
        "count": 1,
        "total": 4,
    }
    (issue,) = told["issues"]
    assert (issue["id"], issue["overdue"], issue["days_left"], issue["done"]) == ("QH-01", True, -182, False)
    assert issue["deadline"] == {"date": "2018-12-31", "text": "2018年底"}


def test_jsonl_is_an_issue_a_line(cli: Cli) -> None:
    """Lines for `jq` and for streams."""
    assert [issue["id"] for issue in cli.ok("list", "-o", "jsonl").lines] == ["QH-01", "QH-02", "QH-03", "QH-04"]


def test_csv_has_a_heading_and_raw_values(cli: Cli) -> None:
    """Dates are ISO, days are numbers, lists are joined, and nothing is a formula."""
    rows = list(csv.DictReader(io.StringIO(cli.ok("list", "-o", "csv").out)))
    assert (rows[0]["deadline.date"], rows[0]["days_left"], rows[0]["tags"]) == ("2018-12-31", "-182", "水; 重点")
    cli.ok("add", "--title", '=HYPERLINK("http://x")')
    assert "\n=HYPERLINK" not in cli.ok("list", "-o", "csv", "--fields", "title").out


def test_plain_is_tabs_without_heading(cli: Cli) -> None:
    """One issue a line, for `cut` and `awk`."""
    assert cli.ok("list", "-o", "plain", "--fields", "id,deadline.date").out == (
        "QH-01\t2018-12-31\nQH-02\t2019-07-20\nQH-03\t\nQH-04\t\n"
    )


def test_yaml_and_ids(cli: Cli) -> None:
    """YAML is the envelope of the JSON; ids feed the next command."""
    assert cli.ok("list", "-o", "yaml", "--fields", "id", "--limit", "1").out == (
        "schema: rectify/1\nas_of: '2019-07-01'\ncount: 1\nfound: 4\ntotal: 4\nissues:\n- id: QH-01\n"
    )
    assert cli.ok("list", "-o", "ids", "--limit", "2").out == "QH-01\nQH-02\n"


def test_wide_shows_more_columns(cli: Cli) -> None:
    """`-o wide` adds what a table leaves out."""
    usual, wide = (cli.ok("list", *words).out.splitlines()[0].split() for words in ((), ("-o", "wide")))
    assert set(usual) < set(wide)


@pytest.mark.parametrize("form", ["table", "wide", "plain", "json", "jsonl", "csv", "yaml"])
def test_fields_choose_and_order_the_columns(cli: Cli, form: str) -> None:
    """The fields asked for, in the order asked for; a dotted name leads into a field."""
    out = cli.ok("list", "-o", form, "--fields", "units.accepting,id", "QH-01").out
    assert out.index("省水利厅") < out.index("QH-01")
    assert "甲川县垃圾场" not in out


def test_group_makes_a_table_for_each_value(cli: Cli) -> None:
    """Each group has its heading and size; the foot counts all of them."""
    out = cli.ok("list", "--group", "category").out
    assert [line for line in out.splitlines() if line.endswith(")")] == ["水 (2)", "土 (1)", "no category (1)"]
    assert out.endswith("4 of 4 issues · not closed · 1 overdue · as of 2019-07-01\n")


def test_the_foot_names_every_condition(cli: Cli) -> None:
    """So that the denominator is the register's and nothing else; a cut list is counted whole."""
    assert "1 of 4 issues · not closed, overdue · as of" in cli.ok("list", "--overdue").out
    words = ("--all", "--unit", "甲川县水务局", "--where", "percent >= 0")
    assert " of 4 issues · unit 甲川县水务局, where percent >= 0 · " in cli.ok("list", *words).out
    cut = cli.ok("list", "--limit", "1", "--sort", "-id").out
    assert cut.endswith("4 of 4 issues · not closed · 1 overdue · as of 2019-07-01\nthe first 1 of 4 found\n")
    assert "QH-01" not in cut


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "plain", "yaml", "ids"])
def test_an_unknown_group_is_refused_in_every_form(cli: Cli, form: str) -> None:
    """Also where the form has no groups, and nothing is found."""
    assert cli("list", "--group", "foo", "-o", form).code == 2
    assert cli("list", "--group", "foo", "-o", form, "--search", "没有这样的").code == 2


def test_due_within_is_echoed_in_the_foot(cli: Cli) -> None:
    """What a span means is said beside the count."""
    told = cli.ok("list", "--due-within", "30d")
    assert "due by 2019-07-31" in told.out
    assert told.err == ""


@pytest.mark.parametrize(
    ("words", "named"),
    [(("--due-within", "10bd"), "--due-within 10bd"), (("--where", "deadline.date < +10bd"), "+10bd")],
)
def test_how_business_days_are_counted_is_said(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], named: str
) -> None:
    """The same words mean another day where the calendar is not installed, so the answer says which was used."""
    start = ("list", "--today", "2024-09-26")
    assert cli.ok(*start, *words).err == f"{named} is 2024-10-15 (business days by the State Council calendar)\n"
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert cli.ok(*start, *words).err == (
        f"{named} is 2024-10-10 (business days counted Monday to Friday; "
        "the State Council calendar needs: pip install 'rectify[calendar]')\n"
    )


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "plain", "yaml", "ids", "table"])
def test_nothing_found_is_still_well_formed(cli: Cli, form: str) -> None:
    """An empty list is empty data, not an error."""
    result = cli.ok("list", "--search", "没有这样的", "-o", form)
    assert result.err == ""
    if form == "json":
        assert result.json["issues"] == []
    if form in ("jsonl", "plain", "ids"):
        assert result.out == ""
    if form == "table":
        assert "0 of 4 issues · not closed, with “没有这样的”" in result.out

import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli


def test_a_card_says_what_who_by_when_how_far_and_what_happened(cli: Cli) -> None:
    """One page a clerk would print."""
    cli.ok("progress", "QH-01", "--note", "已清淤", "--evidence", "report.pdf", "--as", "王明")
    out = cli.ok("show", "QH-01").out
    for part in ("QH-01  甲川县垃圾场渗滤液外溢", "甲川县水务局", "2018-12-31 (2018年底) · 182 d late", "M1  清淤"):
        assert part in out
    for part in ("S2  完工", "COD", "report.pdf", "王明", "“已清淤”", "revision 2"):
        assert part in out


def test_many_cards_in_the_order_asked_for(cli: Cli) -> None:
    """Ids may come from stdin too; one unknown id and nothing is shown."""
    out = cli.ok("show", "QH-02", "-", stdin="QH-01").out
    assert out.index("乙山矿区未复绿") < out.index("甲川县垃圾场渗滤液外溢")
    result = cli("show", "QH-01", "QH-9")
    assert (result.code, result.out) == (4, "")


@pytest.mark.parametrize("form", ["json", "jsonl", "yaml"])
def test_for_scripts_an_issue_has_its_revision_and_history(cli: Cli, form: str) -> None:
    """`rev` is what `if_rev` in a batch asks for."""
    cli.ok("start", "QH-02")
    result = cli.ok("show", "QH-02", "-o", form)
    if form == "yaml":
        assert "  rev: 2\n" in result.out
        return
    issue = result.json["issues"][0] if form == "json" else result.lines[0]
    assert (issue["rev"], [event["verb"] for event in issue["history"]]) == (2, ["adopt", "start"])


def test_as_of_shows_the_issue_and_its_history_up_to_that_day(cli: Cli) -> None:
    """What came later is not on the card."""
    cli.ok("start", "QH-02")
    cli.now = cli.now.replace(day=5)
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    then = cli.ok("show", "QH-02", "--as-of", "2019-07-04", "-o", "json").json["issues"][0]
    assert (then["status"], then["rev"]) == ("in_progress", 2)
    assert "closed" not in cli.ok("show", "QH-02", "--as-of", "2019-07-04").out


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_card_fits_every_terminal(cli: Cli, columns: int) -> None:
    """No line is wider than the terminal."""
    cli.ok("progress", "QH-01", "--note", "已清淤" * 40, "--evidence", "report.pdf")
    out = cli.ok("show", "QH-01", columns=columns, environment={"NO_COLOR": "1"}).out
    assert max(cells(line) for line in out.splitlines()) <= columns
    assert "2018-12-31" in out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "missing argument"),
        (("QH-1",), 4, "did you mean QH-01"),
        (("QH-01", "-o", "csv"), 2, "it has: table, json, jsonl, yaml"),
        (("QH-01", "--as-of", "2019-06-30"), 3, "issues.yaml has no trail yet"),
        (("QH-01", "--overdue-basis", "x"), 2, "one of: current, original"),
    ],
)
def test_what_cannot_be_shown_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """Exit code and hint fit the slip."""
    result = cli("show", *words)
    assert result.code == code
    assert said in result.err


def test_a_damaged_trail_hides_no_issue(cli: Cli) -> None:
    """The register is whole: the card is shown, without its history, and the error comes after it."""
    cli.ok("note", "QH-01", "已约谈")
    with (cli.folder / "issues.log.jsonl").open("ab") as trail:
        trail.write(b"garbage\n")
    shown = cli("show", "QH-01")
    assert shown.code == 7
    assert "甲川县垃圾场渗滤液外溢" in shown.out
    assert "the trail cannot be read" in shown.out
    assert "issues.log.jsonl:3: the trail is damaged" in shown.err
    assert cli("show", "QH-01", "-o", "json").out == ""

import pytest

from tests.cli.harness import Cli


def test_a_report_ticks_off_and_reads(cli: Cli) -> None:
    """Milestone, measure, figure, percentage, verdict and evidence in one report; the note stays in the trail."""
    done = ("--milestone", "S2", "--measure", "M1", "--indicator", "COD=60", "--percent", "80")
    judged = ("--verdict", "behind", "--evidence", "report.pdf", "--on", "2019-06-20")
    result = cli.ok("progress", "QH-01", "--note", "已完成清淤", *done, *judged)
    assert result.out.startswith("QH-01  reported on\n")
    issue = cli.issue("QH-01")
    assert (str(issue.milestones[1].done_on), str(issue.measures[0].done_on)) == ("2019-06-20", "2019-06-20")
    assert (str(issue.indicators[0].actual), issue.percent, issue.verdict and issue.verdict.pace) == (
        "60",
        80,
        "behind",
    )
    assert [item.name for item in issue.evidence] == ["report.pdf"]
    assert cli.last_event()["text"] == "已完成清淤"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "missing option '--note'"),
        (("--note", "n", "--milestone", "S9"), 4, "QH-01 has no milestone 'S9'."),
        (("--note", "n", "--measure", "M9"), 4, "hint: it has: M1"),
        (("--note", "n", "--indicator", "SS=1"), 4, "QH-01 has no indicator 'SS'."),
        (("--note", "n", "--indicator", "COD"), 2, "hint: write --indicator NAME=VALUE"),
        (("--note", "n", "--indicator", "COD=1", "--indicator", "COD=2"), 2, "--indicator names COD twice"),
        (("--note", "n", "--indicator", "COD=many"), 2, "not a figure"),
        (("--note", "n", "--indicator", "COD=50"), 5, "COD falls from 55 to 50 and no reason is given"),
        (("--note", "n", "--percent", "101"), 2, "percent: a percentage goes from 0 to 100."),
        (("--note", "n", "--percent", "50"), 5, "percent falls from 60 to 50"),
        (
            ("--note", "n", "--verdict", "fine"),
            2,
            "no verdict is called 'fine'.\nhint: --verdict is one of: ",
        ),
    ],
)
def test_a_report_that_cannot_be_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """What is named must be there, and a figure that falls needs a reason."""
    before = cli.snapshot()
    result = cli("progress", "QH-01", *words)
    assert result.code == code
    assert said in result.err
    assert cli.snapshot() == before


def test_a_figure_may_fall_with_a_reason(cli: Cli) -> None:
    """The reason stands in the trail."""
    cli.ok("progress", "QH-01", "--note", "复测", "--percent", "50", "--reason", "复测降低")
    assert cli.issue("QH-01").percent == 50


def test_only_work_in_progress_is_reported_on(cli: Cli) -> None:
    """An open issue is started first."""
    result = cli("progress", "QH-02", "--note", "n")
    assert result.code == 5
    assert "hint: rectify start QH-02" in result.err

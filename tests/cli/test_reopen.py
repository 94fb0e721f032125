from tests.cli.harness import Cli


def test_a_closed_issue_lives_again_in_its_next_cycle(cli: Cli) -> None:
    """The closure is kept and marked; old evidence does not count for the new life."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    result = cli.ok("reopen", "QH-01", "--reason", "复查发现反弹", "--rebound")
    assert result.out.startswith("QH-01  reopened: closed → in_progress\n")
    issue = cli.issue("QH-01")
    assert (issue.cycle, issue.closures[0].rebound, str(issue.closures[0].reopened_on)) == (2, True, "2019-07-01")
    assert cli("close", "QH-01").code == 5


def test_never_without_a_reason(cli: Cli) -> None:
    """The hint is the command with the reason."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    result = cli("reopen", "QH-01")
    assert result.code == 5
    assert "hint: rectify reopen QH-01 --reason TEXT" in result.err


def test_what_is_not_closed_is_not_reopened(cli: Cli) -> None:
    """The next command from where it stands is named."""
    result = cli("reopen", "QH-02", "--reason", "x")
    assert result.code == 5
    assert "it is open, and reopen goes from closed" in result.err
    assert "hint: rectify start QH-02" in result.err

from tests.cli.harness import Cli


def test_it_goes_back_to_the_unit_with_a_reason(cli: Cli) -> None:
    """The submission stays on record, marked as sent back."""
    cli.ok("submit", "QH-01", "--evidence", "report.pdf")
    result = cli.ok("return", "QH-01", "--reason", "材料不全")
    assert result.out.startswith("QH-01  returned: submitted → in_progress\n")
    assert str(cli.issue("QH-01").submissions[0].returned_on) == "2019-07-01"
    assert cli.last_event()["reason"] == "材料不全"


def test_never_without_a_reason(cli: Cli) -> None:
    """Who sends back says why."""
    cli.ok("submit", "QH-01", "--evidence", "report.pdf")
    result = cli("return", "QH-01")
    assert (result.code, result.err) == (
        5,
        "error: QH-01 cannot be returned: no reason is given.\nhint: rectify return QH-01 --reason TEXT\n",
    )


def test_an_open_issue_was_never_handed_in(cli: Cli) -> None:
    """There is nothing to send back."""
    result = cli("return", "QH-02", "--reason", "材料不全")
    assert result.code == 5
    assert "it is open, and return goes from submitted or verified or on_notice" in result.err

from tests.cli.harness import Cli


def test_work_begins(cli: Cli) -> None:
    """Open becomes in progress, and that is what is said."""
    assert cli.ok("start", "QH-02").out.startswith("QH-02  started: open → in_progress\n")
    assert cli.issue("QH-02").status == "in_progress"


def test_without_a_responsible_unit_the_next_command_is_named(cli: Cli) -> None:
    """No work without a master."""
    result = cli("start", "QH-04")
    assert (result.code, result.err) == (
        5,
        "error: QH-04 cannot be started: no responsible unit.\nhint: rectify assign QH-04 --unit UNIT\n",
    )


def test_an_illegal_step_says_where_it_stands_and_what_comes_next(cli: Cli) -> None:
    """A submitted issue is not started; it is verified or returned."""
    cli.ok("submit", "QH-01", "--evidence", "report.pdf")
    result = cli("start", "QH-01")
    assert result.code == 5
    assert "QH-01 cannot be started: it is submitted, and start goes from open." in result.err
    assert "hint: rectify verify QH-01 --method onsite, or rectify return QH-01 --reason TEXT" in result.err

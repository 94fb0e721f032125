from tests.cli.harness import Cli


def test_units_person_and_a_missing_deadline_are_named(cli: Cli) -> None:
    """Every role has its option; the result names old and new value."""
    roles = ("--lead", "县政府", "--cooperating", "丙", "--supervising", "市政府", "--accepting", "省厅")
    result = cli.ok("assign", "QH-04", "--unit", "甲村", *roles, "--person", "王明", "--due", "2019-12-31")
    assert "QH-04  assigned\n" in result.out
    assert "    deadline: – → date: 2019-12-31\n" in result.out
    issue = cli.issue("QH-04")
    assert issue.units.all_names() == ("县政府", "甲村", "丙", "市政府", "省厅")
    assert (issue.person, str(issue.deadline and issue.deadline.date)) == ("王明", "2019-12-31")


def test_unit_replaces_the_responsible_units(cli: Cli) -> None:
    """`--unit` is the whole list of those who do the work."""
    cli.ok("assign", "QH-02", "--unit", "甲", "--unit", "乙")
    assert cli.issue("QH-02").units.responsible == ("甲", "乙")


def test_nothing_named_is_a_usage_error_that_lists_what_may_be(cli: Cli) -> None:
    """An assign without any option means nothing."""
    result = cli("assign", "QH-04")
    assert result.code == 2
    assert "nothing to assign to QH-04" in result.err
    assert "--unit --lead --cooperating --supervising --accepting --person --due" in result.err


def test_a_deadline_that_stands_does_not_move_this_way(cli: Cli) -> None:
    """The refusal gives the command that moves it, with a reason."""
    result = cli("assign", "QH-02", "--due", "2020-01-01")
    assert result.code == 5
    assert "hint: ask for an extension: rectify extend QH-02 --to 2020-01-01 --reason TEXT" in result.err


def test_a_closed_issue_is_not_assigned(cli: Cli) -> None:
    """What is struck off needs a reopen first."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    result = cli("assign", "QH-01", "--unit", "甲")
    assert result.code == 5
    assert "hint: rectify reopen QH-01 --reason TEXT" in result.err

from tests.cli.harness import Cli


def test_the_unit_says_done_with_evidence(cli: Cli) -> None:
    """The submission names day, actor and unit; the file lies in the case folder."""
    result = cli.ok("submit", "QH-01", "--evidence", "report.pdf", "--unit", "甲川县水务局", "--as", "王明")
    assert result.out.startswith("QH-01  submitted: in_progress → submitted\n")
    (step,) = cli.issue("QH-01").submissions
    assert (str(step.on), step.by, step.unit) == ("2019-07-01", "王明", "甲川县水务局")
    assert any(name.startswith("issues.evidence/QH-01/") for name in cli.snapshot())


def test_without_evidence_it_is_refused_with_the_command(cli: Cli) -> None:
    """Nothing is taken on somebody's word."""
    result = cli("submit", "QH-01")
    assert (result.code, result.err) == (
        5,
        "error: QH-01 cannot be submitted: no evidence.\nhint: rectify submit QH-01 --evidence FILE\n",
    )


def test_more_evidence_needs_a_return_first(cli: Cli) -> None:
    """What is submitted does not grow in silence."""
    cli.ok("submit", "QH-01", "--evidence", "report.pdf")
    assert cli.ok("submit", "QH-01", "--evidence", "report.pdf").out == "QH-01  nothing to do\n"
    cli.write("more.pdf", b"more")
    result = cli("submit", "QH-01", "--evidence", "more.pdf")
    assert result.code == 5
    assert "rectify return QH-01 --reason TEXT" in result.err

import pytest

from tests.cli.harness import Cli


@pytest.fixture
def submitted(cli: Cli) -> Cli:
    """A register in which QH-01 is submitted."""
    cli.ok("submit", "QH-01", "--evidence", "report.pdf")
    return cli


def test_someone_confirms_that_it_is_done(submitted: Cli) -> None:
    """The verification names method, unit and day, and is bound to what was seen."""
    result = submitted.ok("verify", "QH-01", "--method", "onsite", "--unit", "省水利厅", "--on", "2019-06-30")
    assert result.out.startswith("QH-01  verified: submitted → verified\n")
    (seen,) = submitted.issue("QH-01").verifications
    assert (seen.method, seen.unit, str(seen.on)) == ("onsite", "省水利厅", "2019-06-30")
    assert submitted.ok("verify", "QH-01", "--method", "onsite").out == "QH-01  nothing to do\n"


def test_it_may_be_verified_again_when_it_has_changed(submitted: Cli) -> None:
    """A verification is of what was seen; a later change makes it stale."""
    submitted.ok("verify", "QH-01", "--method", "onsite")
    submitted.ok("edit", "QH-01", "--set", "target=达标排放")
    submitted.ok("verify", "QH-01", "--method", "document")
    assert [seen.method for seen in submitted.issue("QH-01").verifications] == ["onsite", "document"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-01",), 2, "missing option '--method'"),
        (("QH-01", "--method", "phone"), 2, "hint: --method is one of: onsite, document, monitoring, test\n"),
        (("QH-02", "--method", "onsite"), 5, "it is open, and verify goes from submitted"),
    ],
)
def test_what_cannot_be_verified_is_told(submitted: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """The method is one of four, and only what was submitted is verified."""
    result = submitted("verify", *words)
    assert result.code == code
    assert said in result.err

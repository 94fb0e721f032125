import hashlib

import pytest

from tests.cli.harness import Cli

REPORT = b"%PDF the whole report"
DIGEST = hashlib.sha256(REPORT).hexdigest()


def test_it_works_in_one_step_from_any_status_that_is_not_closed(cli: Cli) -> None:
    """An open issue and one in progress are struck off alike, with the file in hand."""
    result = cli.ok("close", "QH-01", "QH-02", "--evidence", "report.pdf")
    assert "QH-01  closed: in_progress → closed\n" in result.out
    assert "QH-02  closed: open → closed\n" in result.out


def test_the_file_lies_in_the_case_folder_its_digest_in_register_and_trail(cli: Cli) -> None:
    """One case, one folder; the blob is named by its digest and nobody may write it."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    blob = cli.folder / "issues.evidence" / "QH-01" / f"{DIGEST[:16]}-report.pdf"
    assert blob.read_bytes() == REPORT
    assert blob.stat().st_mode & 0o222 == 0
    (item,) = cli.issue("QH-01").evidence
    assert (item.sha256, item.name, item.size) == (DIGEST, "report.pdf", len(REPORT))
    assert cli.last_event()["evidence"] == [{"sha256": DIGEST, "name": "report.pdf", "size": len(REPORT)}]


def test_without_evidence_it_is_refused_with_the_command(cli: Cli) -> None:
    """Code 5, what is missing, and what to type."""
    result = cli("close", "QH-01")
    assert (result.code, result.out) == (5, "")
    assert result.err == "error: QH-01 cannot be closed: no evidence.\nhint: rectify close QH-01 --evidence FILE\n"


def test_twice_is_nothing_to_do_but_new_evidence_is_refused(cli: Cli) -> None:
    """The same again does no harm; a closed issue takes no new paper."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    before = cli.snapshot()
    assert cli.ok("close", "QH-01", "--evidence", "report.pdf").out == "QH-01  nothing to do\n"
    assert cli.ok("close", "QH-01").out == "QH-01  nothing to do\n"
    assert cli.snapshot() == before
    cli.write("more.pdf", b"more")
    result = cli("close", "QH-01", "--evidence", "more.pdf")
    assert result.code == 5
    assert "hint: rectify reopen QH-01 --reason TEXT" in result.err


def test_outcome_filing_and_reason_stand_in_the_closure(cli: Cli) -> None:
    """How it ended, and the reference of the filing."""
    more = ("--outcome", "unfounded", "--filing-no", "甲环〔2019〕7号", "--reason", "不属实")
    cli.ok("close", "QH-02", "--evidence", "report.pdf", *more)
    (closure,) = cli.issue("QH-02").closures
    assert (closure.outcome, closure.filing_no, closure.reason) == ("unfounded", "甲环〔2019〕7号", "不属实")
    assert (
        "no outcome is called 'gone'.\nhint: --outcome is one of: rectified, "
        in cli("close", "QH-03", "--outcome", "gone").err
    )


@pytest.mark.parametrize("name", ["-rf", "報告 終.pdf", "a;b.pdf", "[/red].pdf"])
def test_odd_names_are_taken_in_under_a_safe_name(cli: Cli, name: str) -> None:
    """A name is data: letters of any script stay, everything else becomes an underscore."""
    cli.write(name, b"odd")
    cli.ok("close", "QH-01", "--evidence", name)
    (item,) = cli.issue("QH-01").evidence
    assert all(letter.isalnum() or letter in "-_." for letter in item.name)


def test_two_files_are_kept_and_the_same_file_once(cli: Cli) -> None:
    """One blob a digest, whatever the names."""
    cli.write("copy.pdf", REPORT)
    cli.write("photo.jpg", b"photo")
    cli.ok("close", "QH-01", "--evidence", "report.pdf", "--evidence", "photo.jpg", "--evidence", "copy.pdf")
    assert [item.name for item in cli.issue("QH-01").evidence] == ["report.pdf", "photo.jpg"]

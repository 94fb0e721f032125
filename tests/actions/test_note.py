import pytest

from rectify.errors import BadBatchLine
from rectify.terms import Status
from tests.make import changes, evidence, issue, refusal, request


@pytest.mark.parametrize("status", [status.value for status in Status])
def test_a_note_changes_nothing_in_any_status(status: str) -> None:
    """A remark is kept as the text of the event, which stands without changes."""
    note = request("note", text="电话核实")
    assert changes(note, issue(status=status)) == {}
    assert (note.remark, note.stands_without_change) == ("电话核实", True)


def test_a_note_may_bring_evidence() -> None:
    """A photograph comes with a word."""
    done = changes(request("note", text="x"), issue(), evidence())
    assert done == {"evidence": [evidence(on="2019-03-01", by="王芳").data()]}


def test_a_closed_issue_takes_no_new_evidence() -> None:
    """A known file is nothing new."""
    closed = issue(status="closed", evidence=[evidence()])
    assert changes(request("note", text="x"), closed, evidence()) == {}
    error = refusal(request("note", text="x"), closed, evidence(2))
    assert error.message == "QH-05 cannot be given evidence: it is closed."
    assert error.hint == "rectify reopen QH-05 --reason TEXT"


@pytest.mark.parametrize("fields", [{}, {"text": ""}, {"text": "\u3000"}])
def test_a_note_says_something(fields: dict[str, str]) -> None:
    """An empty remark is none."""
    with pytest.raises(BadBatchLine):
        request("note", **fields)


def test_a_remark_that_is_the_id_of_an_issue_is_a_slip() -> None:
    """`note QH-01 QH-05` forgot the text; a remark cannot be taken back, so it is asked."""
    error = refusal(request("note", text="QH-05"), issue())
    assert error.message == "the remark is the id QH-05; was the text forgotten?"
    assert error.hint == 'rectify note QH-05 QH-05 "text of the remark"'

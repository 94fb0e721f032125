"""What became of the lines of a batch."""

import json

from rectify.errors import BadBatchLine
from rectify.view.batch import LineResult, batch_json, batch_jsonl, batch_page
from rectify.view.plain_table import plain_text
from tests.view.samples import HOSTILE, assert_harmless, closing
from tests.view.test_outcome import REFUSED, judged

GOOD = LineResult(1, judgement=judged(event=closing()))
NOTHING = LineResult(2, judgement=judged("XN-2"))
REFUSAL = LineResult(3, judgement=judged("XN-3", error=REFUSED))
UNREAD = LineResult(4, error=BadBatchLine(why=HOSTILE))
ALL = (GOOD, NOTHING, REFUSAL, UNREAD)


def test_good_lines_are_told_and_all_are_counted() -> None:
    """The bad ones are the error's to tell."""
    text = plain_text(batch_page(ALL, is_applied=True, is_dry_run=False))
    assert text.startswith("XN-1  closed: in_progress → closed\n")
    assert text.endswith("XN-2  nothing to do\n4 lines: 1 done, 1 nothing to do, 2 bad\n")


def test_a_dry_run_says_would_and_a_held_batch_nothing() -> None:
    """Nothing was recorded."""
    text = plain_text(batch_page(ALL[:2], is_applied=True, is_dry_run=True))
    assert text.endswith("2 lines: 1 would be done, 1 nothing to do\n")
    assert plain_text(batch_page(ALL, is_applied=False, is_dry_run=False)) == ""


def test_a_result_a_line_for_scripts() -> None:
    """Held lines are those that a bad one kept back."""
    lines = [json.loads(line) for line in batch_jsonl(ALL, is_applied=False).splitlines()]
    assert [line["line"] for line in lines] == [1, 2, 3, 4]
    assert [line["result"] for line in lines] == ["held", "nothing", "refused", "refused"]
    data = json.loads(batch_json(ALL, {"dry_run": False, "run": None}, is_applied=True))
    assert (data["applied"], data["results"][0]["result"]) == (True, "done")
    assert_harmless(batch_json(ALL, {"dry_run": True}, is_applied=True))


def test_every_bad_line_has_its_error() -> None:
    """In reading or in judging; one that was neither read nor judged says so."""
    assert [result.any_error for result in ALL] == [None, None, REFUSED, UNREAD.error]
    assert LineResult(5).any_error is None
    assert "nothing was judged" in batch_jsonl([LineResult(5)], is_applied=True)

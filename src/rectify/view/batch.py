"""THE EYE: what became of the lines of a batch, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rectify.errors import BadBatchLine, RectifyError
from rectify.model.bare import BARE_POLICY
from rectify.view.json_text import envelope, json_lines
from rectify.view.outcome import judgement_data, judgement_page
from rectify.view.sheet import Line, Page, line

if TYPE_CHECKING:
    from rectify.actions.judge import Judgement
    from rectify.model.policy import Policy


class LineResult(NamedTuple):
    """One line: its number, and why it could not be read or what was judged."""

    number: int
    error: RectifyError | None = None
    judgement: Judgement | None = None

    @property
    def any_error(self) -> RectifyError | None:
        """Why the line is bad, in reading or in judging; None when it is good."""
        return self.error or (self.judgement.error if self.judgement else None)


def batch_page(
    results: Sequence[LineResult], *, is_applied: bool, is_dry_run: bool, policy: Policy = BARE_POLICY
) -> Page:
    """The good lines as they were carried out, then a count; the bad ones are the error's to tell.

    Args:
        results: one for each request, in order.
        is_applied: the good lines were recorded (or would be); False when a bad one kept all back.
        is_dry_run: nothing was recorded; say `would`.
        policy: the register's, which says how many extensions may be granted.
    """
    good = [result.judgement for result in results if result.judgement and not result.any_error]
    if not is_applied:
        return ()
    lines = [one for judgement in good for one in judgement_page(judgement, dry_run=is_dry_run, policy=policy)]
    return (*lines, _count(results, good, is_dry_run=is_dry_run))


def batch_json(results: Sequence[LineResult], head: Mapping[str, Any], *, is_applied: bool) -> str:
    """All lines in one object; `head` is what every write begins with (`outcome.head_data`)."""
    head = {**head, "applied": is_applied and not head["dry_run"], "count": len(results)}
    return envelope(head, "results", (_data(result, is_applied=is_applied) for result in results))


def batch_jsonl(results: Sequence[LineResult], *, is_applied: bool) -> str:
    """A line of JSON for each line: line, id, verb, result (done, nothing, refused, held), and why."""
    return json_lines(_data(result, is_applied=is_applied) for result in results)


def _data(result: LineResult, *, is_applied: bool) -> dict[str, object]:
    if result.judgement is not None:
        data = judgement_data(result.judgement)
        held = {"result": "held"} if data["result"] == "done" and not is_applied else {}
        return {"line": result.number, **data, **held}
    error = result.error or BadBatchLine(why="nothing was judged")
    return {
        "line": result.number,
        "id": None,
        "verb": None,
        "result": "refused",
        "changes": [],
        "message": error.message,
        "hint": error.hint,
        "code": error.code,
        "exit": int(error.exit_code),
    }


def counted_as(results: Sequence[LineResult], number: int) -> str:
    """What so many of them are called: lines, or requests where a line of several issues makes more than one."""
    what = "line" if len({result.number for result in results}) == len(results) else "request"
    return what if number == 1 else f"{what}s"


def _count(results: Sequence[LineResult], good: Sequence[Judgement], *, is_dry_run: bool) -> Line:
    done = sum(judgement.event is not None for judgement in good)
    would = "would be " if is_dry_run else ""
    bad = f", {len(results) - len(good)} bad" if len(results) > len(good) else ""
    return line(
        f"{len(results)} {counted_as(results, len(results))}: {done} {would}done, {len(good) - done} nothing to do{bad}"
    )

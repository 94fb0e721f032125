"""The three steps of a batch: read the lines, judge and commit them, report each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rectify.actions.any_action import read_action
from rectify.actions.batch_text import FORMS, Line, read_batch
from rectify.cli.decode import file_text
from rectify.cli.options import WRITE_FORMS
from rectify.cli.runtime import Runtime
from rectify.cli.write import echo_dates, say_hand_edits
from rectify.errors import BadBatch, BadUsage, Detail, ExitCode, RectifyError
from rectify.faults import BatchIdUsed
from rectify.terms import Via
from rectify.view.batch import LineResult, batch_json, batch_jsonl, batch_page, counted_as
from rectify.view.json_text import json_lines
from rectify.view.outcome import head_data, notes_page

if TYPE_CHECKING:
    from datetime import date

    from rectify.actions.action import Action
    from rectify.session import Outcome

_LASTS = 200
"""From so many lines on a progress bar is worth drawing."""


class BatchRun:
    """One batch, from its text to its report."""

    def __init__(self, runtime: Runtime, *, keep_going: bool, batch_id: str | None, dry_run: bool) -> None:
        self._runtime, self._keep_going, self._batch_id, self._dry_run = runtime, keep_going, batch_id, dry_run
        self._form = runtime.form(*WRITE_FORMS)
        self._lines: list[tuple[Line, Action | RectifyError]] = []

    def read(self, file: str, form: str | None) -> None:
        """Read the lines, from a file or stdin.

        Raises:
            BadUsage: no such form.
            NotUtf8: the input is in another encoding.
            DiskRefused: the file cannot be read.
        """
        if form is not None and form not in FORMS:
            raise BadUsage(message=f"no batch form is called {form!r}", hint=f"the forms are {', '.join(FORMS)}")
        today = self._runtime.today_of(self._runtime.session())
        for line in read_batch(self._text(file), form, is_table=file.lower().endswith(".csv")):
            self._lines.append((line, line.error or self._request(line, today)))

    def judge_and_commit(self) -> "Outcome":
        """Judge every line that could be read; commit when none is bad, or those that are good with keep_going.

        Raises:
            BatchIdUsed: a batch of this id was applied before, and not with these lines.
        """
        actions = [request for _, request in self._lines if not isinstance(request, RectifyError)]
        is_held = len(actions) < len(self._lines) and not self._keep_going
        session = self._runtime.session(dry_run=self._dry_run or is_held)
        with _bar(self._runtime, len(actions)) as step:
            keep = self._keep_going
            outcome = session.do(actions, via=Via.BATCH, batch_id=self._batch_id, keep_going=keep, step=step)
        if outcome.is_repeat and is_held:  # a line that nobody can read was in no batch that was applied whole
            first = next(line.number for line, request in self._lines if isinstance(request, RectifyError))
            raise BatchIdUsed(batch_id=self._batch_id, line=f"line {first}")
        return outcome

    def report(self, outcome: "Outcome") -> None:
        """Say what became of each line.

        Raises:
            BadBatch: when lines were bad.
        """
        say_hand_edits(self._runtime, outcome)
        if outcome.is_repeat:
            self._runtime.say(f"nothing to do: batch {self._batch_id} was applied before{_since(outcome)}")
        results = [] if outcome.is_repeat else self._results(outcome)
        bad = [result for result in results if result.any_error]
        is_applied = bool(not bad or (self._keep_going and len(bad) < len(results)))
        self._print(outcome, results, is_applied=is_applied)
        if bad:
            raise _bad_batch(results, bad, is_applied=is_applied)

    def _print(self, outcome: "Outcome", results: list[LineResult], *, is_applied: bool) -> None:
        if self._form == "json":
            head = head_data(outcome, dry_run=self._dry_run) | _undone(outcome)
            self._runtime.print(batch_json(results, head, is_applied=is_applied))
        elif self._form == "jsonl" and outcome.is_repeat:
            self._runtime.print(json_lines([{"repeat": True, "batch_id": self._batch_id, **_undone(outcome)}]))
        elif self._form == "jsonl":
            self._runtime.print(batch_jsonl(results, is_applied=is_applied and not self._dry_run))
        elif not outcome.is_repeat:
            policy = outcome.register.header.policy
            page = batch_page(results, is_applied=is_applied, is_dry_run=self._dry_run, policy=policy)
            self._runtime.show((*page, *notes_page(outcome)))

    def _results(self, outcome: "Outcome") -> list[LineResult]:
        judgements = iter(outcome.judgements)
        return [
            LineResult(line.number, error=request)
            if isinstance(request, RectifyError)
            else LineResult(line.number, judgement=next(judgements))
            for line, request in self._lines
        ]

    def _request(self, line: Line, today: Callable[[], "date"]) -> "Action | RectifyError":
        try:
            action = read_action(line.data, today)
        except RectifyError as error:
            return error
        echo_dates(self._runtime, action, line.data, today, f"line {line.number}: ")
        return action

    def _text(self, file: str) -> str:
        if file == "-":
            return self._runtime.read_stdin()
        return file_text(file, "give the path of a readable file, or - for stdin")


def _since(outcome: "Outcome") -> str:
    """What a repeat is told where somebody has undone the batch: it is not done again behind their back."""
    if outcome.undone_by is None:
        return ""
    return f" and undone by run {outcome.undone_by}; to do it again, give it another name"


def _undone(outcome: "Outcome") -> dict[str, int]:
    return {} if outcome.undone_by is None else {"undone_by": outcome.undone_by}


def _bad_batch(results: list[LineResult], bad: list[LineResult], *, is_applied: bool) -> BadBatch:
    errors = [(result.number, result.any_error) for result in bad]
    details = tuple(Detail(f"line {number}", error.message, error.hint) for number, error in errors if error)
    first = errors[0][1]
    code = ExitCode.REFUSED if is_applied or first is None else first.exit_code
    good = len(results) - len(bad)
    effect = f"the other {good} {'is' if good == 1 else 'are'} told above" if is_applied else "nothing was changed"
    return BadBatch(
        exit_code=code,
        details=details,
        bad=len(bad),
        total=len(results),
        what=counted_as(results, len(results)),
        effect=effect,
    )


@contextmanager
def _bar(runtime: Runtime, total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, where a person watches and it lasts."""
    if total < _LASTS or not runtime.around.stderr.isatty():
        yield lambda: None
        return
    from rectify.view.progress import watching

    with watching(runtime.around.stderr, total) as step:
        yield step

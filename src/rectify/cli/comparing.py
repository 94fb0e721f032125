"""The three steps of `diff`: read what is to be compared, compare, show."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from rectify.cli.parse import known_entries, some_ids
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage
from rectify.model.zone import recorded_on
from rectify.query.diff import Comparison, Span, by_hand, compare, span_of_days, span_of_runs
from rectify.query.runs import TrailView
from rectify.reading import Reading
from rectify.replaying import edits_since, replayed_or_told

if TYPE_CHECKING:
    from rectify.model.event import Event

_RANGE: Final = re.compile(r"(\d{0,9})(\.\.)?(\d{0,9})\Z", re.ASCII)


class Comparing:
    """One `diff`, from its words to its report.

    Raises:
        BadUsage, BadDate: words that do not fit together.
        UnknownIssue: an id that neither register nor trail knows.
        UnknownRun, BeforeTheTrail, NoTrailYet: a state that there is not.
        InvalidTrail: the trail is damaged.
    """

    def __init__(self, runtime: Runtime, words: Sequence[str], since: str | None, until: str | None) -> None:
        self._runtime, self._store = runtime, runtime.store()
        self._reading = Reading(self._store, runtime.around.clock, runtime.asked_today)
        self._loaded = self._store.load_as_published()
        self._runs = list(filter(self._loaded.knows, self._store.runs()))
        self._zone = ZoneInfo(self._loaded.register.header.timezone)
        names = (self._store.name, self._store.trail.name)
        self._trail = TrailView(self._runs, *names, lambda run: recorded_on(run, self._zone))
        span, entries = self._asked(words, since, until)
        self._edits = self._hand_edits(entries)
        self.found = self._compared(span, entries)
        if self._reading.is_pending():
            runtime.say("a run is recorded but not published yet; it counts, and the next write publishes it")

    @property
    def is_different(self) -> bool:
        """True when any field is."""
        return any(one.changes for one in self.found.differences)

    def say(self, form: str) -> None:
        """Print it in the form asked for."""
        from rectify.view.difference import difference_page, difference_sheet
        from rectify.view.difference_data import difference_json, difference_jsonl
        from rectify.view.difference_report import difference_report
        from rectify.view.machine_text import as_rows

        found, zone, as_of = self.found, self._zone, self._reading.today(self._loaded.register)
        outside = [event.issue for event in self._edits] if not found.is_by_hand else []
        if form == "table":
            limit = self._runtime.value_limit
            self._runtime.show(difference_page(found, zone=zone, as_of=as_of, outside=outside, limit=limit))
        elif form in ("plain", "csv"):
            self._runtime.print(as_rows(form, difference_sheet(found)))
        elif form == "json":
            self._runtime.print(difference_json(found, as_of=as_of, outside=outside))
        elif form == "jsonl":
            self._runtime.print(difference_jsonl(found))
        else:
            title = self._loaded.register.header.title or self._store.name
            self._runtime.print(difference_report(found, title=title, zone=zone, as_of=as_of, outside=outside))

    def _asked(self, words: Sequence[str], since: str | None, until: str | None) -> tuple[Span | None, list[str]]:
        """The span, None when it is the register file that is compared, and the entries asked for."""
        is_range = bool(words) and self._is_range(words[0])
        entries = [*some_ids(self._runtime, words[1:] if is_range else words)]
        known_entries(entries, self._loaded.register, self._runs)
        if is_range and (since or until):
            raise BadUsage(message=f"{words[0]} and days are two spans", hint="give runs, or --since and --until")
        if is_range:
            return self._of_runs(words[0]), entries
        return (self._of_days(since, until) if since or until else None), entries

    def _is_range(self, word: str) -> bool:
        """True for a range of runs; a word of digits alone may also be the id of an issue.

        Raises:
            BadUsage: it is both; or it is 0, which is no run, nor the id of an issue.
        """
        found = _RANGE.match(word)
        if not found or not word:
            return False
        if found[2]:
            return True
        run, is_issue = int(word), self._loaded.register.has(word)
        if run and is_issue:
            hint = f"the issue: rectify diff .. {word}; the run: rectify diff {run - 1}..{run}"
            raise BadUsage(message=f"{word} can be read in two ways: run {run}, or issue {word}", hint=hint)
        if not run and not is_issue:
            hint = "what the first run did: rectify diff 0..1; all that was ever done: rectify diff 0.."
            raise BadUsage(message="no run is 0: it is the state before the first run", hint=hint)
        return not is_issue

    def _of_runs(self, word: str) -> Span:
        first, dots, last = word.partition("..")
        if not dots:
            end = span_of_runs(self._trail, None, int(first)).end
            return Span(end - 1, end)
        bounds = [int(part) if part else None for part in (first, last)]
        return span_of_runs(self._trail, *bounds)

    def _of_days(self, since: str | None, until: str | None) -> Span:
        today = self._runtime.today_of(self._reading)
        return span_of_days(
            self._trail,
            self._runtime.day("--since", since, today) if since else None,
            self._runtime.day("--until", until, today) if until else None,
        )

    def _hand_edits(self, entries: Sequence[str]) -> "list[Event]":
        """What differs from the trail; equal digests and nothing left outside say that nothing does."""
        last = self._loaded.last
        if last is None or (last.after == self._loaded.digest and not last.outside):
            return []
        trail = self._store.trail.name
        edits = edits_since(replayed_or_told(self._runs, trail), self._loaded.register, trail)
        return [event for event in edits if not entries or event.issue in entries]

    def _compared(self, span: Span | None, entries: Sequence[str]) -> Comparison:
        if span is not None:
            return compare(self._trail, span, entries)
        titles = {issue.id: issue.title for issue in self._loaded.register.issues}
        return by_hand(self._edits, self._runs, titles)

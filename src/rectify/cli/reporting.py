"""The steps of `report`: read the trail, choose the period, reckon, say."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rectify.cli.parse import basis_of, known_words
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage, NoTrailYet
from rectify.model.zone import recorded_on
from rectify.periods import Period, read_period
from rectify.query.choice import Filter
from rectify.query.groups import all_names_of
from rectify.query.report import ALL_GROUPS, Wish, header_of, report, report_as_it_stands
from rectify.query.runs import TrailView
from rectify.replaying import edits_since, replayed_or_told
from rectify.terms import Basis, Kind

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.query.report import Report


Wanted = Mapping[str, Sequence[str] | None]


class Reporting:
    """One `report`, from its words to its figures.

    Raises:
        BadUsage, BadDate: words that do not fit together.
        BeforeTheTrail, NoTrailYet: a time that is not on record.
        InvalidTrail: the trail is damaged.
    """

    def __init__(
        self, runtime: Runtime, period: str, as_of: str | None, *, by: Sequence[str], wanted: Wanted, basis: str
    ) -> None:
        self._runtime, self._store, self._reading = runtime, runtime.store(), runtime.reading()
        self._wanted, self._by, self._basis = wanted, tuple(dict.fromkeys(by)), basis_of(basis)
        self._require_known()
        self._loaded = self._store.load_as_published()
        self._runs = list(filter(self._loaded.knows, self._store.runs()))
        zone = ZoneInfo(self._loaded.register.header.timezone)
        names = (self._store.name, self._store.trail.name)
        self._trail = TrailView(self._runs, *names, lambda run: recorded_on(run, zone))
        self._period, self._as_of = self._days(period, as_of)
        self._found = self._reckoned()
        if self._reading.is_pending():
            runtime.say("a run is recorded but not published yet; it counts, and the next write publishes it")
        if outside := self._outside():
            runtime.say(f"edited outside rectify, so not in these figures: {', '.join(outside)}; see rectify diff")

    def say(self, form: str) -> None:
        """Print it in the form asked for."""
        from rectify.view.machine_text import as_rows
        from rectify.view.report import report_page, report_sheet
        from rectify.view.report_data import report_json
        from rectify.view.report_text import report_text

        found, title = self._found, self._found.now.register.header.title or self._store.name
        if form == "table":
            self._runtime.show(report_page(found, title=title, notes=[*self._notes(), *self._sources()]))
        elif form == "md":
            text = report_text(found, title=title, notes=[*self._notes()], sources=[*self._sources(is_md=True)])
            self._runtime.print(text)
        elif form == "json":
            self._runtime.print(report_json(found, head=self._head, chosen=self._chosen()))
        else:
            self._runtime.print(as_rows(form, report_sheet(found)))

    def _require_known(self) -> None:
        known_words("kind", self._wanted["kind"] or (), Kind)
        for name in self._by:
            if name not in ALL_GROUPS:
                raise BadUsage(message=f"cannot report by {name!r}", hint=f"one of: {', '.join(ALL_GROUPS)}")

    def _days(self, words: str, as_of: str | None) -> tuple[Period, date]:
        """The period, and the day up to which it is told; words that depend on today are echoed."""
        today = partial(self._reading.today, self._loaded.register)
        until = self._runtime.day("--as-of", as_of, today) if as_of is not None else today()
        if as_of is not None and not self._runs:
            raise NoTrailYet(name=self._store.name, asked=until.isoformat())
        period = read_period(words, until)
        if words.strip() != period.name:
            self._runtime.say(f"--period {words} is {period.name}, {period.first} to {period.last}")
        if period.first > until:
            hint = f"ask for an earlier one: --period {period.before.name}"
            raise BadUsage(message=f"{period.name} begins after {until}", hint=hint)
        if until <= period.last and until >= self._reading.clock_day(self._loaded.register):
            self._runtime.say(f"{until} is not over: what is recorded until its end will count, too")
        return period, until

    def _reckoned(self) -> Report:
        if not self._runs:
            kept = self._loaded.register
            return report_as_it_stands(kept, self._period, self._as_of, self._wish(kept.header))
        header = header_of(self._trail, min(self._period.last, self._as_of))
        return report(self._trail, self._period, self._as_of, self._wish(header))

    def _wish(self, header: Header) -> Wish:
        given = {name: frozenset(values or ()) for name, values in self._wanted.items()}
        wish = Filter(
            kinds=frozenset(Kind(word) for word in given["kind"]),
            units=all_names_of(header, given["unit"]),
            persons=given["person"],
            categories=given["category"],
            rounds=given["round"],
            tags=given["tag"],
        )
        return Wish(partial(_takes, wish, self._as_of), self._by, self._basis)

    @property
    def _head(self) -> str | None:
        """The digest of the last run that is in the figures: the run after it names it."""
        if self._found.runs < len(self._runs):
            return self._runs[self._found.runs].prev[-1]
        return self._loaded.head if self._runs else None

    def _chosen(self) -> list[str]:
        return [f"{name} {' or '.join(values)}" for name, values in self._wanted.items() if values]

    def _outside(self) -> list[str]:
        """The entries edited by hand and not adopted. They are told beside the figures, which only the trail makes."""
        last = self._loaded.last
        if last is None or (last.after == self._loaded.digest and not last.outside):
            return []
        state = replayed_or_told(self._runs, self._store.trail.name)
        return [event.issue for event in edits_since(state, self._loaded.register, self._store.trail.name)]

    def _notes(self) -> Iterator[str]:
        from rectify.view.escape import shown

        if chosen := self._chosen():
            yield f"Only issues of {shown(', '.join(chosen))}."

    def _sources(self, *, is_md: bool = False) -> Iterator[str]:
        """The trail, and the command that gives the same figures on any later day."""
        from rectify.view.report_words import source_words

        if self._runs and self._head:
            again = shlex.join(self._again()) if is_md else ""
            yield from source_words(self._found.runs, self._head, again, is_md=is_md)

    def _again(self) -> Iterator[str]:
        yield from ("rectify", "report", "--period", self._period.name, "--as-of", self._found.now.as_of.isoformat())
        for name, values in (*self._wanted.items(), ("by", self._by)):
            for value in values or ():
                yield from (f"--{name}", value)
        if self._basis is not Basis.CURRENT:
            yield from ("--overdue-basis", self._basis.value)


def _takes(wish: Filter, day: date, issue: Issue) -> bool:
    return wish.takes(issue, day)

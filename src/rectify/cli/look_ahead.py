"""The steps of `due`: load, look ahead, choose, say."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Final

from rectify.cli.parse import basis_of, known_words
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage
from rectify.faults import InvalidTrail
from rectify.model.deed import Deed
from rectify.query.choice import Filter
from rectify.query.due import Window, by_unit, due, is_unclear
from rectify.query.groups import all_names_of
from rectify.query.links import again_by_place
from rectify.terms import Kind
from rectify.view.due import Asked, again_words, due_md, due_page, due_sheet

_BEFORE_ANY_RUN: Final = datetime(1970, 1, 1, tzinfo=UTC)


class LookAhead:
    """One `due`; `found` is every matter that was asked for, once.

    Raises:
        BadUsage, BadDate: words that do not fit together.
        UnknownIssue: an id that no issue has.
    """

    def __init__(
        self,
        runtime: Runtime,
        as_of: str | None,
        within: str | None,
        *,
        wanted: Mapping[str, Sequence[str] | None],
        basis: str,
    ) -> None:
        self._runtime, self._basis = runtime, basis_of(basis)
        self._loaded, self._today, notes = runtime.look(as_of)
        self._register, self._recorded_by = self._loaded.register, self._today if as_of else None
        until = self._until(within)
        wish = self._wish(wanted)
        issues = [issue for issue in self._register.issues if wish.takes(issue, self._today)]
        chosen = {issue.id for issue in issues}
        units = all_names_of(self._register.header, wanted["unit"] or ())
        window = Window(self._today, until, self._basis)
        entries = due(self._register, window, lambda issue: issue.id in chosen, self._past)
        self.found = tuple(entry for entry in entries if not units or units & set(entry.units))
        told = tuple(f"{name} {' or '.join(values)}" for name, values in wanted.items() if values and name != "id")
        policy, total = self._register.header.policy, len(self._register)
        unclear = sum(is_unclear(issue, policy, self._basis) for issue in issues)
        self._asked = Asked(self._today, until, len(issues), total, unclear, told)
        groups = by_unit(self.found).items()
        self._groups = {name: members for name, members in groups if not units or name[1] in units}
        self._again = [] if any(wanted.values()) else list(again_by_place(self._register))
        self._notes = (*notes, *again_words(self._again))

    def say(self, form: str) -> None:
        """Print it in the form asked for."""
        from rectify.view.due_data import due_json
        from rectify.view.machine_text import as_rows, ids_text

        runtime = self._runtime
        if form == "table":
            runtime.show(due_page(self.found, self._groups, self._asked, self._notes))
        elif form == "md":
            runtime.print(due_md(self.found, self._groups, self._asked, self._title, self._notes))
        elif form == "json":
            runtime.print(due_json(self.found, self._asked, basis=self._basis, again=self._again))
        elif form == "ics":
            runtime.print(self._calendar())
        elif form == "ids":
            runtime.print(ids_text({entry.issue.id: entry.issue for entry in self.found}.values()))
        else:
            runtime.print(as_rows(form, due_sheet(self.found)))

    @property
    def _title(self) -> str:
        return self._register.header.title or self._runtime.store().name

    def _until(self, within: str | None) -> date:
        from rectify.dates import counts_business_days, resolve
        from rectify.dates import within as last_day

        words = within or f"{self._register.header.policy.warning_days}d"
        until = last_day(words, self._today)
        if until < self._today:
            hint = "look ahead: --within 30d; what is late is always told"
            raise BadUsage(message=f"--within {words} lies before {resolve('today', self._today)}", hint=hint)
        if counts_business_days(words):  # other words need no echo: the foot has the day
            self._runtime.say_day(f"--within {words}", until, words, lambda: self._today)
        return until

    def _wish(self, wanted: Mapping[str, Sequence[str] | None]) -> Filter:
        known_words("kind", wanted["kind"] or (), Kind)
        for id_ in wanted["id"] or ():
            self._register.get(id_)
        ids = None if wanted["id"] is None else frozenset(wanted["id"])
        return Filter(ids=ids, kinds=frozenset(Kind(word) for word in wanted["kind"] or ()))

    def _past(self, id_: str) -> Sequence[Deed]:
        return self._deeds(id_)

    @cached_property
    def _deeds(self) -> Callable[[str], Sequence[Deed]]:
        """What was done to each issue, read when it is asked for; nothing where the trail is damaged: `check` tells."""
        ids = [issue.id for issue in self._register.issues]
        try:
            return self._runtime.reading().past(ids, self._register.header, self._recorded_by)
        except InvalidTrail:
            return lambda _: ()

    @property
    def _stamp(self) -> datetime:
        """When the register became what it is: the same answer is the same file, whenever it is asked for."""
        last = self._loaded.last
        return datetime.fromisoformat(last.at) if last else _BEFORE_ANY_RUN

    def _calendar(self) -> str:
        """The matters that have a day; two registers in one calendar do not overwrite each other's."""
        from hashlib import sha256

        from rectify.exchange.ics import CalendarEntry, calendar_bytes
        from rectify.view.due_data import appointments

        place = sha256(self._title.encode()).hexdigest()[:16]
        days = [
            CalendarEntry(f"{one.key}@{place}.rectify", one.day, one.summary, one.description, one.categories)
            for one in appointments(self.found)
        ]
        return calendar_bytes(days, name=self._title, stamp=self._stamp).decode()

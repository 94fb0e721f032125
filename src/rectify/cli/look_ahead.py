"""The steps of `due`: load, look ahead, choose, say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rectify.cli.parse import basis_of, known_words
from rectify.cli.runtime import Runtime
from rectify.errors import BadUsage
from rectify.faults import InvalidTrail
from rectify.query.choice import Filter
from rectify.query.due import Window, by_unit, due, in_sight, unclear
from rectify.query.groups import all_names_of
from rectify.query.links import again_by_place
from rectify.terms import Kind
from rectify.view.due import Asked, again_words, due_md, due_page, due_sheet

if TYPE_CHECKING:
    from rectify.model.deed import Deed


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
        units = all_names_of(self._register.header, wanted["unit"] or ())
        window = Window(self._today, until, self._basis)
        self._issues = in_sight(self._register, window, wish)
        entries = due(self._register, window, self._issues, self._past)
        self.found = tuple(entry for entry in entries if not units or units & set(entry.units))
        told = tuple(f"{name} {' or '.join(values)}" for name, values in wanted.items() if values and name != "id")
        self._asked = self._counted(wish, until, told)
        groups = by_unit(self.found).items()
        self._groups = {name: members for name, members in groups if not units or name[1] in units}
        self._again = [] if any(wanted.values()) else list(again_by_place(self._register))
        self._notes = (*notes, *again_words(self._again))

    def say(self, form: str) -> None:
        """Print it in the form asked for."""
        runtime = self._runtime
        if form == "table":
            runtime.show(due_page(self.found, self._groups, self._asked, self._notes))
        elif form == "md":
            runtime.print(due_md(self.found, self._groups, self._asked, self._title, self._notes))
        else:
            runtime.print(self._for_machines(form))

    def _for_machines(self, form: str) -> str:
        from rectify.view.due_data import due_json
        from rectify.view.machine_text import as_rows, ids_text

        if form == "json":
            return due_json(self.found, self._asked, basis=self._basis, again=self._again)
        if form == "ics":
            return self._calendar()
        if form == "ids":
            return ids_text(dict.fromkeys(entry.issue.id for entry in self.found))
        return as_rows(form, due_sheet(self.found))

    @property
    def _title(self) -> str:
        return self._register.header.title or self._runtime.store().name

    def _until(self, within: str | None) -> date:
        if not within:
            days = self._register.header.policy.warning_days
            return self._today + min(timedelta(days=days), date.max - self._today)
        from rectify.dates import counts_business_days
        from rectify.dates import within as last_day

        until = last_day(within, self._today)
        if until < self._today:
            hint = "look ahead: --within 30d; what is late is always told"
            raise BadUsage(message=f"--within {within} lies before {self._today}", hint=hint)
        if counts_business_days(within):  # other words need no echo: the foot has the day
            self._runtime.say_day(f"--within {within}", until, within, lambda: self._today)
        return until

    def _wish(self, wanted: Mapping[str, Sequence[str] | None]) -> Filter:
        known_words("kind", wanted["kind"] or (), Kind)
        for id_ in wanted["id"] or ():
            self._register.get(id_)
        ids = None if wanted["id"] is None else frozenset(wanted["id"])
        return Filter(ids=ids, kinds=frozenset(Kind(word) for word in wanted["kind"] or ()))

    def _counted(self, wish: Filter, until: date, told: tuple[str, ...]) -> Asked:
        """How many issues were looked at; none of them is made."""
        register, policy = self._register, self._register.header.policy
        looked_at = len(wish.places(register, self._today))
        is_unclear = len(wish.places(register, self._today, *unclear(policy, self._basis)))
        return Asked(self._today, until, looked_at, len(register), is_unclear, told)

    def _past(self, id_: str) -> Sequence[Deed]:
        return self._deeds(id_)

    @cached_property
    def _deeds(self) -> Callable[[str], Sequence[Deed]]:
        """What was done to each issue, read when it is asked for; nothing where the trail is damaged: `check` tells."""
        ids = [issue.id for issue in self._issues]
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

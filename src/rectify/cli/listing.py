"""The steps of `list`: load, choose, arrange, say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from rectify.cli.parse import basis_of, fields_of, known_words
from rectify.cli.runtime import Runtime
from rectify.errors import UnknownField
from rectify.query.choice import Filter, overdue_at
from rectify.query.facts import FIELDS
from rectify.query.groups import all_names_of
from rectify.query.order import by_deadline_at, in_order
from rectify.query.picked import NOTHING, Picked, PickedAt
from rectify.terms import Kind, Status


class Listing:
    """One list: `found` are the places of the issues that met the conditions; `arrange` cuts them, `say` shows them."""

    def __init__(self, runtime: Runtime, form: str, as_of: str | None, basis: str) -> None:
        self._runtime, self._form, self._basis = runtime, form, basis_of(basis)
        self._register, self._today, self._notes = runtime.read(as_of)
        self.found: Sequence[int] = ()
        self._shown = NOTHING
        self._limit: int | None = None
        self._chosen: list[str] = []

    def choose(
        self,
        wanted: Mapping[str, Sequence[str] | None],
        *,
        all_: bool,
        overdue: bool,
        due_within: str | None,
        search: str | None,
        where: str | None,
    ) -> None:
        """Keep the issues that meet every condition; closed ones only when asked for.

        Raises:
            BadUsage, BadDate, BadExpression, UnknownField: a condition that cannot be read.
            UnknownIssue: an id that no issue has.
        """
        wish = self._words(wanted)._replace(is_overdue=overdue, basis=self._basis, search=search)
        if due_within is not None:
            wish = wish._replace(due_by=self._within(due_within))
        if where is not None:
            from rectify.where import compile_where

            fields, tell = FIELDS, self._say_day
            wish = wish._replace(where=compile_where(where, today=self._today, known_fields=fields, tell=tell))
        if not (all_ or wish.statuses or wish.ids is not None):
            wish = wish._replace(statuses=frozenset(Status) - {Status.CLOSED})
            self._chosen.append("not closed")
        self._chosen += _conditions(wanted, wish, where)
        self.found = wish.places(self._register, self._today)

    def arrange(self, sort: str | None, limit: int | None) -> None:
        """Sort, by deadline when nothing else is asked for; show no more than the limit."""
        names = fields_of(sort) if sort else []
        _require_known([name.removeprefix("-") for name in names])
        shelf = self._register.by_id
        if names:
            self._shown = Picked(in_order(shelf.at(self.found), names, self._today, self._basis)[:limit])
        else:
            self._shown = PickedAt(shelf, by_deadline_at(self._register, self.found, self._basis)[:limit])
        self._limit = limit
        if limit is not None and limit < len(self.found):
            self._notes = [*self._notes, f"the first {limit} of {len(self.found)} found"]

    def say(self, fields: str | None, group: str | None) -> None:
        """Print the issues in the form asked for.

        Raises:
            UnknownField: no field is called so.
        """
        if group is not None:
            from rectify.view.issue_list import require_group

            require_group(group)
        names = fields_of(fields) if fields else None
        if self._form in ("table", "wide"):
            self._say_tables(names, group)
        else:
            self._runtime.print(self._for_machines(names))

    def _say_tables(self, names: list[str] | None, group: str | None) -> None:
        from rectify.view.issue_list import issue_sheets

        self._runtime.show(
            issue_sheets(
                self._shown,
                today=self._today,
                total=len(self._register),
                chosen=self._chosen,
                found=(len(self.found), overdue_at(self._register, self.found, self._today, self._basis)),
                fields=names,
                wide=self._form == "wide",
                basis=self._basis,
                group=group,
                header=self._register.header,
                notes=self._notes,
            )
        )

    def _for_machines(self, names: list[str] | None) -> str:
        if self._form in ("json", "jsonl", "yaml"):
            return self._as_data(names)
        from rectify.view.issue_list import machine_sheet
        from rectify.view.machine_text import csv_text, ids_text, tab_text

        if self._form == "ids":
            return ids_text(self._shown.ids)
        sheet = machine_sheet(self._shown, today=self._today, fields=names, basis=self._basis)
        return csv_text(sheet) if self._form == "csv" else tab_text(sheet)

    def _as_data(self, names: list[str] | None) -> str:
        from rectify.view.issues_data import issues_json, issues_jsonl, issues_yaml

        issues, policy = self._shown.issues, self._register.header.policy
        if self._form == "jsonl":
            return issues_jsonl(issues, today=self._today, fields=names, basis=self._basis, policy=policy)
        write = issues_json if self._form == "json" else issues_yaml
        total, found = len(self._register), None if self._limit is None else len(self.found)
        return write(
            issues, today=self._today, total=total, found=found, fields=names, basis=self._basis, policy=policy
        )

    def _words(self, wanted: Mapping[str, Sequence[str] | None]) -> Filter:
        given = {name: frozenset(values or ()) for name, values in wanted.items()}
        known_words("status", given["status"], Status)
        known_words("kind", given["kind"], Kind)
        for id_ in wanted["id"] or ():  # the first of them that is unknown is told
            self._register.get(id_)
        return Filter(
            ids=None if wanted["id"] is None else given["id"],
            statuses=frozenset(Status(word) for word in given["status"]),
            kinds=frozenset(Kind(word) for word in given["kind"]),
            units=all_names_of(self._register.header, given["unit"]),
            persons=given["person"],
            categories=given["category"],
            rounds=given["round"],
            tags=given["tag"],
        )

    def _within(self, text: str) -> date:
        from rectify.dates import counts_business_days, within

        day = within(text, self._today)
        if counts_business_days(text):  # other words need no echo: the foot has the day
            self._runtime.say_day(f"--due-within {text}", day, text, lambda: self._today)
        return day

    def _say_day(self, words: str, day: date) -> None:
        self._runtime.say_day(words, day, words, lambda: self._today)


def _conditions(wanted: Mapping[str, Sequence[str] | None], wish: Filter, where: str | None) -> list[str]:
    """What the issues were chosen by, as the foot says it; ids are not repeated."""
    told = [f"{name} {' or '.join(values)}" for name, values in wanted.items() if values and name != "id"]
    if wish.is_overdue:
        told.append("overdue")
    if wish.due_by is not None:
        told.append(f"due by {wish.due_by}")
    if wish.search is not None:
        told.append(f"with “{wish.search}”")
    if where is not None:
        told.append(f"where {where}")
    return told


def _require_known(names: Sequence[str]) -> None:
    for name in names:
        if name.split(".")[0] not in FIELDS:
            raise UnknownField(name=name, fields=", ".join(FIELDS))

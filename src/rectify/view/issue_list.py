"""THE EYE: issues as sheets, with a foot that says how many of how many, and of which day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rectify.model.bare import BARE_HEADER
from rectify.model.timing import is_late
from rectify.model.traits import timing_by
from rectify.query.facts import facts, value_at
from rectify.query.groups import UNIT, groups_in, trait_of
from rectify.terms import Basis
from rectify.view import issue_columns
from rectify.view.escape import shown
from rectify.view.issue_columns import Listed, sheet_of
from rectify.view.labels import number_of
from rectify.view.values import shortened, value_words

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.query.picked import Picked
    from rectify.view.issue_columns import Field
    from rectify.view.sheet import Sheet

OVERDUE = "overdue"
"""The condition that already says how many are late."""
ORIGINAL_WORDS = " by the original deadline"
LONGEST = 60
"""A condition is not told in more characters than this."""


def issue_sheets(
    picked: Picked,
    *,
    today: date,
    total: int,
    chosen: Sequence[str] = (),
    found: tuple[int, int] | None = None,
    fields: Sequence[str] | None = None,
    wide: bool = False,
    basis: Basis = Basis.CURRENT,
    group: str | None = None,
    header: Header = BARE_HEADER,
    notes: Sequence[str] = (),
) -> list[Sheet]:
    """The list as people read it: one sheet, or one for each group; the last has the foot.

    Args:
        picked: the issues, in the order to show.
        today: the day that days left are counted from.
        total: how many issues the register holds.
        chosen: the conditions the issues were chosen by, as the foot says them ("not closed", "overdue").
        found: how many met them, and how many of those are overdue, where `picked` was cut; the foot counts these.
        fields: names of `FIELDS` or dotted ones, instead of the usual columns.
        wide: more columns, those of them that say something; narrow terminals drop some.
        basis: which deadline counts.
        group: a field to group by, or `unit`; an issue with several values stands in several groups.
        header: knows the other names of units, and how many extensions may be granted.
        notes: more lines for the foot.

    Raises:
        UnknownField: `fields` or `group` names no field.
    """
    columns = issue_columns.asked_for(fields) if fields else issue_columns.usual(picked, wide=wide, basis=basis)
    told = found or (len(picked), sum(is_late(timing, today) for timing in picked.column(timing_by(basis))))
    foot = (_count_line(told, today, total, chosen, basis), *notes)
    listed = Listed(picked, today, basis, header.policy.extension_limit, tuple(fields or ()))
    return _sheets(columns, listed, _groups(picked, group, today, basis, header), foot)


def machine_sheet(
    picked: Picked, *, today: date, fields: Sequence[str] | None = None, basis: Basis = Basis.CURRENT
) -> Sheet:
    """The list as machines read it: values alone, for csv and -o plain.

    Raises:
        UnknownField: `fields` names no field.
    """
    names = tuple(fields or issue_columns.FOR_MACHINES)
    return sheet_of(issue_columns.bare(names), Listed(picked, today, basis, names=names))


def require_group(name: str) -> None:
    """Refuse what issues cannot be grouped by.

    Raises:
        UnknownField: no field of an issue, and not `unit`.
    """
    if name != UNIT:
        issue_columns.require_fields([name])


def _sheets(
    columns: Sequence[Field], listed: Listed, groups: Mapping[str | None, Picked], foot: tuple[str, ...]
) -> list[Sheet]:
    last = next(reversed(tuple(groups)))
    return [
        sheet_of(columns, listed.part(members), title=_title(name, members), foot=foot * (name == last))
        for name, members in groups.items()
    ]


def _title(name: str | None, members: Picked) -> str | None:
    return name and f"{name} ({len(members)})"


def _count_line(of: tuple[int, int], today: date, total: int, chosen: Sequence[str], basis: Basis) -> str:
    found, late = of
    if not total:
        return "The register has no issues yet. Add the first: rectify add --title TEXT"
    by = ORIGINAL_WORDS if basis is Basis.ORIGINAL else ""
    conditions = (shortened(shown(word), LONGEST) + (by if word == OVERDUE else "") for word in chosen)
    parts = [f"{found} of {number_of(total, 'issue')}", ", ".join(conditions)]
    if found and OVERDUE not in chosen:
        parts.append(f"{late} overdue{by}")
    words = " · ".join(part for part in (*parts, f"as of {today}") if part)
    return words if found else f"Nothing to show: {words}"


def _groups(picked: Picked, field: str | None, today: date, basis: Basis, header: Header) -> dict[str | None, Picked]:
    if field is None:
        return {None: picked}
    require_group(field)
    groups: dict[str | None, list[int]] = {}
    for number, names in enumerate(_group_names(picked, field, today, basis, header)):
        for name in names:
            groups.setdefault(name, []).append(number)
    return {name: picked.part(numbers) for name, numbers in groups.items()} or {None: picked}


def _group_names(picked: Picked, field: str, today: date, basis: Basis, header: Header) -> Iterator[tuple[str, ...]]:
    """The groups of each issue."""
    if field == UNIT:
        for units in picked.column(trait_of(UNIT)):
            yield tuple(shown(name) for name in groups_in(units, UNIT, header.one_unit))
        return
    for issue in picked.issues:
        value = value_at(facts(issue, today, basis, wanted={field.partition(".")[0]}), field)
        values = value if isinstance(value, list) else [value]
        yield tuple(dict.fromkeys(value_words(one) for one in values if one is not None)) or (f"no {field}",)

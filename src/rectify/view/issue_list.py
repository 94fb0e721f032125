"""THE EYE: issues as sheets, with a foot that says how many of how many, and of which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rectify.model.bare import BARE_HEADER
from rectify.model.timing import is_overdue
from rectify.query.facts import facts, value_at
from rectify.query.groups import group_of
from rectify.terms import Basis
from rectify.view import issue_columns
from rectify.view.escape import shown
from rectify.view.issue_columns import Listed, sheet_of
from rectify.view.labels import number_of
from rectify.view.values import shortened, value_words

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.view.issue_columns import Field
    from rectify.view.sheet import Sheet

UNIT = "unit"
"""No field, but a group: the responsible units, else the lead unit, by the names the header has for them."""
OVERDUE = "overdue"
"""The condition that already says how many are late."""
ORIGINAL_WORDS = " by the original deadline"
LONGEST = 60
"""A condition is not told in more characters than this."""


def issue_sheets(
    issues: Sequence[Issue],
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
        issues: in the order to show.
        today: the day that days left are counted from.
        total: how many issues the register holds.
        chosen: the conditions the issues were chosen by, as the foot says them ("not closed", "overdue").
        found: how many met them, and how many of those are overdue, where `issues` was cut; the foot counts these.
        fields: names of `FIELDS` or dotted ones, instead of the usual columns.
        wide: more columns, those of them that say something; narrow terminals drop some.
        basis: which deadline counts.
        group: a field to group by, or `unit`; an issue with several values stands in several groups.
        header: knows the other names of units, and how many extensions may be granted.
        notes: more lines for the foot.

    Raises:
        UnknownField: `fields` or `group` names no field.
    """
    columns = issue_columns.asked_for(fields) if fields else issue_columns.usual(issues, wide=wide, basis=basis)
    told = found or (len(issues), sum(is_overdue(issue, today, basis) for issue in issues))
    foot = (_count_line(told, today, total, chosen, basis), *notes)
    listed = Listed(issues, today, basis, header.policy.extension_limit, tuple(fields or ()))
    return _sheets(columns, listed, _groups(issues, group, today, basis, header), foot)


def machine_sheet(
    issues: Sequence[Issue], *, today: date, fields: Sequence[str] | None = None, basis: Basis = Basis.CURRENT
) -> Sheet:
    """The list as machines read it: values alone, for csv and -o plain.

    Raises:
        UnknownField: `fields` names no field.
    """
    names = tuple(fields or issue_columns.FOR_MACHINES)
    return sheet_of(issue_columns.bare(names), Listed(issues, today, basis, names=names))


def require_group(name: str) -> None:
    """Refuse what issues cannot be grouped by.

    Raises:
        UnknownField: no field of an issue, and not `unit`.
    """
    if name != UNIT:
        issue_columns.require_fields([name])


def _sheets(
    columns: Sequence[Field], listed: Listed, groups: Mapping[str | None, Sequence[Issue]], foot: tuple[str, ...]
) -> list[Sheet]:
    last = next(reversed(tuple(groups)))
    return [
        sheet_of(columns, listed.part(members), title=_title(name, members), foot=foot * (name == last))
        for name, members in groups.items()
    ]


def _title(name: str | None, members: Sequence[Issue]) -> str | None:
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


def _groups(
    issues: Sequence[Issue], field: str | None, today: date, basis: Basis, header: Header
) -> dict[str | None, Sequence[Issue]]:
    if field is None:
        return {None: issues}
    require_group(field)
    groups: dict[str | None, list[Issue]] = {}
    for issue in issues:
        for name in _group_names(issue, field, today, basis, header):
            groups.setdefault(name, []).append(issue)
    return {**groups} or {None: []}


def _group_names(issue: Issue, field: str, today: date, basis: Basis, header: Header) -> tuple[str, ...]:
    if field == UNIT:
        return tuple(shown(name) for name in group_of(issue, UNIT, header))
    value = value_at(facts(issue, today, basis, wanted={field.partition(".")[0]}), field)
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(value_words(one) for one in values if one is not None)) or (f"no {field}",)

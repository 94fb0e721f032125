"""THE EYE: issues as sheets, with a foot that says how many of how many, and of which day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.timing import is_overdue
from rectify.query.facts import facts, value_at
from rectify.query.groups import group_of
from rectify.terms import Basis
from rectify.view import issue_columns
from rectify.view.escape import shown
from rectify.view.issue_columns import Facet, Field, facet
from rectify.view.labels import number_of
from rectify.view.sheet import Sheet
from rectify.view.values import shortened, value_words

UNIT = "unit"
"""No field, but a group: the responsible units, else the lead unit, by the names the header has for them."""
OVERDUE = "overdue"
"""The condition that already says how many are late."""
ORIGINAL_WORDS = " by the original deadline"
_BARE: Final = Header()
LONGEST = 60
"""A condition is not told in more characters than this."""


def issue_sheets(
    issues: Sequence[Issue],
    *,
    today: date,
    total: int,
    chosen: Sequence[str] = (),
    found: Sequence[Issue] | None = None,
    fields: Sequence[str] | None = None,
    wide: bool = False,
    basis: Basis = Basis.CURRENT,
    group: str | None = None,
    header: Header = _BARE,
    notes: Sequence[str] = (),
) -> list[Sheet]:
    """The list as people read it: one sheet, or one for each group; the last has the foot.

    Args:
        issues: in the order to show.
        today: the day that days left are counted from.
        total: how many issues the register holds.
        chosen: the conditions the issues were chosen by, as the foot says them ("not closed", "overdue").
        found: all that met them, where `issues` was cut; they are what the foot counts.
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
    foot = (_count_line(issues if found is None else found, today, total, chosen, basis), *notes)
    groups = _groups(issues, lambda issue: _group_names(issue, group, today, basis, header)) or {None: []}
    last = next(reversed(groups))
    return [
        _sheet(_facets(members, today, basis, header), columns, _title(name, members), foot * (name == last))
        for name, members in groups.items()
    ]


def machine_sheet(
    issues: Sequence[Issue], *, today: date, fields: Sequence[str] | None = None, basis: Basis = Basis.CURRENT
) -> Sheet:
    """The list as machines read it: values alone, for csv and -o plain.

    Raises:
        UnknownField: `fields` names no field.
    """
    return _sheet(_facets(issues, today, basis), issue_columns.bare(fields or issue_columns.FOR_MACHINES))


def require_group(name: str) -> None:
    """Refuse what issues cannot be grouped by.

    Raises:
        UnknownField: no field of an issue, and not `unit`.
    """
    if name != UNIT:
        issue_columns.require_fields([name])


def _facets(issues: Sequence[Issue], today: date, basis: Basis, header: Header = _BARE) -> Iterator[Facet]:
    return (facet(issue, today, basis, header.policy.extension_limit) for issue in issues)


def _title(name: str | None, members: Sequence[Issue]) -> str | None:
    return name and f"{name} ({len(members)})"


def _sheet(
    seen: Iterable[Facet], columns: tuple[Field, ...], title: str | None = None, foot: tuple[str, ...] = ()
) -> Sheet:
    rows = tuple(tuple(field.cell(one) for field in columns) for one in seen)
    return Sheet(tuple(field.column for field in columns), rows, title, foot)


def _count_line(found: Sequence[Issue], today: date, total: int, chosen: Sequence[str], basis: Basis) -> str:
    if not total:
        return "The register has no issues yet. Add the first: rectify add --title TEXT"
    by = ORIGINAL_WORDS if basis is Basis.ORIGINAL else ""
    conditions = (shortened(shown(word), LONGEST) + (by if word == OVERDUE else "") for word in chosen)
    parts = [f"{len(found)} of {number_of(total, 'issue')}", ", ".join(conditions)]
    if found and OVERDUE not in chosen:
        parts.append(f"{sum(is_overdue(issue, today, basis) for issue in found)} overdue{by}")
    words = " · ".join(part for part in (*parts, f"as of {today}") if part)
    return words if found else f"Nothing to show: {words}"


def _groups(issues: Sequence[Issue], names: Callable[[Issue], Iterable[str | None]]) -> dict[str | None, list[Issue]]:
    groups: dict[str | None, list[Issue]] = {}
    for issue in issues:
        for name in names(issue):
            groups.setdefault(name, []).append(issue)
    return groups


def _group_names(issue: Issue, field: str | None, today: date, basis: Basis, header: Header) -> tuple[str | None, ...]:
    if field is None:
        return (None,)
    require_group(field)
    if field == UNIT:
        return tuple(shown(name) for name in group_of(issue, UNIT, header))
    value = value_at(facts(issue, today, basis), field)
    values = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(value_words(one) for one in values if one is not None)) or (f"no {field}",)

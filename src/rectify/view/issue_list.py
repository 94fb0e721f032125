"""THE EYE: issues as sheets, with a foot that says how many of how many, and of which day."""

from collections.abc import Iterator, Sequence
from datetime import date

from rectify import query
from rectify.model.issue import Issue
from rectify.terms import Basis
from rectify.view import issue_columns
from rectify.view.issue_columns import Field, facet
from rectify.view.labels import number_of
from rectify.view.sheet import Sheet
from rectify.view.values import value_words


def issue_sheets(
    issues: Sequence[Issue],
    *,
    today: date,
    total: int,
    chosen: str = "",
    fields: Sequence[str] | None = None,
    wide: bool = False,
    basis: Basis = Basis.CURRENT,
    group: str | None = None,
    notes: Sequence[str] = (),
) -> list[Sheet]:
    """The list as people read it: one sheet, or one for each group; the last has the foot.

    Args:
        issues: in the order to show.
        today: the day that days left are counted from.
        total: how many issues the register holds.
        chosen: how the issues were chosen, as the foot says it ("not closed", "overdue").
        fields: names of `query.FIELDS` or dotted ones, instead of the usual columns.
        wide: more columns, those of them that say something; narrow terminals drop some.
        basis: which deadline counts.
        group: a field to group by; an issue with several values stands in several groups.
        notes: more lines for the foot.

    Raises:
        UnknownField: `fields` or `group` names no field.
    """
    columns = issue_columns.asked_for(fields) if fields else issue_columns.usual(issues if wide else None)
    foot = (_count_line(issues, today, total, chosen, basis), *notes)
    if group is None or not issues:
        return [_sheet(issues, columns, today, basis, foot=foot)]
    groups = _groups(issues, group, today)
    last = next(reversed(groups))
    return [
        _sheet(members, columns, today, basis, title=f"{name} ({len(members)})", foot=foot if name == last else ())
        for name, members in groups.items()
    ]


def machine_sheet(
    issues: Sequence[Issue], *, today: date, fields: Sequence[str] | None = None, basis: Basis = Basis.CURRENT
) -> Sheet:
    """The list as machines read it: values alone, for csv and -o plain.

    Raises:
        UnknownField: `fields` names no field.
    """
    return _sheet(issues, issue_columns.bare(fields or issue_columns.FOR_MACHINES), today, basis)


def _sheet(
    issues: Sequence[Issue],
    columns: tuple[Field, ...],
    today: date,
    basis: Basis,
    *,
    title: str | None = None,
    foot: tuple[str, ...] = (),
) -> Sheet:
    seen = (facet(issue, today, basis) for issue in issues)
    rows = tuple(tuple(field.cell(one) for field in columns) for one in seen)
    return Sheet(tuple(field.column for field in columns), rows, title, foot)


def _count_line(issues: Sequence[Issue], today: date, total: int, chosen: str, basis: Basis) -> str:
    if not total:
        return "The register has no issues yet. Add the first: rectify add --title TEXT"
    words = f"{len(issues)} of {number_of(total, 'issue')}{chosen and ' ' + chosen}"
    if not issues:
        return f"Nothing to show: {words} · as of {today}"
    late = sum(query.is_overdue(issue, today, basis) for issue in issues)
    by = " by the original deadline" if basis is Basis.ORIGINAL else ""
    overdue = "all overdue" if late == len(issues) > 1 and chosen != "overdue" else f"{late} overdue"
    return f"{words}{'' if chosen == 'overdue' else ' · ' + overdue}{by} · as of {today}"


def _groups(issues: Sequence[Issue], field: str, today: date) -> dict[str, list[Issue]]:
    issue_columns.require_fields([field])
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        for name in _group_names(issue, field, today):
            groups.setdefault(name, []).append(issue)
    return groups


def _group_names(issue: Issue, field: str, today: date) -> Iterator[str]:
    value = query.value_at(query.facts(issue, today), field)
    values = value if isinstance(value, list) else [value]
    named = dict.fromkeys(value_words(one) for one in values if one is not None)
    yield from named or (f"no {field}",)

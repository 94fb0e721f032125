"""THE EYE: issues as data for scripts: JSON, JSON lines, YAML; dates ISO, computed values beside the fields."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.model.bare import BARE_POLICY
from rectify.model.extensions import extensions_left
from rectify.query.facts import FIELDS, facts, value_at
from rectify.terms import Basis
from rectify.view.issue_columns import require_fields
from rectify.view.json_text import SCHEMA, envelope, json_lines

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.policy import Policy


def issue_data(
    issue: Issue,
    today: date,
    fields: Sequence[str] | None = None,
    basis: Basis = Basis.CURRENT,
    policy: Policy = BARE_POLICY,
) -> dict[str, Any]:
    """An issue with its computed values, or the fields asked for, by the names they were asked for.

    One with extensions has `extensions_left` too, where the policy sets a limit.
    """
    data = facts(issue, today, basis, {name.split(".")[0] for name in fields} if fields else FIELDS)
    if issue.extensions and policy.extension_limit is not None:
        data["extensions_left"] = extensions_left(issue, policy.extension_limit)
    return {name: value_at(data, name) for name in fields} if fields else data


def issues_json(
    issues: Sequence[Issue],
    *,
    today: date,
    total: int,
    found: int | None = None,
    fields: Sequence[str] | None = None,
    basis: Basis = Basis.CURRENT,
    policy: Policy = BARE_POLICY,
) -> str:
    """`{"schema":"rectify/1","as_of":…,"count":n,"total":n,"issues":[…]}`.

    Args:
        issues: in the order to show.
        today: the day that computed values are of; `as_of` in the text.
        total: how many issues the register holds.
        found: how many met the conditions, where only so many were asked for; `found` in the text.
        fields: names of `FIELDS` or dotted ones; all when not given.
        basis: which deadline counts.
        policy: the register's, which says how many extensions may be granted.

    Raises:
        UnknownField: `fields` names no field.
    """
    require_fields(fields or ())
    members = (issue_data(issue, today, fields, basis, policy) for issue in issues)
    return envelope(_head(len(issues), total, found, today), "issues", members)


def issues_jsonl(
    issues: Iterable[Issue],
    *,
    today: date,
    fields: Sequence[str] | None = None,
    basis: Basis = Basis.CURRENT,
    policy: Policy = BARE_POLICY,
) -> str:
    """An issue a line, no envelope.

    Raises:
        UnknownField: `fields` names no field.
    """
    require_fields(fields or ())
    return json_lines(issue_data(issue, today, fields, basis, policy) for issue in issues)


def issues_yaml(
    issues: Sequence[Issue],
    *,
    today: date,
    total: int,
    found: int | None = None,
    fields: Sequence[str] | None = None,
    basis: Basis = Basis.CURRENT,
    policy: Policy = BARE_POLICY,
) -> str:
    """The same as `issues_json`, as YAML.

    Raises:
        UnknownField: `fields` names no field.
    """
    from rectify.view.yaml_text import yaml_text

    require_fields(fields or ())
    head = {"schema": SCHEMA, **_head(len(issues), total, found, today)}
    return yaml_text(head | {"issues": [issue_data(issue, today, fields, basis, policy) for issue in issues]})


def _head(count: int, total: int, found: int | None, today: date) -> dict[str, Any]:
    return {"as_of": today.isoformat(), "count": count, **({} if found is None else {"found": found}), "total": total}

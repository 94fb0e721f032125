"""THE EYE: the policy in force, explained: gates, figures, people, duties, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from rectify.view import policy_words as words
from rectify.view.changes import change_line
from rectify.view.escape import shown
from rectify.view.json_text import envelope
from rectify.view.markdown import md
from rectify.view.sheet import Block, Cell, Column, Line, Page, Sheet, Tone, line
from rectify.view.values import value_words

if TYPE_CHECKING:
    from rectify.query.policy import Explained

_WEIGHTS: Final = {"RULE": 2, "BEFORE": 0, "FIGURE": 0}
"""The names that are typed are never broken; a rule has most to say."""
_NOT_IN_FORCE: Final = "not asked in this profile"


class _Table(NamedTuple):
    """One part of the page: a heading, the headings of its columns, its rows; all shown text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def policy_page(explained: Explained, *, title: str, as_of: date) -> Page:
    """The profile, what is to be feared, then a table each of gates, figures, people and duties.

    Args:
        explained: the policy.
        title: what the register is called.
        as_of: the day it is told of.
    """
    return (
        line(Cell(f"{shown(title)}: {_profile(explained)}", Tone.STRONG)),
        *(line(one, indent=4) for one in _opening(explained, as_of)),
        *(line(Cell("warning: ", Tone.LATE), shown(one)) for one in explained.concerns),
        *_outside(explained),
        *(block for table in _tables(explained) for block in _drawn(table)),
    )


def policy_md(explained: Explained, *, title: str, as_of: date) -> str:
    """The same in Markdown, as a text to hand on."""
    parts = [f"# Policy: {md(shown(title))}", md(f"{_profile(explained)}. {' '.join(_opening(explained, as_of))}")]
    told = [*(f"**Warning**: {md(shown(one))}" for one in explained.concerns)]
    told += [f"**Outside**: {md(one.text)}" for one in _outside(explained)]
    parts += ["\n".join(f"- {one}" for one in told)] if told else []
    for table in _tables(explained):
        rows = (
            table.heads,
            ("---",) * len(table.heads),
            *(tuple(md(cell.replace("\n", "; ")) or "–" for cell in row) for row in table.rows),
        )
        parts += [f"## {table.title}", "\n".join(f"| {' | '.join(row)} |" for row in rows)]
    return "\n\n".join(parts) + "\n"


def policy_json(explained: Explained, *, title: str, as_of: date) -> str:
    """The same for scripts: `figures` has a member for each field of the policy."""
    policy = explained.header.policy
    gates = {verb.value: [gate.name for gate in gates] for verb, gates in explained.gates}
    head = {
        "as_of": as_of.isoformat(),
        "title": title,
        "profile": policy.profile.value,
        "manner": policy.manner,
        "strayed": list(explained.strayed),
        "warnings": list(explained.concerns),
        "outside": [{"path": one.path, "before": one.before, "after": one.after} for one in explained.edits],
        "gates": gates,
        "people": [one.data() | {"from": _data(explained, "people", one.id)} for one in explained.header.people],
        "duties": [
            {
                "verb": one.duty[0].value,
                "way": one.duty[1] or None,
                "roles": list(one.roles),
                "people": [person.id for person in one.people],
                "gap": one.is_gap,
            }
            for one in explained.holdings
        ],
        "units": {unit: list(aliases) for unit, aliases in explained.header.units.items()},
    }
    members = (
        {**one._asdict(), "rule": words.RULES[one.name], "from": _data(explained, "policy", one.name)}
        for one in explained.figures
    )
    return envelope(head, "figures", members)


def _profile(explained: Explained) -> str:
    policy = explained.header.policy
    if not policy.manner:
        return f"profile {policy.profile}"
    but = f", but for {', '.join(explained.strayed)}" if explained.strayed else ""
    return f"profile {policy.profile}, in the manner of {shown(policy.manner)}{but}"


def _opening(explained: Explained, as_of: date) -> Iterator[str]:
    profile = words.PROFILES[explained.header.policy.profile]
    yield f"{profile[0].upper()}{profile[1:]}."
    source = "The gates are those of the trail." if explained.has_trail else "Nothing is recorded yet."
    yield f"{source} As of {as_of}."


def _outside(explained: Explained) -> Iterator[Line]:
    if explained.edits:
        hint = "the office takes it in: rectify audit adopt register --past-gates --reason TEXT"
        yield line(Cell("not in force: ", Tone.LATE), f"edited outside rectify and not in the trail; {hint}")
    for change in explained.edits:
        yield change_line(change, indent=4)


def _tables(explained: Explained) -> Iterator[_Table]:
    yield _Table("Gates", ("BEFORE", "GATE", "RULE"), tuple(_gate_rows(explained)))
    yield _Table("Figures", ("FIGURE", "VALUE", "RULE", "FROM"), tuple(_figure_rows(explained)))
    if explained.header.people:
        rows = tuple(_person_rows(explained))
        yield _Table("People", ("PERSON", "UNIT", "ROLES", "LOGINS", "FROM"), rows)
    if explained.holdings:
        rows = tuple(
            (words.duty_words(one.duty), " or ".join(one.roles), words.names(one.people)) for one in explained.holdings
        )
        yield _Table("Who may do what", ("DUTY", "ROLE", "WHO"), rows)
    if explained.header.units:
        yield _Table("Units", ("UNIT", "ALSO CALLED", "FROM"), tuple(_unit_rows(explained)))


def _gate_rows(explained: Explained) -> Iterator[tuple[str, ...]]:
    for verb, gates in explained.gates:
        for gate in gates:
            yield verb.value, gate.title, words.GATE_RULES[gate.name]


def _figure_rows(explained: Explained) -> Iterator[tuple[str, ...]]:
    for one in explained.figures:
        value = words.figure_words(one) if one.is_in_force else f"{words.figure_words(one)} ({_NOT_IN_FORCE})"
        is_usual = one.value == one.usual and ("policy", one.name) not in explained.origins
        origin = "the usual value" if is_usual else _from(explained, "policy", one.name)
        yield one.name, value, words.RULES[one.name], origin


def _person_rows(explained: Explained) -> Iterator[tuple[str, ...]]:
    for one in explained.header.people:
        roles = ", ".join(one.roles) or "none: remarks only"
        logins = value_words(list(one.logins))
        yield shown(one.called), shown(one.unit), roles, logins, _from(explained, "people", one.id)


def _unit_rows(explained: Explained) -> Iterator[tuple[str, ...]]:
    for unit, aliases in explained.header.units.items():
        yield shown(unit), value_words(list(aliases)), _from(explained, "units", unit)


def _from(explained: Explained, kind: str, name: str) -> str:
    return words.origin_words(explained.origins.get((kind, name)))


def _data(explained: Explained, kind: str, name: str) -> dict[str, Any] | None:
    origin = explained.origins.get((kind, name))
    if origin is None:
        return None
    deed = origin.deed
    told = {"run": deed.run, "day": deed.day.isoformat(), "actor": deed.actor, "login": deed.login}
    return told | {"verb": deed.event.verb, "reason": deed.event.reason, "found": origin.is_found}


def _drawn(table: _Table) -> Iterator[Block]:
    yield Sheet(_columns(table.heads), tuple(_cells(row) for row in table.rows), title=table.title)


def _columns(heads: Sequence[str]) -> tuple[Column, ...]:
    return tuple(Column(head, head.lower(), weight=_WEIGHTS.get(head, 1)) for head in heads)


def _cells(row: Sequence[str]) -> tuple[Cell, ...]:
    first, *others = row
    return (Cell(first, Tone.STRONG), *(Cell(one, Tone.LATE if one == "nobody" else Tone.PLAIN) for one in others))

"""THE EYE: what is due, late or waiting, a table for each unit that must act, and a foot of counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.model.due_entry import DueEntry, Matter, Urgency
from rectify.terms import Role
from rectify.view.escape import shown
from rectify.view.labels import left_words, number_of
from rectify.view.markdown import md
from rectify.view.sheet import Cell, Column, Page, Sheet, Tone, line

if TYPE_CHECKING:
    from rectify.model.due_entry import Step
    from rectify.query.links import Again

Groups = Mapping[tuple[Role, str], Sequence[DueEntry]]
"""The entries by unit, as `query_due.by_unit` gives them."""

_MATTERS: Final = {
    Matter.DEADLINE: "deadline",
    Matter.PETITION: "petition clock",
    Matter.MILESTONE: "milestone {part}",
    Matter.MEASURE: "measure {part}",
    Matter.GATE: "open gate {part}",
    Matter.VERIFICATION: "verification {part}",
    Matter.NOTICE: "public notice",
    Matter.NOTICE_END: "end of notice",
    Matter.OBJECTION: "answer to objection {part}",
    Matter.CLOSURE: "closure",
    Matter.EXTENSION: "decision on an extension",
    Matter.LOOK_BACK: "look-back",
    Matter.REBOUND: "reopening after a rebound",
    Matter.REPLY: "reply to {what}",
    Matter.REVIEW: "review",
}
_TONES: Final = {
    Urgency.LATE: Tone.LATE,
    Urgency.DUE: Tone.LATE,
    Urgency.COMING: Tone.SOON,
    Urgency.WAITING: Tone.PLAIN,
}
ROLE_WORDS: Final = {
    Role.OFFICE: "the office",
    Role.RESPONSIBLE: "no responsible unit",
    Role.ACCEPTING: "no accepting unit named",
    Role.APPROVER: "the approver",
    Role.PUBLIC_DESK: "the public desk",
}
"""Who must act where no unit is known."""
_COLUMNS: Final = (
    Column("ID", "id"),
    Column("TITLE", "title", weight=4, narrowest=10),
    Column("WHAT", "what", weight=2, narrowest=10),
    Column("DAY", "day"),
    Column("STANDS", "stands"),
    Column("ABOUT", "about", weight=3, drop_below=100),
)
_NAMED: Final = 5
"""So many places with repeated petitions are named; the rest is counted."""


class Asked(NamedTuple):
    """What the counts are of: so many issues of the register looked at, up to a day, chosen by conditions.

    `unclear` are those of them that are not done and have no certain deadline, and are no standing duties.
    """

    as_of: date
    until: date
    looked_at: int
    total: int
    unclear: int = 0
    chosen: tuple[str, ...] = ()


def due_page(entries: Sequence[DueEntry], groups: Groups, asked: Asked, notes: Sequence[str] = ()) -> Page:
    """A sheet for each unit, then the foot.

    Args:
        entries: each once.
        groups: the same by unit, in the order to show.
        asked: what they were chosen from.
        notes: more lines for the foot; shown text.
    """
    sheets = [
        Sheet(_COLUMNS, tuple(_row(entry) for entry in members), title=f"{who_words(*name)}: {_tally(members)}")
        for name, members in groups.items()
    ]
    foot = [line(Cell(words, Tone.MUTED)) for words in (*foot_words(entries, groups, asked), *notes)]
    return (*sheets, *([line()] if sheets else []), *foot)


def due_sheet(entries: Sequence[DueEntry]) -> Sheet:
    """The entries as rows, each once, for csv and -o plain."""
    names = ("urgency", "role", "units", "id", "title", "kind", "status", "matter", "part", "what", "day", "since")
    texts = tuple(Column(name.upper(), name, weight=1) for name in names)
    columns = (*texts, Column("DAYS", "days", is_number=True), Column("NEXT", "next", weight=1))
    return Sheet(columns, tuple(_plain_row(entry) for entry in entries))


def due_md(entries: Sequence[DueEntry], groups: Groups, asked: Asked, title: str, notes: Sequence[str] = ()) -> str:
    """A text in Markdown that an office can send: a table for each unit, and what the counts are of."""
    told = "\n".join(f"- {md(words)}" for words in (*foot_words(entries, groups, asked), *notes))
    parts = [f"# {md(shown(title))}: what is due", told]
    for name, members in groups.items():
        parts += [f"## {md(who_words(*name))}", md(_tally(members)), _table(members)]
    return "\n\n".join(parts) + "\n"


def matter_words(entry: DueEntry) -> str:
    """What is due, in words: `milestone S1`, `reply to yellow 3号`."""
    words = _MATTERS[entry.matter].format(part=entry.part, what=entry.what or "a letter")
    return shown(words).rstrip()


def stands_words(entry: DueEntry) -> str:
    """How it stands to its day: `3 d late`, `today`, `12 d left`, `waits 20 d`."""
    if entry.day is not None:
        return left_words(entry.days or 0)
    return "waits" if entry.days is None else f"waits {entry.days} d"


def steps_words(steps: Sequence[Step]) -> str:
    """The way so far, and how long each step took: `submitted 2018-12-12 → verified 2018-12-18 (6 d)`."""
    if not steps:
        return ""
    told = [f"{shown(one.name)} {one.on}" for one in steps]
    gaps = ["", *(f" ({(later.on - one.on).days} d)" for one, later in pairwise(steps))]
    return " → ".join(words + gap for words, gap in zip(told, gaps, strict=False))


def who_words(role: Role, unit: str) -> str:
    """The unit that must act, or the role where no unit is known."""
    return shown(unit) or ROLE_WORDS[role]


def foot_words(entries: Sequence[DueEntry], groups: Groups, asked: Asked) -> Iterator[str]:
    """How many of what, as of which day, and what a reader must know of it."""
    of = f"{number_of(asked.looked_at, 'issue')} looked at, {asked.total} on the register"
    by = "".join(f" · {shown(words)}" for words in asked.chosen)
    if entries:
        yield from _counts(entries, groups, asked, of, by)
    else:
        yield f"Nothing is due until {asked.until}: {of}{by} · as of {asked.as_of}"
    if asked.unclear:
        yield f"{number_of(asked.unclear, 'issue')} without a certain deadline cannot be judged by one: rectify check"


def _counts(entries: Sequence[DueEntry], groups: Groups, asked: Asked, of: str, by: str) -> Iterator[str]:
    issues = len({entry.issue.id for entry in entries})
    yield f"{number_of(len(entries), 'matter')} of {number_of(issues, 'issue')} ({of}){by} · as of {asked.as_of}"
    yield f"{_tally(entries)} · looked ahead until {asked.until}"
    if sum(map(len, groups.values())) > len(entries):
        yield "a matter of several units stands under each, and is counted once"


def again_words(places: Sequence[Again]) -> Iterator[str]:
    """Where people complained again; nothing when nobody did."""
    if places:
        named = [f"{shown(one.place) or 'no place'} {one.again} of {one.petitions}" for one in places[:_NAMED]]
        more = [f"{len(places) - _NAMED} more places"] if len(places) > _NAMED else []
        yield f"repeat petitions: {', '.join((*named, *more))}"


def _tally(entries: Sequence[DueEntry]) -> str:
    """`2 late, 1 due today, 3 coming, 1 waiting`; what there is none of is left out."""
    words = {Urgency.DUE: "due today"}
    found = [entry.urgency for entry in entries]
    counts = ((urgency, found.count(urgency)) for urgency in Urgency)
    return ", ".join(f"{count} {words.get(urgency, urgency)}" for urgency, count in counts if count)


def _row(entry: DueEntry) -> tuple[Cell, ...]:
    return (
        Cell(shown(entry.issue.id), Tone.STRONG),
        Cell(shown(entry.issue.title)),
        Cell(matter_words(entry)),
        Cell(str(entry.day or "")),
        Cell(stands_words(entry), _TONES[entry.urgency]),
        Cell(_about(entry), Tone.MUTED),
    )


def _about(entry: DueEntry) -> str:
    """What is in it, and how it came there."""
    what = "" if entry.matter is Matter.REPLY else shown(entry.what)
    is_unknown = entry.urgency is Urgency.WAITING and entry.since is None
    way = "since when is not known" if is_unknown else steps_words(entry.steps)
    return " · ".join(filter(None, (what, way)))


def _plain_row(entry: DueEntry) -> tuple[Cell, ...]:
    issue, days = entry.issue, "" if entry.days is None else str(entry.days)
    texts = (entry.urgency, entry.role, "; ".join(entry.units), issue.id, issue.title, issue.kind, issue.status)
    more = (entry.matter, entry.part, entry.what, str(entry.day or ""), str(entry.since or ""), days, entry.next)
    return tuple(Cell(shown(text)) for text in (*texts, *more))


def _table(entries: Sequence[DueEntry]) -> str:
    heads = ("id", "title", "what", "day", "stands", "about")
    rows = [tuple(md(cell.text) or "–" for cell in _row(entry)) for entry in entries]
    return "\n".join(f"| {' | '.join(one)} |" for one in (heads, ("---",) * len(heads), *rows))

"""THE EYE: what is different between two states, as a report in Markdown to hand on."""

from collections.abc import Iterator, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from rectify.model.names import RESERVED_ID
from rectify.query.diff import Comparison, Difference, Told
from rectify.view.changes import made_words, when_words
from rectify.view.difference import HEADER, SAME, foot_words, outside_words
from rectify.view.escape import shown
from rectify.view.markdown import md
from rectify.view.values import NONE, value_words


def difference_report(
    found: Comparison, *, title: str, zone: ZoneInfo, as_of: date, outside: Sequence[str] = ()
) -> str:
    """A heading, what was compared, then for each entry a table of its fields and the list of runs.

    Args:
        found: the two states, compared.
        title: of the register.
        zone: the register's time zone; times are told in it.
        as_of: the day it was asked on.
        outside: entries with hand edits that are not in the trail, when it was the trail that was compared.
    """
    opening = [f"# Changes: {md(shown(title))}"]
    opening += [md(words) for words in (*foot_words(found, zone, as_of), *outside_words(outside))]
    parts = [part for difference in found.differences for part in _difference(difference, zone)]
    return "\n\n".join((*opening, *parts)) + "\n"


def _difference(difference: Difference, zone: ZoneInfo) -> Iterator[str]:
    yield f"## {_heading(difference)}"
    if difference.state == "same":
        yield f"{SAME[:1].upper()}{SAME[1:]}."
    elif difference.state != "gone":
        rows = (f"| {md(shown(one.path))} | {_value(one.before)} | {_value(one.after)} |" for one in difference.changes)
        yield "\n".join(("| field | before | after |", "|---|---|---|", *rows))
    if difference.told:
        yield "\n".join(_told(told, zone) for told in difference.told)


def _heading(difference: Difference) -> str:
    if difference.entry == RESERVED_ID:
        return HEADER[:1].upper() + HEADER[1:]
    mark = f" ({difference.state})" if difference.state in ("new", "gone") else ""
    return f"{md(shown(difference.entry))} · {md(shown(difference.title))}{mark}"


def _told(told: Told, zone: ZoneInfo) -> str:
    """`- run 12 · 2018-09-11 09:10 · close · 王芳 (wang@desk) · “…” · reason: …`."""
    run, event = told
    words = [f"run {run.seq}", when_words(run.at, zone), shown(event.verb), made_words(run, event, zone)]
    words += [f"“{shown(event.text)}”"] if event.text else []
    words += [f"reason: {shown(event.reason)}"] if event.reason else []
    return f"- {md(' · '.join(words))}"


def _value(value: object) -> str:
    return md(value_words(value) or NONE)

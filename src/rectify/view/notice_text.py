"""THE EYE: the text of a public notice (公示): template, register and what the office fills in, as one paper.

- Nothing is left blank: a placeholder that nobody has a text for is refused, and named.
- Days, numbers and verifications are the register's; no fill takes their place.
- No person and no number of theirs is in it, from wherever it comes: of the register's texts it is left out and told,
  in the office's own words and in the template it is refused, and the whole is looked through once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.errors import BadUsage, Detail, NotFilledIn, NotForThePublic
from rectify.model.paper import Paper, Table
from rectify.view.notice_paper import texts_of
from rectify.view.notice_template import MANY, ONE, PLACE, Line, filled, names_of, read_template
from rectify.view.public_words import left_lines

if TYPE_CHECKING:
    from rectify.view.notice_words import NoticeWords

FIXED: Final = frozenset(
    [
        "id",
        "title",
        "count",
        "first_day",
        "last_day",
        "days",
        "period",
        "place",
        "issues",
        "verifications",
    ]  # the register's alone
)
"""Placeholders that no fill may take the place of."""
_OF_ISSUES: Final = ("problem", "done")
"""What an office may word anew for each of several issues: `ID.done`."""


class NoticeText(NamedTuple):
    """A notice, and what was left out of the register's texts, in words, a line a text."""

    paper: Paper
    left: tuple[str, ...]


def notice_text(words: NoticeWords, template: str | None = None) -> NoticeText:
    """The text of a notice of some issues.

    Args:
        words: what the register says, and what the office fills in.
        template: in the place of the built-in one.

    Raises:
        BadUsage: a fill that no placeholder is for, or for what is the register's.
        NotFilledIn: a placeholder has no text, or braces are none.
        NotForThePublic: a fill or the template names a person or a number of theirs.
    """
    lines = read_template(template if template is not None else ONE if len(words.issues) == 1 else MANY)
    _require_known(words, names_of(lines))
    _require_public(words, lines)
    values = _values(words, lines)
    paper = filled(lines, values)
    _require_clean(words, paper)
    return NoticeText(paper, tuple(left_lines(words.public.left)))


def _require_known(words: NoticeWords, names: tuple[str, ...]) -> None:
    """Refuse a fill that goes nowhere: most likely a slip, and the text would be without it."""
    known = [name for name in names if name not in FIXED]
    known += [f"{issue.id}.{name}" for issue in words.issues for name in _OF_ISSUES]
    for name, text in words.fills.items():
        if name in FIXED:
            raise BadUsage(message=f"--fill {name} is not the office's to say", hint="it comes from the register")
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"it has: {', '.join(known)}"
            raise BadUsage(message=f"the template has no place called {name!r}", hint=hint)
        if PLACE.search(text):
            raise BadUsage(message=f"--fill {name} holds a placeholder itself", hint="write the text out")


def _require_public(words: NoticeWords, lines: tuple[Line, ...]) -> None:
    """Refuse what the office must not publish, each place named."""
    said = [(f"--fill {name}", text) for name, text in words.fills.items()]
    said += [(f"template, line {line.number}", PLACE.sub(" ", line.text)) for line in lines]
    _refuse_private(words, said)


def _require_clean(words: NoticeWords, paper: Paper) -> None:
    """Look the whole through once more: what is harmless apart may be a name side by side."""
    texts = [text for piece in paper for text in texts_of(piece)]
    _refuse_private(words, [(f"text {number}", text) for number, text in enumerate(texts, 1)])


def _refuse_private(words: NoticeWords, said: list[tuple[str, str]]) -> None:
    found = tuple(Detail(place, what) for place, text in said for what in words.public.not_for_an_office(text))
    if found:
        raise NotForThePublic(details=found)


def _values(words: NoticeWords, lines: tuple[Line, ...]) -> dict[str, str | Table]:
    """A value for every placeholder.

    Raises:
        NotFilledIn: some have none; all are named.
    """
    known = words.values()
    values: dict[str, str | Table] = {}
    for name in names_of(lines):
        own = known.get(name)
        values[name] = words.fills.get(name, "").strip() or (own() if own else "")
    missing = dict(_missing(words, values))
    broken = {f"template, line {line.number}": "braces that are no placeholder" for line in lines if line.is_broken}
    if missing or broken:
        raise _not_filled_in(missing, broken)
    return values


def _missing(words: NoticeWords, values: Mapping[str, str | Table]) -> Iterator[tuple[str, str]]:
    """The placeholders without a text, each with why."""
    of_many = "issues" in values
    for name, value in values.items():
        if not value:
            yield (
                name,
                "the register has nothing to put there" if name in words.values() else "only the office knows it",
            )
    for issue in words.issues:
        if of_many and not words.done(issue):
            yield f"{issue.id}.done", "the register tells of no measure that is done, and of no figure"


def _not_filled_in(missing: Mapping[str, str], broken: Mapping[str, str]) -> NotFilledIn:
    names = ", ".join((*(f"{{{{{name}}}}}" for name in missing), *broken))
    fills = " ".join(f"--fill {name}=TEXT" for name in missing if name not in FIXED)
    details = tuple(Detail(name, why) for name, why in {**missing, **broken}.items())
    hint = None if fills else "correct the template, or the register"
    return NotFilledIn(
        names=f"{names} {'is' if len(missing) + len(broken) == 1 else 'are'}", fills=fills, details=details, hint=hint
    )

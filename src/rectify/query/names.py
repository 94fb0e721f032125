"""QUESTIONS to a register: whose names it knows. Pure.

- A name is what stands where a person is named: the people of the header (id, name, logins), the person in charge,
  visitors, and whoever did, decided or answered something.
- Such a field may name several, with their posts (`李某（县长）、王某`); the posts are no names.
- A unit that stands there is none either: a unit is told to the public.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from rectify.model.light_table import TABLE

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.register import Register

PERSON_FIELDS: Final = frozenset({"person", "by", "visitors", "answered_by", "decided_by"})
"""The fields of an issue and its parts that hold names of persons."""

_APART: Final = re.compile(r"[、,，;；/|()（）\[\]【】：:\n\t\u3000]+|\s+(?=[^a-zA-Z])|(?<=[^a-zA-Z])\s+")
_POSTS: Final = (
    "副?(?:书记|省长|州长|市长|县长|区长|旗长|乡长|镇长|村长|部长|厅长|局长|处长|科长|股长|院长|校长|所长|站长|队长|组长|"
    "主席|主任|主委|秘书长|经理|董事长|总经理|厂长|场长|支书)"
)
_POST: Final = re.compile(
    rf"(?:常务|党组|党委|政法委)?{_POSTS}|同志|先生|女士|(?:主要|分管)?(?:负责同志|负责人|领导)|等"
)
_OF_A_BODY: Final = re.compile(r"(?:政府|党委|县委|市委|州委|省委|区委|[局厅办委]|公司|村委会|街道|部门|单位|小组)\Z")


def names_of_persons(register: Register, actors: Iterable[str] = ()) -> frozenset[str]:
    """Every name of a person that the register knows; `actors` are those of its trail."""
    units = frozenset(_units(register))
    written = {*_of_header(register.header), *actors, *(name for issue in register.issues for name in _of(issue))}
    return frozenset(name for words in written for name in _names(words) if name not in units)


def _of_header(header: Header) -> Iterator[str]:
    for person in header.people:
        yield from person.words


def _units(register: Register) -> Iterator[str]:
    for unit, aliases in register.header.units.items():
        yield from (unit, *aliases)
    for person in register.header.people:
        yield person.unit
    for issue in register.issues:
        yield from issue.units.all_names()


def _of(part: object, noun: str = "Issue") -> Iterator[str]:
    """What stands in the fields for persons, of an issue (or a part of it) and of all that it holds."""
    for name, held in _fields(noun):
        value = getattr(part, name)
        for one in value if isinstance(value, tuple) else (value,):
            if one is not None and held:
                yield from _of(one, held)
            elif isinstance(one, str):
                yield one


@cache
def _fields(noun: str) -> tuple[tuple[str, str], ...]:
    """The fields that hold a part, each with which noun that is, and those that hold names, with none."""
    fields = ((name, sort.split()) for name, (_, sort, _) in TABLE[noun].items())
    held = ((name, words[-1] if "light" in words else "") for name, words in fields)
    return tuple((name, noun) for name, noun in held if noun or name in PERSON_FIELDS)


def _names(words: str) -> Iterator[str]:
    """The names in a field: the whole, each part between separators, and what stands there without the posts."""
    parts = _APART.split(words)
    if len(parts) > 1:
        yield words
    for part in parts:
        bare = [piece.strip() for piece in _POST.split(part)]
        if any(bare):
            yield part.strip()
        yield from (piece for piece in bare if piece and not _OF_A_BODY.search(piece))

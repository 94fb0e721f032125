"""A quick look at a register for shell completion: text only, nothing parsed, nothing validated.

It imports no YAML and no model, so that a completion costs no more than the command line itself.
What it does not recognise it leaves out; a completion is a help, not a promise.
"""

import os
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final, NamedTuple

_PIECE: Final = 1 << 20
"""So many bytes of a register are looked through at a time."""

# Patterns are compiled by whoever needs them (`re` keeps them). In none can two repetitions that stand beside each
# other take the same blanks: a line of a megabyte is still one look.
_ITEM: Final = rb" *- +id: *(.+)"
_TITLE: Final = rb" +title: *(.+)"
_ONE_UNIT: Final = r"^ +(?:lead|supervising|accepting): *(.+)$"
_UNITS: Final = r"^( +)(?:responsible|cooperating):(?: *\[([^\[\]]*)\])? *(?:(?<= )#.*)?$((?:\n\1 *- +.+$)*)"
_FLOW: Final = r"^ +units: *\{(.*)\} *(?: #.*)?$"
_FLOW_UNIT: Final = r"(?:lead|supervising|accepting): *([^,\[\]]+)"
_FLOW_UNITS: Final = r"(?:responsible|cooperating): *\[([^\[\]]*)\]"
_HEADER: Final = r"^register:.*\n((?:(?:[ #].*)?\n)*)"
_LISTED: Final = r"^( +)units:(?: *\{(.*)\})? *(?:(?<= )#.*)?$((?:\n(?:\1 +.*|\1#.*| *))*)"
_KEY: Final = r"""( *)((["']).*?\3 *|[^\s#"'-][^#:]*(?::(?! |$)[^#:]*)*):(?: |$)"""
_FLOW_KEY: Final = r"""(?:^|, *)((["'])[^"']*\2 *|[^,\[\]{}:]+): *\["""
_COMMENT: Final = r" #.*"
_QUOTED: Final = r"""(["'])(.*)\1 *(?: #.*)?"""


class Glimpse(NamedTuple):
    """An issue as glanced at."""

    id: str
    title: str


def issues(path: str, beginning: str = "") -> list[Glimpse]:
    """The ids and titles of a register, in its order; none when it cannot be read.

    With a beginning those whose id begins so.
    """
    if not os.path.isfile(path):  # a pipe would be waited for
        return []
    try:
        with open(path, "rb") as file:
            found = [_glimpse(file, at) for at in [*_lines_with(beginning or "id:", file)]]
    except OSError:
        return []
    return [glimpse for glimpse in found if glimpse and glimpse.id.startswith(beginning)]


def _lines_with(words: str, file: BinaryIO) -> Iterator[int]:
    """Where the lines begin in which some words stand."""
    search = re.compile(re.escape(words.encode(errors="surrogateescape"))).search
    at = 0
    for piece in iter(lambda: file.read(_PIECE) + file.readline(), b""):
        found = search(piece)
        while found:
            yield at + piece.rfind(b"\n", 0, found.start()) + 1
            end = piece.find(b"\n", found.end())
            found = search(piece, end) if end >= 0 else None
        at += len(piece)


def _glimpse(file: BinaryIO, at: int) -> Glimpse | None:
    """The issue that begins with the line at a place; None when none begins there."""
    file.seek(at)
    item = re.match(_ITEM, file.readline())
    if item is None:
        return None
    for line in file:
        if re.match(_ITEM, line):
            break
        if title := re.match(_TITLE, line):
            return Glimpse(_text(item[1]), _text(title[1]))
    return Glimpse(_text(item[1]), "")


def _text(value: bytes) -> str:
    return _bare(value.decode(errors="replace"))


def units(path: str) -> list[str]:
    """Every unit named in a register, each once."""
    text = _read(path)
    lines = partial(re.finditer, string=text, flags=re.MULTILINE)
    names = [_bare(found[1]) for found in lines(_ONE_UNIT)]
    for found in lines(_UNITS):
        names += _listed(found[2], found[3])
    for flow in lines(_FLOW):
        names += [_bare(name) for name in re.findall(_FLOW_UNIT, flow[1])]
        names += [_bare(name) for listed in re.findall(_FLOW_UNITS, flow[1]) for name in listed.split(",")]
    names += _of_the_header(text)
    return [name for name in dict.fromkeys(names) if name]


def _of_the_header(text: str) -> Iterator[str]:
    """The units that the header lists, without their other names."""
    header = re.search(_HEADER, text, re.MULTILINE)
    listed = re.search(_LISTED, header[1], re.MULTILINE) if header else None
    if not listed:
        return
    if listed[2] is not None:
        yield from (_bare(found[1]) for found in re.finditer(_FLOW_KEY, listed[2].strip()))
        return
    keys = [found for row in listed[3].splitlines() if (found := re.match(_KEY, row))]
    yield from (_bare(found[2]) for found in keys if len(found[1]) == len(keys[0][1]))


def _listed(flow: str | None, block: str) -> Iterator[str]:
    if flow is not None:
        return (_bare(part) for part in flow.split(","))
    return (_bare(line.strip().removeprefix("-")) for line in block.splitlines() if line.strip())


def _bare(text: str) -> str:
    """A value without its quotes, or the comment behind it."""
    text = text.strip()
    if text[:1] in ("'", '"') and (quoted := re.fullmatch(_QUOTED, text)):
        return quoted[2]
    return re.sub(_COMMENT, "", text).strip() if " #" in text else text


def _read(path: str) -> str:
    if not os.path.isfile(path):  # a pipe would be waited for
        return ""
    try:
        with open(path, encoding="utf-8-sig", errors="replace") as file:
            return file.read()
    except OSError:
        return ""

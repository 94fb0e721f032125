"""A quick look at a register for shell completion: text only, nothing parsed, nothing validated.

It imports no YAML and no model, so that a completion costs no more than the command line itself.
What it does not recognise it leaves out; a completion is a help, not a promise.
"""

import os
import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify.store.layout import Layout

# No two repetitions that can take the same blanks stand beside each other: a line of a megabyte is still one look.
_ITEM = re.compile(r"^ *- +id: *(.+)$", re.MULTILINE)
_TITLE = re.compile(r"^ +title: *(.+)$", re.MULTILINE)
_ONE_UNIT = re.compile(r"^ +(?:lead|supervising|accepting): *(.+)$", re.MULTILINE)
_UNITS = re.compile(
    r"^( +)(?:responsible|cooperating):(?: *\[([^\[\]]*)\])? *(?:(?<= )#.*)?$((?:\n\1 *- +.+$)*)", re.MULTILINE
)
_FLOW = re.compile(r"^ +units: *\{(.*)\} *(?: #.*)?$", re.MULTILINE)
_FLOW_UNIT = re.compile(r"(?:lead|supervising|accepting): *([^,\[\]]+)")
_FLOW_UNITS = re.compile(r"(?:responsible|cooperating): *\[([^\[\]]*)\]")
_HEADER = re.compile(r"^register:.*\n((?:(?:[ #].*)?\n)*)", re.MULTILINE)
_LISTED = re.compile(r"^( +)units:(?: *\{(.*)\})? *(?:(?<= )#.*)?$((?:\n(?:\1 +.*|\1#.*| *))*)", re.MULTILINE)
_KEY = re.compile(r"""( *)((["']).*?\3 *|[^\s#"'-][^#:]*(?::(?! |$)[^#:]*)*):(?: |$)""")
_FLOW_KEY = re.compile(r"""(?:^|, *)((["'])[^"']*\2 *|[^,\[\]{}:]+): *\[""")
_COMMENT = re.compile(r" #.*")
_QUOTED = re.compile(r"""(["'])(.*)\1 *(?: #.*)?\Z""")


class Glimpse(NamedTuple):
    """An issue as glanced at."""

    id: str
    title: str


def issues(path: str) -> list[Glimpse]:
    """The ids and titles of a register, in its order; none when it cannot be read."""
    text = _read(path)
    found = []
    starts = [*_ITEM.finditer(text)]
    for number, item in enumerate(starts):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(text)
        title = _TITLE.search(text, item.end(), end)
        found.append(Glimpse(_bare(item[1]), _bare(title[1]) if title else ""))
    return found


def units(path: str) -> list[str]:
    """Every unit named in a register, each once."""
    text = _read(path)
    names = [_bare(found[1]) for found in _ONE_UNIT.finditer(text)]
    for found in _UNITS.finditer(text):
        names += _listed(found[2], found[3])
    for flow in _FLOW.findall(text):
        names += [_bare(name) for name in _FLOW_UNIT.findall(flow)]
        names += [_bare(name) for listed in _FLOW_UNITS.findall(flow) for name in listed.split(",")]
    names += _of_the_header(text)
    return [name for name in dict.fromkeys(names) if name]


def _of_the_header(text: str) -> Iterator[str]:
    """The units that the header lists, without their other names."""
    header = _HEADER.search(text)
    listed = _LISTED.search(header[1]) if header else None
    if not listed:
        return
    if listed[2] is not None:
        yield from (_bare(found[1]) for found in _FLOW_KEY.finditer(listed[2].strip()))
        return
    keys = [found for row in listed[3].splitlines() if (found := _KEY.match(row))]
    yield from (_bare(found[2]) for found in keys if len(found[1]) == len(keys[0][1]))


def _listed(flow: str | None, block: str) -> Iterator[str]:
    if flow is not None:
        return (_bare(part) for part in flow.split(","))
    return (_bare(line.strip().removeprefix("-")) for line in block.splitlines() if line.strip())


def _bare(text: str) -> str:
    quoted = _QUOTED.match(text.strip())
    return quoted[2] if quoted else _COMMENT.sub("", text).strip()


def _read(path: str) -> str:
    register = Layout.of(path).register
    if not os.path.isfile(register):  # a pipe would be waited for
        return ""
    try:
        with open(register, encoding="utf-8-sig", errors="replace") as file:
            return file.read()
    except OSError:
        return ""

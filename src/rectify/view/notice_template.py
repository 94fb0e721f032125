"""THE EYE: the template of a notice: what stands in it, and how its placeholders are filled in.

- `# ` begins the title, `## ` a heading, `> ` a line on the right; every other line is a paragraph.
- `{{name}}` is a placeholder, also in full-width braces; a table stands in a line of its own.
- What is put in is never read as template again. A text of several lines becomes several paragraphs.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from rectify.model.paper import Heading, Paper, Paragraph, Piece, Table, Title

PLACE: Final = re.compile(r"[{｛]{2}\s*([^{}｛｝]*?)\s*[}｝]{2}")
_BRACES: Final = re.compile(r"[{｛]{2}|[}｝]{2}")
_THREE: Final = re.compile(r"[{｛]{3}|[}｝]{3}")
_REST: Final = """\
## {number}、公示时间

{{{{period}}}}

本公示发布于：{{{{place}}}}。

## {after}、意见反映

公示期间，对上述整改情况有不同意见的单位和个人，可以通过电话、信函或者当面等方式向{{{{office}}}}反映。反映的情况应当客观真实，
尽量提供可以核实的线索；反映人的信息受到保护，不向被反映的单位和个人透露。

联系电话：{{{{phone}}}}

通信地址：{{{{address}}}}

> {{{{office}}}}

> {{{{issued_on}}}}
"""
ONE: Final = """\
# {{heading}}

{{opening}}

## 一、问题情况

{{problem}}

## 二、整改情况

{{done}}

## 三、验收情况

{{verifications}}

""" + _REST.replace("，\n", "，").format(number="四", after="五")
"""For one issue."""
MANY: Final = """\
# {{heading}}

{{opening}}

## 一、问题及整改、验收情况

{{issues}}

""" + _REST.replace("，\n", "，").format(number="二", after="三")
"""For several issues."""


class Line(NamedTuple):
    """A line of a template: its number, what kind of piece it makes, its text."""

    number: int
    kind: str
    text: str

    @property
    def is_broken(self) -> bool:
        """True where braces are left over: a placeholder that is not closed, or not opened."""
        return _BRACES.search(PLACE.sub("|", self.text)) is not None or _THREE.search(self.text) is not None


def read_template(text: str) -> tuple[Line, ...]:
    """The lines of a template that say something."""
    return tuple(
        _line(number, line.strip())
        for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1)
        if line.strip()
    )


def names_of(template: tuple[Line, ...]) -> tuple[str, ...]:
    """The names of its placeholders, each once, in their order."""
    return tuple(dict.fromkeys(name for line in template for name in PLACE.findall(line.text)))


def filled(template: tuple[Line, ...], values: Mapping[str, str | Table]) -> Paper:
    """The paper; every placeholder must have a value."""
    return tuple(piece for line in template for piece in _pieces(line, values))


def _line(number: int, text: str) -> Line:
    for mark, kind in (("## ", "heading"), ("# ", "title"), ("> ", "right")):
        if text.startswith(mark):
            return Line(number, kind, text.removeprefix(mark).strip())
    return Line(number, "body", text)


def _pieces(line: Line, values: Mapping[str, str | Table]) -> Iterator[Piece]:
    alone = PLACE.fullmatch(line.text)
    table = values[alone[1]] if alone else None
    if isinstance(table, Table):
        yield table
        return
    text = PLACE.sub(lambda found: _text(values[found[1]]), line.text)
    if line.kind in ("title", "heading"):
        one = " ".join(text.split())
        yield Title(one) if line.kind == "title" else Heading(one)
    else:
        parts = (part.strip() for part in text.split("\n"))
        yield from (Paragraph(part, "right" if line.kind == "right" else "body") for part in parts if part)


def _text(value: str | Table) -> str:
    """A value within a line; a table there is its cells, one after the other."""
    if isinstance(value, Table):
        return "；".join("，".join(cell for cell in row if cell) for row in value.rows[1:])
    return value

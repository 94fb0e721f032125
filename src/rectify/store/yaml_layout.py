"""THE DISK: lines and columns of a YAML text that ends with a line break, and the habits of its writer."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rectify.store.yaml_emit import Style
from rectify.store.yaml_nodes import Mapping, Node, Scalar, Sequence


def line_start(text: str, at: int) -> int:
    """The first character of the line of a character."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """The line break of the line of a character; the text ends with one."""
    found = text.index("\n", at)
    return found - 1 if found > at and text[found - 1] == "\r" else found


def next_line(text: str, at: int) -> int:
    """The first character of the line below; the text ends with a line break."""
    return text.index("\n", at) + 1


def below(text: str, at: int, column: int) -> int:
    """The line below, past comments that belong to what ends at `at`: those deeper than `column`."""
    deeper = _comment(column + 1)
    at = next_line(text, at)
    while found := deeper.match(text, at):
        at = found.end()
    return at


@cache
def _comment(margin: int) -> re.Pattern[str]:
    return re.compile(rf" {{{margin}}} *#.*\n?")


def column_of(text: str, at: int) -> int:
    """The column of a character, from 0."""
    return at - line_start(text, at)


class Steps(NamedTuple):
    """How far values are indented below their keys; 0 where none was seen. Those of lists count from 1.

    `mapping` and `list_` are the first within the entries, `outer` that of the list of issues.
    """

    mapping: int = 0
    list_: int = 0
    outer: int = 0

    @property
    def are_known(self) -> bool:
        """True when what follows in the file changes nothing."""
        return bool(self.mapping and self.list_)

    def then(self, behind: "Steps") -> "Steps":
        """The steps of two parts of a file, the other behind this one."""
        return Steps(*(mine or other for mine, other in zip(self, behind, strict=True)))


def habits(text: str, root: Mapping) -> Style:
    """The line break, the step of indentation and the indentation of lists in a file."""
    eol = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return styled(eol, steps(text, root))


def styled(eol: str, found: Steps) -> Style:
    """The habits that these steps tell."""
    return Style(eol, found.mapping or 2, (found.list_ or found.outer or 3) - 1)


def steps(text: str, root: Mapping) -> Steps:
    """The steps of indentation of a file."""
    step = list_step = outer = 0
    for mapping, child, is_issues in _nested(root):
        deeper = column_of(text, child.start) - column_of(text, mapping.start)
        if isinstance(child, Mapping):
            step = step or deeper
        elif is_issues:
            outer = deeper + 1
        else:
            list_step = list_step or deeper + 1
        if step and list_step:
            break
    return Steps(step, list_step, outer)


def _nested(root: Mapping) -> Iterator[tuple[Mapping, Node, bool]]:
    """The block mappings and lists that stand below a key, with the mapping of that key."""
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Scalar) or node.flow:
            continue
        if isinstance(node, Sequence):
            stack.extend(reversed(node.items))
            continue
        children = [child for _, child in node.pairs.values() if not isinstance(child, Scalar) and not child.flow]
        yield from (
            (node, child, node is root) for child in children if not (node is root and isinstance(child, Mapping))
        )
        stack.extend(reversed(children))

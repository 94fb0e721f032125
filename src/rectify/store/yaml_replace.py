"""THE DISK: one value of a text replaced by another, in the writer's way."""

from typing import Any

from rectify.store import yaml_emit as emit
from rectify.store.yaml_emit import Style
from rectify.store.yaml_layout import column_of, line_end
from rectify.store.yaml_nodes import Mapping, Node, Scalar, Sequence, after_colon
from rectify.store.yaml_patch import CannotEdit, Edit


class Replacer:
    """Writes values in place of others; what follows a value on its line stays there."""

    def __init__(self, text: str, style: Style) -> None:
        self._text = text
        self._style = style

    def replace(self, parent: Mapping, key: Scalar, node: Node, value: Any) -> list[Edit]:
        """The edits that put a value in place of that of a key of `parent`.

        Raises:
            CannotEdit: the layout is not edited in place.
        """
        if parent.flow:
            return [self._in_flow(key, node, value)]
        if isinstance(node, Scalar) and node.text is not None and not isinstance(value, dict | list | tuple):
            return self._scalar(parent, node, value)
        if value and isinstance(node, Sequence) and node.items and isinstance(value, list | tuple):
            return [self._collection(node, value)]
        if value and isinstance(node, Mapping) and node.pairs and isinstance(value, dict):
            return [self._collection(node, value)]
        return self._after_colon(parent, key, node, value)

    def _collection(self, node: Sequence | Mapping, value: Any) -> Edit:
        if node.flow:
            return Edit(node.start, node.end, emit.flow(value))
        column = column_of(self._text, node.start)
        write = emit.pairs if isinstance(value, dict) else emit.items
        return Edit(node.start, line_end(self._text, node.end), write(value, column, self._style))

    def _in_flow(self, key: Scalar, node: Node, value: Any) -> Edit:
        if isinstance(node, Scalar) and node.text is not None and not isinstance(value, dict | list | tuple):
            return Edit(node.start, node.end, emit.scalar(value, flow=True, quote=_quote(node)))
        start = after_colon(self._text, key)
        if start is None:
            raise CannotEdit
        return Edit(start, max(start, node.end), f" {emit.flow(value)}")

    def _scalar(self, parent: Mapping, node: Scalar, value: Any) -> list[Edit]:
        """A single value in place of another; what follows it on its line stays there."""
        if emit.is_literal(value):
            column = column_of(self._text, parent.start) + self._style.step
            written = emit.literal(value, column, self._style)
        else:
            written = emit.scalar(value, quote=_quote(node))
        first, eol, rest = written.partition(self._style.eol)
        if node.style not in ("|", ">"):
            end = line_end(self._text, node.end)
            return [Edit(node.start, node.end, first), *([Edit(end, end, eol + rest)] if rest else [])]
        header = line_end(self._text, node.start)
        sign = next((at for at in range(node.start, header) if self._text[at] in " \t"), header)
        return [Edit(node.start, sign, first), Edit(header, node.end, eol + rest)]

    def _after_colon(self, parent: Mapping, key: Scalar, node: Node, value: Any) -> list[Edit]:
        """A value where none was, or one of another shape."""
        start = after_colon(self._text, key)
        if start is None:
            raise CannotEdit
        written = emit.after_key(value, column_of(self._text, parent.start), self._style)
        first, eol, rest = written.partition(self._style.eol)
        end, below_it = max(start, node.end), line_end(self._text, max(start, node.end))
        between = self._text[start : node.start]
        if not isinstance(node, Scalar) and not node.flow:
            return [Edit(start, start, first), Edit(line_end(self._text, start), below_it, eol + rest)]
        if "#" in between:
            raise CannotEdit
        return [Edit(start, end, first), *([Edit(below_it, below_it, eol + rest)] if rest else [])]


def _quote(node: Scalar) -> str:
    return node.style if node.style in ("'", '"') else ""

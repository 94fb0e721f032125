"""THE DISK: one change of one field as edits of the text, touching nothing else.

- A value is replaced by its own characters; its quotation marks are kept where they fit.
- A new key stands below the nearest key before it in the model's order, after that one's comment.
- A removed key takes its lines along; comments above it stay.
- What cannot be done so (a key without a colon, a comment in the way) is refused, never guessed.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rectify.model.diff import diff
from rectify.model.header import Header
from rectify.model.path import Step, get, read_path
from rectify.model.record import Record
from rectify.store import yaml_emit as emit
from rectify.store.yaml_emit import Style
from rectify.store.yaml_layout import below, column_of, line_end, line_start, next_line
from rectify.store.yaml_nodes import Mapping, Node, Scalar, Sequence
from rectify.store.yaml_patch import CannotEdit, Edit
from rectify.store.yaml_replace import Replacer
from rectify.store.yaml_shape import header_keys, issue_keys

Steps = tuple[Step, ...]
Keys = Callable[[Steps], tuple[str, ...]]


def edits_of(text: str, style: Style, node: Mapping, before: Record, after: Record) -> list[Edit]:
    """The edits that make an entry, which stands there, what it shall be.

    Raises:
        CannotEdit: the layout is not edited in place.
    """
    changed = [read_path(change.path) for change in diff(before.told, after.told)]
    if isinstance(after, Header):
        return Splicer(text, style, header_keys).edits(node, after.plain(), changed)
    named = {str(steps[0]) for steps in changed}  # the fields of an issue are called as their keys
    return Splicer(text, style, issue_keys).edits(node, after.plain(named), changed)


class Splicer:
    """Turns the changes of one entry into edits; `keys` gives the model's order of keys at a path."""

    def __init__(self, text: str, style: Style, keys: Keys) -> None:
        self._text = text
        self._style = style
        self._keys = keys

    def edits(self, entry: Mapping, after: dict[str, Any], changed: Iterable[Steps]) -> list[Edit]:
        """The edits that give the fields at the paths `changed` of an entry their values in `after`.

        A list is changed as a whole, or grown by its new parts. What is not in `after` is removed.

        Raises:
            CannotEdit: the layout is not edited in place.
        """
        changes = {steps: value for path in changed for steps, value in _parts(entry, path, get(after, path))}
        lost: dict[Steps, set[Step]] = {}
        for steps, value in changes.items():
            if value is None:
                lost.setdefault(steps[:-1], set()).add(steps[-1])
        made: list[Edit] = []
        done: set[Steps] = set()
        for steps, value in changes.items():
            owner = steps[:-1]
            parent = _walk(entry, owner)
            gone = lost.get(owner, set())
            if isinstance(parent, Mapping) and len(parent.pairs) <= len(gone) and parent.pairs.keys() <= gone:
                made += [] if owner in done else self._value(entry, owner, get(after, owner), set())
                done.add(owner)
            else:
                made += self._value(entry, steps, value, gone)
        return made

    def _value(self, entry: Mapping, steps: Steps, value: Any, gone: set[Step]) -> list[Edit]:
        """The edits for one value; `gone` are the keys that are removed from the same mapping."""
        parent = _walk(entry, steps[:-1])
        if isinstance(parent, Sequence):
            return [self._append(parent, value, is_issue=steps[:-1] == ("issues",))]
        if not steps or not isinstance(parent, Mapping):
            raise CannotEdit
        last = str(steps[-1])
        if last not in parent.pairs:
            return [] if value is None else [self._add(parent, last, value, self._keys(steps[:-1]), gone)]
        if value is None:
            return self._remove(parent, last, gone)
        return Replacer(self._text, self._style).replace(parent, *parent.pairs[last], value)

    def _append(self, owner: Sequence, value: Any, is_issue: bool) -> Edit:
        if owner.flow:
            written = emit.flow(value)
            at = owner.items[-1].end if owner.items else owner.start + 1
            return Edit(at, at, f", {written}" if owner.items else written)
        column = column_of(self._text, owner.start)
        first = owner.items[0].start
        gap = first - owner.start if line_start(self._text, first) <= owner.start else 2
        at = below(self._text, owner.end, column)
        blank = self._style.eol if self._is_spaced(owner, is_issue) else ""
        return Edit(at, at, f"{blank}{' ' * column}{emit.item(value, column, self._style, gap)}{self._style.eol}")

    def _is_spaced(self, owner: Sequence, default: bool) -> bool:
        """True when a blank line stands between the last two parts, and one more would do no harm."""
        if _keeps_blank_lines(owner.items[-1], self._text):
            return False
        if len(owner.items) < 2:
            return default
        before, last = owner.items[-2:]
        between = self._text[before.end : last.start].replace("\r", "")
        return "\n\n" in between

    def _add(self, parent: Mapping, key: str, value: Any, order: tuple[str, ...], gone: set[Step]) -> Edit:
        kept = [name for name in parent.pairs if name not in gone]
        before = order[: order.index(key)] if key in order else kept
        nearest = next((name for name in reversed(before) if name in parent.pairs and name not in gone), None)
        anchor = None if nearest is None else parent.pairs[nearest][1]
        if parent.flow:
            written = f"{emit.key_text(key, flow=True)}: {emit.flow(value)}"
            at = anchor.end if anchor else parent.start + 1
            return Edit(at, at, f", {written}" if anchor else f"{written}, ")
        column = column_of(self._text, parent.start)
        written = emit.pair(key, value, column, self._style)
        if anchor is None:
            at = parent.pairs[kept[0]][0].start
            return Edit(at, at, f"{written}{self._style.eol}{' ' * column}")
        at = below(self._text, anchor.end, column)
        return Edit(at, at, f"{' ' * column}{written}{self._style.eol}")

    def _remove(self, parent: Mapping, key: str, gone: set[Step]) -> list[Edit]:
        names = list(parent.pairs)
        name, node = parent.pairs[key]
        leads = gone.issuperset(names[: names.index(key)])
        if parent.flow:
            if leads:
                return [Edit(name.start, parent.pairs[names[names.index(key) + 1]][0].start, "")]
            return [Edit(parent.pairs[names[names.index(key) - 1]][1].end, node.end, "")]
        first_kept = next(parent.pairs[other][0].start for other in names if other not in gone)
        if leads and self._text[line_start(self._text, parent.start) : parent.start].strip():
            return self._remove_after_dash(parent, name, node, first_kept)
        return [Edit(line_start(self._text, name.start), next_line(self._text, node.end), "")]

    def _remove_after_dash(self, parent: Mapping, name: Scalar, node: Node, first_kept: int) -> list[Edit]:
        """What follows the removed keys moves up to the dash; unless there are comments, which stay below it."""
        is_first = name.start == parent.start
        if "#" not in self._text[parent.start : first_kept]:
            return [Edit(parent.start, first_kept, "")] if is_first else []
        if not is_first:
            return [Edit(line_start(self._text, name.start), next_line(self._text, node.end), "")]
        dash_end = len(self._text[: name.start].rstrip(" "))
        return [Edit(dash_end, line_end(self._text, node.end), "")]


def _keeps_blank_lines(node: Node, text: str) -> bool:
    """True for what ends in a block text (|+) to which blank lines below it would belong."""
    while not isinstance(node, Scalar):
        last = node.items[-1:] if isinstance(node, Sequence) else [pair[1] for pair in node.pairs.values()][-1:]
        if not last:
            return False
        node = last[0]
    return node.style in ("|", ">") and "+" in text[node.start : node.start + 3]


def _parts(entry: Mapping, steps: Steps, value: Any) -> Iterator[tuple[Steps, Any]]:
    """A new mapping key by key, where the text has some of its keys already."""
    node = _walk(entry, steps[:-1]) if isinstance(value, dict) else None
    pair = node.pairs.get(str(steps[-1])) if isinstance(node, Mapping) else None
    if pair and isinstance(pair[1], Mapping) and pair[1].pairs:
        for key, part in value.items():
            yield from _parts(entry, (*steps, key), part)
    else:
        yield steps, value


def _walk(node: Node, steps: Steps) -> Node:
    """What stands at a path; the model has read this text, so that all that was there before is there."""
    for step in steps:
        if isinstance(node, Mapping):
            node = node.pairs[str(step)][1]
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    return node

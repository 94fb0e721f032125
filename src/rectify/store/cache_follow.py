"""Keeping up with an own commit: what is kept of the register before it becomes what is kept of the one after.

Nothing is read again: the commit knows which issues it changed, which blocks they stand in, and the digest of the bytes
that it wrote. The stamp must show that nobody has written to the file since it was put in its place (`is_as_renamed`).
"""

from typing import TYPE_CHECKING, Final

from rectify.model.traits import TRAITS
from rectify.store.cache_build import row_of
from rectify.store.cache_draft import Block, Rows, block_sections, blocks_of, lines, numbers, titled
from rectify.store.cache_file import Index, Spoilt, packed, put_index, texts
from rectify.store.cache_fresh import is_as_renamed, is_stamped_here, moment, stamp_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rectify.model.columns import Column
    from rectify.model.issue import Issue
    from rectify.store.cache_make import Place
    from rectify.store.drafts import Spliced

_ROOM: Final = 1 << 20
"""Bytes of rows that are no longer of any issue, at least, before all is made anew."""
_FEW: Final = 16
"""Of so many issues, the titles are compared before a table of all is made."""


def follow(place: "Place", index: Index, draft: "Spliced", digest: str, stamp: "Sequence[int]") -> None:
    """Keep the register that a commit has left; `stamp` is the first part of its own, `digest` its sha256 in hex.

    Raises:
        Spoilt, OSError.
    """
    before = moment()
    found = stamp_at(place.register)
    if found is None or [*found[: len(stamp)]] != [*stamp]:
        raise Spoilt
    file = place.folder.grown(index.head["rows"])
    spans = [span[:] for span in index.spans]
    if file.size > 2 * sum(spans[1]) + _ROOM:
        raise Spoilt
    issues = dict(sorted(draft.issues.items()))
    rows = Rows(file)
    rows.write([row_of(issue) for issue in issues.values()])
    for span, new in zip(spans, (rows.at, rows.sizes, rows.sums), strict=True):
        for at, value in zip(issues, new, strict=True):
            span[at] = value
    widths, sections = _columns(index, issues)
    sections |= {"ids": index.section("ids"), "titles": _titles(index, issues)}
    sections |= numbers(spans[0], spans[1], spans[2]) | block_sections(_blocks(index, draft))
    is_trusted = is_as_renamed(found, before) and is_stamped_here(place.register, place.table())
    codes = {**index.head["codes"], **widths}
    head = {"codes": codes, "digest": digest, "style": None, "stamp": [*found], "trusted": is_trusted}
    put_index(place.folder, place.name, {**index.head, **head}, sections)


def _columns(index: Index, issues: "Mapping[int, Issue]") -> tuple[dict[str, str], dict[str, bytes]]:
    """The columns with these issues in their places: the widths of those that change, and the sections of all."""
    changed: dict[str, Column] = {}
    same: dict[str, bytes] = {}
    for trait, tell in TRAITS.items():
        column = index.column(trait)
        told = {at: tell(issue) for at, issue in issues.items()}
        if any(column[at] != value for at, value in told.items()):
            changed[trait] = column.changed(told)
        else:
            same |= {name: index.section(name) for name in (f"codes.{trait}", f"values.{trait}")}
    widths, sections = packed(changed)
    return widths, same | sections


def _titles(index: Index, issues: "Mapping[int, Issue]") -> bytes:
    """The titles; they hardly ever change, which of a few is seen at once."""
    section = index.section("titles")
    if len(issues) <= _FEW:
        rows = zip(index.rows(issues), issues.values(), strict=True)
        if all(row["title"] == issue.title for row, issue in rows):
            return section
    titles = texts(section, index.count)
    for at, issue in issues.items():
        titles[at] = titled(issue.id, issue.title)
    return lines(titles)


def _blocks(index: Index, draft: "Spliced") -> list[Block]:
    """The blocks, with what has become of some; a Spoilt where one of these is none of them."""
    blocks, left, first = blocks_of(index), dict(draft.blocks), 0
    for number, block in enumerate(blocks):
        new = left.pop(first, None)
        if new is not None:
            blocks[number] = Block(new.size, block.issues, new.sha256)
        first += block.issues
    if left:
        raise Spoilt
    return blocks

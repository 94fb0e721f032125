"""Keeping up with an own commit: what is kept of the register before it becomes what is kept of the one after.

Nothing is read again: the commit knows which issues it changed, which blocks they stand in, and the digest of the bytes
that it wrote. The stamp must show that nobody has written to the file since it was put in its place (`is_as_renamed`).
What rests on no field that has changed is carried on as it is kept, unread.
"""

from typing import TYPE_CHECKING, Final

from pydantic_core import to_json

from rectify.model.traits import RESTS_ON, TRAITS
from rectify.store.cache_draft import Block, Rows, block_sections, blocks_of, numbers, titled
from rectify.store.cache_file import Index, Spoilt, packed, put_index
from rectify.store.cache_fresh import is_as_renamed, is_stamped_here, moment, stamp_at

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rectify.model.columns import Column
    from rectify.model.issue import Issue
    from rectify.store.cache_make import Place
    from rectify.store.drafts import Spliced

_ROOM: Final = 1 << 20
"""Bytes of rows that are no longer of any issue, at least, before all is made anew."""


def follow(
    place: "Place",
    index: Index,
    before: "Mapping[str, Issue]",
    draft: "Spliced",
    *,
    digest: str,
    stamp: "Sequence[int]",
) -> None:
    """Keep the register that a commit has left.

    Args:
        place: where it is kept.
        index: what is kept of the register before.
        before: the issues of that.
        draft: what has changed.
        digest: the sha256 of the register now, in hex.
        stamp: the first part of its stamp.

    Raises:
        Spoilt, OSError.
    """
    looked = moment()
    found = stamp_at(place.register)
    if found is None or [*found[: len(stamp)]] != [*stamp]:
        raise Spoilt
    issues = dict(sorted(draft.issues.items()))
    fields = frozenset[str]().union(*(_changed(before[issue.id], issue) for issue in issues.values()))
    sections = _rows(place, index, issues) | block_sections(_blocks(index, draft))
    widths, columns = packed(_columns(index, issues, fields))
    sections |= columns
    if "title" in fields:
        sections["titles"] = _titles(index, issues)
    is_trusted = is_as_renamed(found, looked) and is_stamped_here(place.register, place.table())
    codes = {**index.head["codes"], **widths}
    head = {"codes": codes, "digest": digest, "style": None, "stamp": [*found], "trusted": is_trusted}
    put_index(place.folder, place.name, {**index.head, **head}, sections, index.others(sections))


def _rows(place: "Place", index: Index, issues: "Mapping[int, Issue]") -> dict[str, bytes]:
    """Add the rows of these issues; the sections that say where all rows are."""
    file = place.folder.grown(index.head["rows"])
    at, sizes, sums = (span[:] for span in index.spans)
    if file.size > 2 * sum(sizes) + _ROOM:
        raise Spoilt
    rows = Rows(file)
    rows.write([to_json(issue.told) for issue in issues.values()])
    for span, new in zip((at, sizes, sums), (rows.at, rows.sizes, rows.sums), strict=True):
        for number, value in zip(issues, new, strict=True):
            span[number] = value
    return numbers(at, sizes, sums)


def _changed(before: "Issue", after: "Issue") -> frozenset[str]:
    """The fields in which an issue is another; in files they are called the same."""
    old, new = before.told, after.told
    return frozenset(name for name in old | new if old.get(name) is not new.get(name))


def _columns(index: Index, issues: "Mapping[int, Issue]", fields: "Collection[str]") -> "dict[str, Column]":
    """The columns that are others with these issues in their places."""
    resting = (trait for trait in TRAITS if not RESTS_ON[trait].isdisjoint(fields))
    columns = {trait: _column(index, trait, issues) for trait in resting}
    return {trait: column for trait, column in columns.items() if column is not None}


def _column(index: Index, trait: str, issues: "Mapping[int, Issue]") -> "Column | None":
    """A column with these issues in their places; None where that is as it was."""
    before, tell = index.column(trait), TRAITS[trait]
    after = before.changed({at: tell(issue) for at, issue in issues.items()})
    return None if after is before else after


def _titles(index: Index, issues: "Mapping[int, Issue]") -> bytes:
    """The titles with those of these issues in their places."""
    titles = index.lines("titles")
    for at, issue in issues.items():
        titles[at] = titled(issue.id, issue.title).encode()
    return b"\n".join(titles)


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

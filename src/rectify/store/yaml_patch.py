"""THE DISK: edits of a text, made all at once."""

from typing import NamedTuple


class Edit(NamedTuple):
    """Characters to be replaced; an insertion where start and end are one."""

    start: int
    end: int
    text: str


class CannotEdit(Exception):
    """This text is laid out in a way that is not edited in place."""


def check(edits: list[Edit]) -> list[Edit]:
    """The edits, when no two of them touch the same characters.

    Raises:
        CannotEdit: two do.
    """
    at = 0
    for edit in in_order(edits):
        if edit.start < at:
            raise CannotEdit
        at = edit.end
    return edits


def in_order(edits: list[Edit]) -> list[Edit]:
    """The edits from the top of the text; insertions before replacements, those at one place as given."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def apply(text: str, edits: list[Edit]) -> str:
    """The text with the edits made.

    Raises:
        CannotEdit: two edits touch the same characters.
    """
    parts: list[str] = []
    at = 0
    for edit in in_order(check(edits)):
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    return "".join((*parts, text[at:]))

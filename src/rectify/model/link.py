"""A link of the chain: one line of the trail as it was met, sound or not."""

from typing import NamedTuple

from rectify.model.event import Run
from rectify.model.flaw import Flaw


class Link(NamedTuple):
    """One line of the trail: its number from 1, the sha256 of its bytes, its run, and what is wrong with it as a link.

    `run` is None where the line is none. What a stopped write has left behind the last recorded line is a link that
    `is_recorded` is false of.
    """

    number: int
    digest: str
    run: Run | None
    flaws: tuple[Flaw, ...] = ()
    is_recorded: bool = True

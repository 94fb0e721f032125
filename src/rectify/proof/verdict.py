"""PROOF: what became of an audit: what was looked at, what was found, and how far the trail is held from outside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rectify.model.flaw import Flaw, Place
from rectify.proof.checkpoint import Anchor
from rectify.proof.walk import Gaps, Mark
from rectify.terms import Severity


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many are as they should be."""

    sound: int
    total: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to `audit verify`.

    `runs`, `issues` and `evidence` say how many of those looked at are sound; with `is_chain_only` issues and evidence
    were not looked at, and are empty. `head` is the sha256 of the last line, `after` the register's digest by the last
    run; `is_as_left` is false when the register file is another, if only in its comments. `flaws` are those to tell,
    `counts` counts all.
    """

    trail: str
    register: str
    title: str | None
    as_of: date
    runs: Share
    issues: Share
    evidence: Share
    head: str | None
    after: str | None
    is_as_left: bool
    is_chain_only: bool
    gaps: Gaps
    anchors: Sequence[Anchor]
    flaws: Sequence[Flaw]
    counts: Mapping[Severity, int]

    @property
    def is_damaged(self) -> bool:
        """True when trail or evidence does not match."""
        return bool(self.counts.get(Severity.DAMAGE))

    @property
    def is_sound(self) -> bool:
        """True when there is neither damage nor an edit outside the trail."""
        return not self.is_damaged and not self.counts.get(Severity.ERROR)

    @property
    def anchored(self) -> int:
        """Up to which run somebody outside vouches for the trail; 0 when nobody does, or it is damaged."""
        if self.is_damaged:
            return 0
        return max((anchor.checkpoint.runs for anchor in self.anchors), default=0)


def anchor_flaws(anchor: Anchor, runs: int, mark: Mark | None, trail: str) -> Iterator[Flaw]:
    """Where a trail is not the one that a checkpoint vouches for.

    Args:
        anchor: the checkpoint, with the name of its file.
        runs: how many the trail has.
        mark: the line that the checkpoint is of; None when the trail is shorter.
        trail: how it is called in flaws.
    """
    point = anchor.checkpoint
    whose = f"the checkpoint of {point.time} ({anchor.name})"
    place = Place(trail, min(point.runs, runs))
    messages = []
    if mark is None:
        gone = point.runs - runs
        what = "1 run is" if gone == 1 else f"{gone} runs are"
        messages.append(f"{what} missing since {whose}: it saw {point.runs}, here are {runs}")
    elif mark.digest != point.head:
        what = f"the chain was rewritten at or before run {point.runs}"
        messages.append(f"{what}: it is not the one that {whose} saw; its origin is {point.origin}")
    elif mark.after != point.register:
        messages.append(f"{whose} names another register than run {point.runs} left")
    for message in messages:
        yield Flaw("checkpoint", Severity.DAMAGE, message, place=place)

"""PROOF: what was found wrong: all of it counted, and told as far as anybody would read."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from rectify.model.flaw import Flaw, Place
from rectify.terms import Severity

LISTED: Final = 1000
"""So many flaws of each severity are told; a trail of a million re-encoded lines would fill the memory with them."""
_ORDER = list(Severity)


class Findings:
    """Flaws as they are found."""

    def __init__(self) -> None:
        self.counts: Counter[Severity] = Counter()
        self._told: list[Flaw] = []

    def add(self, flaws: Iterable[Flaw], *, is_always_told: bool = False) -> int:
        """Take flaws in; how many of them are damage.

        Args:
            flaws: what was found.
            is_always_told: tell them all, whatever was found before; for what is few and counts most.
        """
        damaged = 0
        for flaw in flaws:
            self.counts[flaw.severity] += 1
            damaged += flaw.severity is Severity.DAMAGE
            if is_always_told or self.counts[flaw.severity] <= LISTED:
                self._told.append(flaw)
        return damaged

    def told(self) -> tuple[Flaw, ...]:
        """The flaws to tell, the gravest first, then by place."""
        return tuple(sorted(self._told, key=lambda flaw: (_ORDER.index(flaw.severity), flaw.place or Place(""))))

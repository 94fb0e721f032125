"""QUESTIONS to a register: issues that were picked of it, in an order, and what lists tell of them. Pure.

Who draws a list asks for ids, titles and traits (`traits.py`); only who needs more than these has issues made.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from rectify.model.columns import Column
from rectify.model.traits import TRAITS

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.shelf import Shelf


class Picked:
    """Issues that are all there."""

    def __init__(self, issues: Sequence[Issue] = ()) -> None:
        self._issues = issues
        self._columns: dict[str, Column] = {}

    @property
    def issues(self) -> Sequence[Issue]:
        """The issues themselves."""
        return self._issues

    @cached_property
    def ids(self) -> Sequence[str]:
        """Their ids."""
        return [issue.id for issue in self.issues]

    @cached_property
    def titles(self) -> Sequence[str]:
        """Their titles."""
        return [issue.title for issue in self.issues]

    def column(self, trait: str) -> Column:
        """One trait of each.

        Raises:
            KeyError: no trait is called so.
        """
        if trait not in self._columns:
            self._columns[trait] = self._column(trait)
        return self._columns[trait]

    def part(self, numbers: Sequence[int]) -> Picked:
        """Some of them, by their numbers here, from 0."""
        return _Part(self, numbers)

    def _column(self, trait: str) -> Column:
        return Column.of(map(TRAITS[trait], self.issues))

    def __len__(self) -> int:
        return len(self.issues)


NOTHING: Final = Picked()
"""No issue at all."""


class PickedAt(Picked):
    """Issues at places of a shelf, made when they are asked for."""

    def __init__(self, shelf: Shelf, places: Sequence[int]) -> None:
        super().__init__()
        self._shelf, self._places = shelf, places

    @cached_property
    def issues(self) -> Sequence[Issue]:
        """See `Picked.issues`."""
        return [*self._shelf.at(self._places)]

    @cached_property
    def ids(self) -> Sequence[str]:
        """See `Picked.ids`."""
        return [*map(self._shelf.ids.__getitem__, self._places)]

    @cached_property
    def titles(self) -> Sequence[str]:
        """See `Picked.titles`."""
        return self._shelf.titles(self._places)

    def _column(self, trait: str) -> Column:
        return self._shelf.column(trait).at(self._places)

    def __len__(self) -> int:
        return len(self._places)


class _Part(Picked):
    """Some of those that were picked; what was asked for all of them is not asked for again."""

    def __init__(self, whole: Picked, numbers: Sequence[int]) -> None:
        super().__init__()
        self._whole, self._numbers = whole, numbers

    @property
    def issues(self) -> Sequence[Issue]:
        """See `Picked.issues`."""
        return [self._whole.issues[number] for number in self._numbers]

    @cached_property
    def ids(self) -> Sequence[str]:
        """See `Picked.ids`."""
        return [self._whole.ids[number] for number in self._numbers]

    @cached_property
    def titles(self) -> Sequence[str]:
        """See `Picked.titles`."""
        return [self._whole.titles[number] for number in self._numbers]

    def _column(self, trait: str) -> Column:
        return self._whole.column(trait).at(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

"""The shelf: what holds the issues of a register, by id and by place.

A register does not care whether its issues stand there whole or are made when they are asked for; whoever asks for few
of them by their traits (`columns.py`) makes few.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from rectify.model.columns import Column, places
from rectify.model.layered import Layered
from rectify.model.traits import TRAITS

if TYPE_CHECKING:
    from rectify.model.issue import Issue


class Shelf(Mapping[str, "Issue"]):
    """Issues by id, in the order of the file; a place is an issue's number in that order, from 0."""

    @property
    @abstractmethod
    def ids(self) -> Sequence[str]:
        """The ids, in their order."""

    @abstractmethod
    def column(self, trait: str) -> Column:
        """One trait of all issues, in their order.

        Raises:
            KeyError: no trait is called so.
        """

    @abstractmethod
    def at(self, places: Iterable[int]) -> Iterator["Issue"]:
        """The issues at these places."""

    def data(self, id_: str) -> dict[str, Any]:
        """The data of an issue (`Issue.data`).

        Raises:
            KeyError: no issue has this id.
        """
        return self[id_].data()

    def titles(self, places: Iterable[int]) -> Sequence[str]:
        """The titles of the issues at these places; where titles are kept by themselves, no issue is made."""
        return [issue.title for issue in self.at(places)]

    def place_of(self, id_: str) -> int:
        """The place of an issue.

        Raises:
            KeyError: no issue has this id.
        """
        return self._places[id_]

    def tasks_of(self, id_: str) -> "list[Issue]":
        """The issues whose parent it is, in their order; there need be no issue of this id."""
        return [self[task] for task in self._tasks.get(id_, ())]

    def alike(self, id_: str) -> str | None:
        """The id here that is this one but for letter case; None where there is none."""
        return self._folds.get(id_.casefold())

    @cached_property
    def _folds(self) -> Mapping[str, str]:
        return {id_.casefold(): id_ for id_ in reversed(self.ids)}

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return dict(zip(self.ids, count()))

    @cached_property
    def _tasks(self) -> Mapping[str, Sequence[str]]:
        """The ids of the tasks of each parent that has some."""
        parents, ids, found = self.column("parent"), self.ids, dict[str, list[str]]()
        for place in places(parents.flags(lambda parent: parent is not None)):
            found.setdefault(parents[place], []).append(ids[place])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)


class Whole(Shelf):
    """Issues that are all there."""

    def __init__(self, issues: Iterable["Issue"] = ()) -> None:
        self._by_id = {issue.id: issue for issue in issues}
        self._columns: dict[str, Column] = {}

    @cached_property
    def ids(self) -> Sequence[str]:
        """See `Shelf.ids`."""
        return tuple(self._by_id)

    @cached_property
    def _issues(self) -> Sequence["Issue"]:
        return tuple(self._by_id.values())

    def column(self, trait: str) -> Column:
        """See `Shelf.column`."""
        if trait not in self._columns:
            self._columns[trait] = Column.of(map(TRAITS[trait], self._issues))
        return self._columns[trait]

    def at(self, places: Iterable[int]) -> Iterator["Issue"]:
        """See `Shelf.at`."""
        return map(self._issues.__getitem__, places)

    def __getitem__(self, id_: str) -> "Issue":
        return self._by_id[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._by_id

    def values(self) -> "Iterable[Issue]":  # type: ignore[override]  # a view of the same issues
        """All issues, in their order."""
        return self._by_id.values()

    def __len__(self) -> int:
        return len(self._by_id)


class Changed(Shelf):
    """Another shelf with issues put in, in their places or at the end; `changes` are these, by id.

    A batch asks it after every line, so that nothing here looks at all changes but for a column.
    """

    def __init__(self, base: Shelf, changes: Layered["Issue"], changed_tasks: Layered[str], new: Layered[str]) -> None:
        self.base, self.changes = base, changes
        self._changed_tasks, self._new = changed_tasks, new

    @classmethod
    def of(cls, shelf: Shelf, issue: "Issue") -> "Changed":
        """A shelf with one more issue put in."""
        if not isinstance(shelf, Changed):
            shelf = cls(shelf, Layered(), Layered(), Layered())
        id_, tasks, new = issue.id, shelf._changed_tasks, shelf._new
        if issue.parent:
            tasks = tasks.with_(id_, issue.parent)
        if id_ not in shelf:
            new = new.with_(id_, id_.casefold())
        return cls(shelf.base, shelf.changes.with_(id_, issue), tasks, new)

    @cached_property
    def ids(self) -> Sequence[str]:
        """See `Shelf.ids`."""
        return (*self.base.ids, *self._new) if self._new else self.base.ids

    def alike(self, id_: str) -> str | None:
        """See `Shelf.alike`; of those put in at the end, few, each is looked at."""
        folded = id_.casefold()
        new = (id_ for id_, fold in self._new.items() if fold == folded)
        return self.base.alike(id_) or next(new, None)

    def column(self, trait: str) -> Column:
        """See `Shelf.column`."""
        told = {self.place_of(id_): TRAITS[trait](issue) for id_, issue in self.changes.items()}
        return self.base.column(trait).changed(told)

    def at(self, places: Iterable[int]) -> Iterator["Issue"]:
        """See `Shelf.at`."""
        ids = self.ids
        return (self[ids[place]] for place in places)

    def place_of(self, id_: str) -> int:
        """See `Shelf.place_of`."""
        return self.base.place_of(id_) if id_ in self.base else self._places[id_]

    def tasks_of(self, id_: str) -> "list[Issue]":
        """See `Shelf.tasks_of`."""
        found = {task.id: task for task in self.base.tasks_of(id_)} | {task: self[task] for task in self._changed_tasks}
        tasks = [task for task in (self.changes.get(name, task) for name, task in found.items()) if task.parent == id_]
        return sorted(tasks, key=lambda task: self.place_of(task.id))

    def __getitem__(self, id_: str) -> "Issue":
        found = self.changes.get(id_)
        return self.base[id_] if found is None else found

    def __contains__(self, id_: object) -> bool:
        return id_ in self.changes or id_ in self.base


def changes_of(shelf: Shelf, base: Shelf) -> "Mapping[str, Issue] | None":
    """The issues that a shelf has in the places of those of another; None where it is no change of it, or has more."""
    if shelf is base:
        return {}
    if isinstance(shelf, Changed) and shelf.base is base and all(id_ in base for id_ in shelf.changes):
        return shelf.changes
    return None

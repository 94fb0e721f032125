"""The register (台账): its header and its issues by id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from rectify.errors import UnknownIssue
from rectify.model.columns import places
from rectify.model.names import RESERVED_ID
from rectify.model.shelf import Changed, Whole

if TYPE_CHECKING:
    from typing_extensions import TypeIs

    from rectify.model.columns import Column
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.shelf import Shelf


class Register:
    """A frozen register; every change makes a new one. Its issues may be made only when they are asked for."""

    __slots__ = ("by_id", "header")

    header: Header
    by_id: Shelf

    def __init__(self, header: Header | None = None, by_id: Shelf | None = None) -> None:
        object.__setattr__(self, "header", _no_header() if header is None else header)
        object.__setattr__(self, "by_id", Whole() if by_id is None else by_id)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a register is frozen, its {name} too")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Register) and (self.header, self.by_id) == (other.header, other.by_id)

    def __hash__(self) -> int:
        return hash(len(self.by_id))  # seldom asked for; of what it holds not all has a hash

    @classmethod
    def of(cls, header: Header, issues: Iterable[Issue]) -> Register:
        """A register of these issues, in this order."""
        return cls(header, Whole(issues))

    @classmethod
    def from_data(cls, entries: Mapping[str, dict[str, Any]]) -> Register:
        """A register from the JSON data of its entries, as replayed from the trail."""
        from rectify.model.header import Header
        from rectify.model.issue import Issue

        header = Header.model_validate(entries.get(RESERVED_ID, {}))
        return cls.of(header, [Issue.model_validate(data) for id_, data in entries.items() if id_ != RESERVED_ID])

    def __len__(self) -> int:
        """How many issues there are."""
        return len(self.by_id)

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all issues, in the order of the file."""
        return self.by_id.ids

    @property
    def issues(self) -> tuple[Issue, ...]:
        """All issues, in the order of the file; who wants few asks for them by a trait, which makes no others."""
        return tuple(self.by_id.values())

    def column(self, trait: str) -> Column:
        """One trait (`traits.py`) of all issues, in the order of the file."""
        return self.by_id.column(trait)

    def having(self, trait: str, test: Callable[[Any], bool]) -> list[Issue]:
        """The issues whose trait meets a test, in the order of the file."""
        return list(self.by_id.at(places(self.column(trait).flags(test))))

    def tasks_of(self, id_: str) -> list[Issue]:
        """The issues whose parent it is, in the order of the file."""
        return self.by_id.tasks_of(id_)

    def get(self, id_: str) -> Issue:
        """The issue of this id.

        Raises:
            UnknownIssue: there is none; the hint names the nearest.
        """
        try:
            return self.by_id[id_]
        except KeyError:
            raise UnknownIssue(id=id_, near=self._near(id_)) from None

    def holder_of(self, id_: str) -> str | None:
        """The id on the register that takes this one, whatever the letter case; None when it is free."""
        return id_ if id_ in self.by_id else self.by_id.alike(id_)

    def has(self, id_: str) -> bool:
        """True when the id is taken; letter case makes no new id."""
        return self.holder_of(id_) is not None

    def entry(self, name: str) -> Entry | None:
        """The issue of an id, or the header; None when there is no such issue."""
        return self.header if name == RESERVED_ID else self.by_id.get(name)

    def with_entry(self, entry: Entry) -> Register:
        """This register with an issue put in, or with another header."""
        return self.with_issue(entry) if is_issue(entry) else self.with_header(entry)

    def with_issue(self, issue: Issue) -> Register:
        """This register with the issue put in, in its place or at the end."""
        return Register(self.header, Changed.of(self.by_id, issue))

    def with_header(self, header: Header) -> Register:
        """This register with another header."""
        return Register(header, self.by_id)

    def entries(self) -> Mapping[str, dict[str, Any]]:
        """Header and issues as JSON data by entry name, as the trail knows them; made one by one, when asked for."""
        return _Entries(self)

    def _near(self, id_: str) -> str:
        from difflib import get_close_matches  # only a mistyped id needs it

        by_fold = {other.casefold(): other for other in self.ids}
        near = [by_fold[fold] for fold in get_close_matches(id_.casefold(), by_fold, n=3, cutoff=0.5)]
        if near:
            return "did you mean " + " or ".join(near) + "?"
        return "list them with: rectify list --all" if self.by_id else "the register has no issues yet"


def _no_header() -> Header:
    from rectify.model.header import Header

    return Header()


class _Entries(Mapping[str, "dict[str, Any]"]):
    """See `Register.entries`."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def __getitem__(self, name: str) -> dict[str, Any]:
        return self._register.header.data() if name == RESERVED_ID else self._register.by_id.data(name)

    def __iter__(self) -> Iterator[str]:
        yield RESERVED_ID
        yield from self._register.by_id

    def __len__(self) -> int:
        return 1 + len(self._register)


Entry: TypeAlias = "Issue | Header"
"""What the trail has an entry for."""


def is_issue(entry: Entry | None) -> TypeIs[Issue]:
    """True for an issue; the header is known by its name, which no issue may have."""
    return entry is not None and entry.id != RESERVED_ID

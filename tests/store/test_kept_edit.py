"""Changed issues of a register that was kept: which blocks are read, and what becomes of them."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.model.shelf import changes_of
from rectify.store.cache_draft import Block
from rectify.store.folder import FolderStore
from rectify.store.kept_edit import changed, is_same
from rectify.store.register_disk import Held
from rectify.store.register_yaml import read_register
from rectify.store.splice import spliced
from rectify.store.window import Odd
from rectify.store.yaml_edit import rewrite
from tests.store.blocked import Blocked, BlockStore, blocked
from tests.store.contract import StoreContract
from tests.store.material import write_register

MANY = 700


class TestBlockStore(StoreContract):
    """A store that edits windows keeps every promise of a store."""

    def make(self, folder: Path) -> FolderStore:
        """A store of a new register file."""
        return BlockStore(str(write_register(folder)))


def held_of(count: int) -> Held:
    """A register of so many issues."""
    issues = "".join(f"  - id: Q-{number}\n    title: 第{number}个\n    status: open\n" for number in range(count))
    data = f"format: 1\nregister:\n  title: 册\nissues:\n{issues}# end\n".encode()
    return Held(read_register(data, "x.yaml"), data, (1,))


def closed(register: Register, *places: int) -> Register:
    """The register with some issues closed."""
    for place in places:
        register = register.with_issue(register.get(f"Q-{place}").but(status="closed"))
    return register


def tried(held: Held, after: Register, text: Blocked | None = None) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes after a change, which must be those of the whole file; and the parts that were read."""
    asked: list[tuple[int, int]] = []

    def read_at(spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        for start, end in spans:
            asked.append((start, end))
            yield held.data[start:end]

    text = text or blocked(held)
    draft = changed(text, held.register, after, held.stamp, read_at)
    assert draft
    data = spliced(held.data, draft.splices)
    assert data == rewrite(held.file, after).data
    start, first = text.first, 0
    for block in text.blocks:
        told = draft.blocks.get(first)
        size = told.size if told else block.size
        assert sha256(data[start : start + size]).digest() == (told.sha256 if told else block.sha256)
        start, first = start + size, first + block.issues
    assert {place: issue.id for place, issue in draft.issues.items()} == {
        held.register.by_id.place_of(issue.id): issue.id
        for issue in after.issues
        if issue is not held.register.get(issue.id)
    }
    return data, asked


def unread(_spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """For a change that needs nothing of the file."""
    raise AssertionError


@pytest.mark.parametrize(("places", "blocks"), [((0,), 1), ((8,), 1), ((2, 3), 1), ((1, 2, 7), 3), (range(9), 5)])
def test_only_the_blocks_of_changed_issues_are_read(places: tuple[int, ...], blocks: int) -> None:
    """Each once, and nothing else of the file; what has become of them is told."""
    held = held_of(9)
    _, asked = tried(held, closed(held.register, *places))
    assert len(asked) == len(set(asked)) == blocks


def test_many_changes_are_made_in_few_windows() -> None:
    """Whatever the order they were asked for in."""
    held = held_of(MANY)
    _, asked = tried(held, closed(held.register, *range(MANY - 1, -1, -1)), blocked(held, 64))
    assert len(asked) == 11


def test_nothing_changed_is_no_draft() -> None:
    """An issue put in as it was, or an equal one, changes no byte; a last digit does."""
    held = held_of(3)
    issue = held.register.get("Q-1")
    for after in (held.register, held.register.with_issue(issue), held.register.with_issue(issue.but())):
        assert changed(blocked(held), held.register, after, (1,), unread) is None


def added(register: Register) -> Register:
    """A register with one more issue."""
    return register.with_issue(Issue.model_validate({"id": "N", "title": "新", "status": "open"}))


def retitled(register: Register) -> Register:
    """A register with another header, and a changed issue."""
    return closed(register, 1).with_header(Header(title="另"))


def made_anew(register: Register) -> Register:
    """An equal register that is not a change of this one."""
    return closed(Register.of(register.header, register.issues), 1)


@pytest.mark.parametrize("change", [added, retitled, made_anew])
def test_other_changes_are_made_on_the_whole_file(change: Callable[[Register], Register]) -> None:
    """New issues, the header, a register that comes from elsewhere."""
    held = held_of(3)
    with pytest.raises(Odd):
        changed(blocked(held), held.register, change(held.register), (1,), unread)


@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text._replace(first=text.first + 1),
        lambda text: text._replace(blocks=[Block(size, issues, b"\0" * 32) for size, issues, _ in text.blocks]),
        lambda text: text._replace(blocks=[Block(size, 1, digest) for size, _, digest in text.blocks]),
        lambda text: text._replace(hand=text.hand._replace(column=4)),
    ],
)
def test_blocks_that_are_not_what_they_were_are_odd(spoilt: Callable[[Blocked], Blocked]) -> None:
    """Another place, another digest, another number of issues, another hand."""
    held = held_of(4)
    with pytest.raises(Odd):
        tried(held, closed(held.register, 1), spoilt(blocked(held)))


def test_registers_are_the_same_to_the_last_digit() -> None:
    """Header, order and every issue."""
    one = held_of(3).register
    assert is_same(one, held_of(3).register)
    assert not is_same(one, retitled(one))
    assert not is_same(one, closed(one, 1))
    assert not is_same(one, added(one))
    assert not is_same(one, Register.of(one.header, reversed(one.issues)))


def test_a_change_is_one_of_the_same_shelf() -> None:
    """Equal is not enough: who changed another register knows nothing of this one."""
    register = held_of(2).register
    assert changes_of(register.by_id, register.by_id) == {}
    assert changes_of(closed(register, 1).by_id, register.by_id) == {"Q-1": closed(register, 1).get("Q-1")}
    assert changes_of(made_anew(register).by_id, register.by_id) is None
    assert changes_of(held_of(2).register.by_id, register.by_id) is None

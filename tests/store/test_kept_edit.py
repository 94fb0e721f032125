"""Changed issues of a register that was kept: which blocks are read, and what becomes of them."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread

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


def tried(
    held: Held,
    after: Register,
    text: Blocked | None = None,
    *,
    is_shared: bool | None = False,
    look: Callable[[int, int], object] = lambda _start, _end: None,
) -> tuple[bytes, list[tuple[int, int]]]:
    """The bytes after a change, which must be those of the whole file; and the parts that this process has read."""
    asked: list[tuple[int, int]] = []

    def read_at(spans: Iterable[tuple[int, int]]) -> Iterator[bytes]:
        for start, end in spans:
            asked.append((start, end))
            look(start, end)
            yield held.data[start:end]

    text = text or blocked(held)
    draft = changed(text, held.register, after, held.stamp, read_at, is_shared=is_shared)
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


def test_two_processes_edit_what_one_would() -> None:
    """Each reads every other block."""
    held = held_of(9)
    _, asked = tried(held, closed(held.register, *range(9)), is_shared=True)
    assert len(asked) == 3


def test_a_second_process_that_is_lost_changes_nothing() -> None:
    """What it would have edited is edited by the first; whichever block it was lost at."""
    held, here = held_of(9), os.getpid()
    for lost in range(5):
        left = [lost]

        def look(_start: int, _end: int, left: list[int] = left) -> None:
            left[0] -= 1
            if os.getpid() != here and left[0] < 0:
                os._exit(9)

        _, asked = tried(held, closed(held.register, *range(9)), is_shared=True, look=look)
        assert len(asked) == 3 + max(0, 2 - lost)


def test_where_no_second_process_can_be_had_one_edits_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit on processes costs only time."""

    def refused() -> int:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(os, "fork", refused)
    held = held_of(9)
    _, asked = tried(held, closed(held.register, *range(9)), is_shared=True)
    assert len(asked) == 5


def test_beside_another_thread_one_edits_all() -> None:
    """A copy of a process with two threads would not be whole."""
    held, done = held_of(MANY), Event()
    other = Thread(target=done.wait)
    other.start()
    try:
        _, asked = tried(held, closed(held.register, *range(MANY)), blocked(held, 64), is_shared=None)
    finally:
        done.set()
        other.join()
    assert len(asked) == 11


@pytest.mark.parametrize("place", [1, 3])
def test_what_is_odd_is_odd_in_either_process(place: int) -> None:
    """A block that is not what it was, among those of the first process or of the second."""
    held = held_of(9)
    text = blocked(held)
    blocks = [
        Block(size, issues, b"\0" * 32 if at == place else sha) for at, (size, issues, sha) in enumerate(text.blocks)
    ]
    with pytest.raises(Odd):
        tried(held, closed(held.register, *range(9)), text._replace(blocks=blocks), is_shared=True)


def test_only_many_issues_are_edited_by_two() -> None:
    """In a process of its own, where it is safe: which processes read blocks of few issues and of many."""
    code = (
        "import os, sys; from tests.store.blocked import blocked\n"
        "from tests.store.test_kept_edit import closed, held_of\n"
        "from rectify.store.kept_edit import changed\n"
        "held = held_of(300)\n"
        "def read_at(spans):\n"
        "    for start, end in spans:\n"
        "        os.write(2, b'%d\\n' % os.getpid()); yield held.data[start:end]\n"
        "changed(blocked(held), held.register, closed(held.register, *range(int(sys.argv[1]))), (1,), read_at)"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, few], capture_output=True, check=True).stderr
        for few in ("9", "300")
    ]
    is_possible = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    assert [len({*pids.split()}) for pids in said] == [1, 2 if is_possible else 1]


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

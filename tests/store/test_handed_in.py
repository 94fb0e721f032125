"""A file somebody hands in: what changes while it is copied, what is empty or too large, and who watches."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rectify.errors import BadEvidence
from rectify.model.policy import Policy
from tests.store.faulty_disk import FaultyDisk
from tests.store.handed_in import files, handed_in, kept
from tests.store.material import mention

# --- what changes while it is copied ---


def grow(path: Path) -> None:
    """Write more at its end."""
    with path.open("ab") as file:
        file.write(b" and more")


def shrink(path: Path) -> None:
    """Cut it short."""
    os.truncate(path, 2)


def rewrite(path: Path) -> None:
    """Other bytes, as many, and the time set back: only the entry's own time tells."""
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"CURED")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def swap(path: Path) -> None:
    """Another file under its name."""
    other = path.with_name("other")
    other.write_bytes(b"CURED")
    other.replace(path)


@pytest.mark.parametrize("change", [grow, shrink, rewrite, swap])
def test_a_file_that_changes_while_it_is_copied_is_refused(tmp_path: Path, change: Callable[[Path], None]) -> None:
    """A file still being written, or exchanged, is not evidence; nothing of it is kept."""
    path = Path(handed_in(tmp_path))

    def write(method: str, _path: str) -> None:
        if method == "copy":
            change(path)

    store = files(tmp_path, FaultyDisk(watch=write))
    with pytest.raises(BadEvidence, match="it changed while it was copied"):
        store.take_in(str(path))
    store.let_go()
    assert kept(tmp_path) == {}
    assert not (tmp_path / "issues.evidence").exists()


def test_what_was_opened_is_what_is_kept(tmp_path: Path) -> None:
    """Another file put under its name after the copy changes nothing of what was taken in."""
    path = Path(handed_in(tmp_path))
    store = files(tmp_path)
    item = store.take_in(str(path))
    swap(path)
    store.put_in_place([("Q-1", [mention(b"cured", item.name)])])
    assert kept(tmp_path) == {f"Q-1/{item.blob}": b"cured"}


def test_a_file_that_grows_for_ever_is_not_copied_for_ever(tmp_path: Path) -> None:
    """Copying ends soon after the size the file had at first."""
    path = Path(handed_in(tmp_path, b"x" * 3_000_000))
    pieces: list[int] = []

    @contextmanager
    def growing(_name: str, _size: int) -> Iterator[Callable[[int], None]]:
        def step(size: int) -> None:
            pieces.append(size)
            with path.open("ab") as file:
                file.write(b"x" * 2 * size)

        yield step

    for look in ("take_in", "look_at"):
        pieces.clear()
        store = files(tmp_path, watch=growing)
        before = path.stat().st_size
        with pytest.raises(BadEvidence, match="it changed"):
            getattr(store, look)(str(path))
        assert sum(pieces) <= before + (1 << 20)


# --- sizes ---


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    """It proves nothing."""
    store = files(tmp_path)
    for look in (store.take_in, store.look_at):
        with pytest.raises(BadEvidence, match="it is empty"):
            look(handed_in(tmp_path, b""))
    assert not (tmp_path / "issues.evidence").exists()


def sparse(folder: Path, size: int) -> str:
    """A file of so many bytes, none of which lies on the disk."""
    path = handed_in(folder)
    os.truncate(path, size)
    return path


def test_a_file_too_large_is_refused_before_it_is_copied(tmp_path: Path) -> None:
    """The size, the limit and where it is set are told; nothing is written."""
    disk = FaultyDisk()
    store = files(tmp_path, disk)
    for look in (store.take_in, store.look_at):
        with pytest.raises(BadEvidence) as raised:
            look(sparse(tmp_path, 200_000_001))
        assert raised.value.facts["why"] == "it has 200.1 MB, and this register takes at most 200 MB"
        assert raised.value.hint == (
            "hand in a smaller one; the limit is policy.evidence_max_mb in the head of the register"
        )
    assert disk.calls == []


def test_the_register_is_asked_only_for_a_file_no_usual_one_takes(tmp_path: Path) -> None:
    """A usual file costs no reading of the register; what it allows less is judged later."""
    asked: list[int] = []

    def policy() -> Policy:
        asked.append(1)
        return Policy(evidence_max_mb=201)

    store = files(tmp_path, policy=policy)
    store.look_at(handed_in(tmp_path))
    assert asked == []
    store.look_at(sparse(tmp_path, 200_000_001))
    assert asked == [1]


def test_who_watches_sees_every_byte(tmp_path: Path) -> None:
    """The name and size of each file, and the size of each piece, also when a second issue gets a copy."""
    seen: list[tuple[str, int, list[int]]] = []

    @contextmanager
    def watch(name: str, size: int) -> Iterator[Callable[[int], None]]:
        pieces: list[int] = []
        seen.append((name, size, pieces))
        yield pieces.append

    store = files(tmp_path, watch=watch)
    path = handed_in(tmp_path, b"x" * 2_500_000, name="照片 1.jpg")
    store.look_at(path)
    item = store.take_in(path)
    for issue in ("Q-1", "Q-2"):
        store.put_in_place([(issue, [mention(b"x" * 2_500_000, item.name)])])
    assert [(name, size, sum(pieces)) for name, size, pieces in seen] == [
        ("照片_1.jpg", 2_500_000, 2_500_000),
        ("照片_1.jpg", 2_500_000, 2_500_000),
        (item.blob, 2_500_000, 2_500_000),
    ]

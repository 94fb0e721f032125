"""The register as the last run left it, read while others write: it is of one moment, whatever happens in between."""

import errno
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from rectify.faults import Unpublished
from rectify.store.disk import Disk, Facts
from rectify.store.folder import FolderStore
from rectify.terms import Status
from tests.store.begun import begun, start
from tests.store.contract import commit
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import TEXT, register_of, run_of, started

MOMENTS = 26
"""More than a reader ever asks the disk, with somebody writing meanwhile."""


class Meddled(Disk):
    """A disk on which something happens before the call of each number is answered."""

    def __init__(self, meddling: dict[int, list[Callable[[], object]]]) -> None:
        self._numbers, self._meddling = count(), meddling

    def _meddle(self) -> None:
        for happen in self._meddling.pop(next(self._numbers), []):
            happen()

    def read(self, path: str) -> bytes:
        """See `Disk.read`."""
        self._meddle()
        return super().read(path)

    def read_tail(self, path: str, size: int) -> bytes:
        """See `Disk.read_tail`."""
        self._meddle()
        return super().read_tail(path, size)

    def facts(self, path: str) -> Facts | None:
        """See `Disk.facts`."""
        self._meddle()
        return super().facts(path)


def wait(name: str) -> None:
    """Another process records a run that starts Q-1, and is stopped before it is published."""
    with pytest.raises(Unpublished):
        start(FolderStore(name, disk=FaultyDisk(Fault("rename", "issues.yaml", errno.EIO))))


def publish(name: str) -> None:
    """Another process publishes what waits."""
    with FolderStore(name).writing():
        pass


@pytest.mark.parametrize("first", range(MOMENTS))
def test_what_waits_and_is_published_in_the_moment_of_looking(tmp_path: Path, first: int) -> None:
    """Whenever the one happens and the other: the register is the one that the last run seen has left."""
    for second in range(first, MOMENTS):
        (folder := tmp_path / str(second)).mkdir()
        name = begun(folder).name
        meddling: dict[int, list[Callable[[], object]]] = {first: [partial(wait, name)]}
        meddling.setdefault(second, []).append(partial(publish, name))
        loaded = FolderStore(name, disk=Meddled(meddling)).load_as_published()
        assert loaded.last is not None
        assert loaded.digest == loaded.last.after, (first, second)
        assert (loaded.register.get("Q-1").status == Status.IN_PROGRESS) is (loaded.last.seq == 2)


@pytest.mark.parametrize("pace", [1, 2, 3, 5, 9])
def test_among_many_writers_it_is_still_of_one_moment(tmp_path: Path, pace: int) -> None:
    """One run after the other, in time with the looking, until they rest."""
    name = begun(tmp_path).name

    def write() -> None:
        store = FolderStore(name)
        register = store.load().register
        after = register.with_issue(register.get("Q-3").but(percent=len(list(store.runs()))))
        commit(store, run_of(started(register)[0]), after)

    disk = Meddled({number: [write] for number in range(0, 30, pace)})
    loaded = FolderStore(name, disk=disk).load_as_published()
    assert loaded.last is not None
    assert loaded.digest == loaded.last.after


def test_an_older_register_that_was_put_back_is_told_as_it_is(tmp_path: Path) -> None:
    """Nothing waits, however often one looks: it is a hand edit, and the check's to tell."""
    store = begun(tmp_path)
    start(store)
    (tmp_path / "issues.yaml").write_text(TEXT, encoding="utf-8")
    assert store.load_as_published().register == register_of()


def test_a_waiting_file_that_is_not_what_the_run_left_is_not_taken(tmp_path: Path) -> None:
    """The register is told as it stands."""
    store = begun(tmp_path)
    wait(store.name)
    (staged,) = tmp_path.glob(".issues.*.staged")
    staged.write_bytes(staged.read_bytes() + b"# touched\n")
    assert store.load_as_published().register == register_of()

"""The simulated disk is like the real one for a program, and forgets like a real one in a power cut."""

import errno
import os
import stat
from pathlib import Path

import pytest

from rectify.store.disk import Disk
from rectify.store.splice import Splice
from tests.crash.power_cut import MOST_STATES, Move, picks, remains, subsets
from tests.crash.simulated_disk import SimulatedDisk


def exercise(disk: Disk, root: Path) -> list[object]:
    """A bit of everything; what it says."""
    folder, one, two = f"{root}/f", f"{root}/f/one", f"{root}/two"
    said: list[object] = [disk.names(folder), disk.has_names(folder), disk.facts(one)]
    disk.make_folder(folder, 0o750)
    disk.make_folder(folder, 0o700)
    disk.write_new(one, b"01234", 0o600)
    said += [disk.has_names(folder), disk.names(str(root)), disk.read(one), disk.read_tail(one, 2)]
    said.append(list(disk.lines(one)))
    disk.append(one, b"56789")
    disk.truncate(one, 7)
    disk.sync(one)
    disk.rename(one, two)
    disk.sync(str(root))
    source = disk.open_evidence(two)
    said.append(disk.copy(source, one, 0o400, 99))
    os.close(source)
    said += [disk.read(two), disk.names(folder), b"".join(disk.chunks(one)), disk.age(one) < 1000]
    for path in (folder, one, two):
        facts = disk.facts(path)
        assert facts is not None
        said.append((facts.mode, facts.sort, facts.size if facts.sort == stat.S_IFREG else None))
    for _ in range(2):
        disk.mark(f"{root}/mark")
    said += [disk.read(f"{root}/mark")]
    disk.write_new(f"{root}/three", b"abc", 0o600, like=one)
    said.append(disk.splice(one, f"{root}/four", [Splice(1, 3, b"-"), Splice(4, 4, b"+")], 0o600))
    said += [disk.read(f"{root}/four"), list(disk.read_at(f"{root}/four", [(0, 2), (3, 99)]))]
    for name in ("three", "four"):
        facts = disk.facts(f"{root}/{name}")
        said.append(facts and facts.mode)
    disk.remove(two)
    disk.remove(two)
    return [*said, disk.names(str(root))]


def refusals(disk: Disk, root: Path) -> list[int | None]:
    """The error numbers of what cannot be done."""
    disk.write_new(f"{root}/there", b"", 0o600)
    numbers = []
    for refused in (
        lambda: disk.write_new(f"{root}/there", b"", 0o600),
        lambda: disk.write_new(f"{root}/no/there", b"", 0o600),
        lambda: disk.read(f"{root}/nothing"),
        lambda: disk.read(str(root)),
        lambda: disk.append(f"{root}/nothing", b""),
        lambda: disk.rename(f"{root}/nothing", f"{root}/x"),
        lambda: disk.sync(f"{root}/nothing"),
        lambda: disk.age(f"{root}/nothing"),
        lambda: disk.open_evidence(f"{root}/nothing"),
        lambda: disk.splice(f"{root}/nothing", f"{root}/x", [], 0o600),
        lambda: disk.splice(f"{root}/there", f"{root}/there", [], 0o600),
        lambda: disk.splice(f"{root}/there", f"{root}/x", [], 0o600, stamp=(1,)),
        lambda: list(disk.read_at(f"{root}/nothing", [])),
    ):
        with pytest.raises(OSError) as raised:
            refused()
        numbers.append(raised.value.errno)
    return numbers


def test_it_answers_like_the_real_one(tmp_path: Path) -> None:
    """The same program sees the same on both disks."""
    (tmp_path / "real").mkdir()
    real = exercise(Disk(), tmp_path / "real")
    assert exercise(SimulatedDisk(str(tmp_path / "made")), tmp_path / "made") == real


def test_it_refuses_like_the_real_one(tmp_path: Path) -> None:
    """What the real disk refuses, it refuses with the same number."""
    (tmp_path / "real").mkdir()
    real = refusals(Disk(), tmp_path / "real")
    assert refusals(SimulatedDisk(str(tmp_path / "made")), tmp_path / "made") == real
    assert errno.EEXIST in real


def test_it_reads_elsewhere_from_the_real_disk(tmp_path: Path) -> None:
    """Files handed in are real ones."""
    (tmp_path / "paper").write_bytes(b"cured")
    disk = SimulatedDisk(str(tmp_path / "made"))
    source = disk.open_evidence(str(tmp_path / "paper"))
    facts = disk.facts(str(tmp_path / "paper"))
    assert facts is not None
    assert facts.size == 5
    assert disk.copy(source, f"{disk.root}/x", 0o400, 5)[1] == 5
    os.close(source)


def contents(disk: SimulatedDisk, name: str) -> set[bytes | None]:
    """What a file may hold after a power cut; absent ones count as None."""
    return {dict(tree).get(name) for tree in disk.cut_states()}


def test_what_is_not_synced_may_be_lost_kept_or_torn(tmp_path: Path) -> None:
    """An append without fsync leaves nothing, all, a part, zeros, or a hole; with fsync it leaves all."""
    disk = SimulatedDisk(str(tmp_path), (("x", b"old."),))
    path = f"{tmp_path}/x"
    disk.append(path, b"more")
    found = {(data or b"").removeprefix(b"old.") for data in contents(disk, "x")}
    assert {b"", b"more", b"mor", b"mo", b"mo\0\0", b"\0\0re", b"\0\0\0\0", b"\0\0"} <= found
    assert len(found) == 15
    disk.sync(path)
    assert contents(disk, "x") == {b"old.more"}


def test_what_is_written_over_may_be_old_in_parts(tmp_path: Path) -> None:
    """Cut and written on without a sync: blocks of the old and the new text, in either order, of either size."""
    disk = SimulatedDisk(str(tmp_path), (("x", b"same old1old2"),))
    path = f"{tmp_path}/x"
    disk.truncate(path, 5)
    disk.append(path, b"new1new2++")
    found = contents(disk, "x")
    assert {b"same old1old2", b"same new1new2++", b"same ", b"same new1nld2"} <= found


def test_a_refused_step_changes_nothing(tmp_path: Path) -> None:
    """A disk that refuses says EIO; a file half written is gone again, what was half appended is cut off."""
    disk = SimulatedDisk(str(tmp_path), (("x", b"old."),))
    for nth in (1, 2, 3):
        refuse_at(disk, nth)
        with pytest.raises(OSError, match="Input/output"):
            disk.write_new(f"{tmp_path}/y", b"new", 0o600)
    for nth in (1, 2):
        refuse_at(disk, nth)
        with pytest.raises(OSError, match="Input/output"):
            disk.append(f"{tmp_path}/x", b"more")
    assert disk.tree() == (("x", b"old."),)


def refuse_at(disk: SimulatedDisk, nth: int) -> None:
    """Have a disk refuse its nth step from now on, once."""
    steps = iter(range(1, 10**6))
    disk.refuses = lambda _path: next(steps) == nth


def test_a_refused_fsync_is_told_once_and_what_it_dropped_never_comes(tmp_path: Path) -> None:
    """As with real systems: memory has the bytes, the next fsync succeeds, and the disk does not have them."""
    disk = SimulatedDisk(str(tmp_path), (("x", b"old."),))
    path = f"{tmp_path}/x"
    disk.append(path, b"lost")
    refuse_at(disk, 1)
    with pytest.raises(OSError, match="Input/output"):
        disk.sync(path)
    disk.sync(path)
    assert disk.read(path) == b"old.lost"
    assert contents(disk, "x") == {b"old."}
    disk.append(path, b"kept")
    disk.sync(path)
    assert contents(disk, "x") == {b"old.\0\0\0\0kept"}
    disk.truncate(path, 6)
    disk.sync(path)
    assert contents(disk, "x") == {b"old."}
    disk.truncate(path, 4)
    disk.append(path, b"good")
    disk.sync(path)
    assert contents(disk, "x") == {b"old.good"}


def test_what_memory_forgets_is_read_from_the_disk(tmp_path: Path) -> None:
    """A system short of memory drops the bytes that the disk refused; then all read what the disk has."""
    disk = SimulatedDisk(str(tmp_path), (("x", b"old."),))
    disk.append(f"{tmp_path}/x", b"lost")
    refuse_at(disk, 1)
    with pytest.raises(OSError, match="Input/output"):
        disk.sync(f"{tmp_path}/x")
    disk.forget()
    assert disk.read(f"{tmp_path}/x") == b"old."
    disk.sync(f"{tmp_path}/x")
    assert contents(disk, "x") == {b"old."}


def test_a_name_is_durable_only_with_its_folder(tmp_path: Path) -> None:
    """A new file that was synced is lost with its name until the folder is synced too."""
    disk = SimulatedDisk(str(tmp_path))
    disk.write_new(f"{tmp_path}/x", b"new", 0o600)
    assert contents(disk, "x") == {None, b"new"}
    disk.sync(str(tmp_path))
    assert contents(disk, "x") == {b"new"}


def test_a_rename_is_never_without_either_name(tmp_path: Path) -> None:
    """The old name, the new one, or both: the file is always there."""
    disk = SimulatedDisk(str(tmp_path), (("a", b"1"), ("b", b"2")))
    disk.rename(f"{tmp_path}/a", f"{tmp_path}/b")
    assert disk.cut_states() == {(("a", b"1"), ("b", b"2")), (("b", b"1"),), (("a", b"1"), ("b", b"1"))}


def test_a_folder_takes_what_is_in_it_along(tmp_path: Path) -> None:
    """A new folder whose name is lost is lost with its files, synced as they may be."""
    disk = SimulatedDisk(str(tmp_path))
    disk.make_folder(f"{tmp_path}/f", 0o700)
    disk.write_new(f"{tmp_path}/f/x", b"new", 0o600)
    disk.sync(f"{tmp_path}/f")
    assert disk.cut_states() == {(), (("f", None), ("f/x", b"new"))}


def test_a_kill_loses_nothing_and_saves_nothing(tmp_path: Path) -> None:
    """A clone shows what was written, and can still lose it."""
    disk = SimulatedDisk(str(tmp_path))
    disk.write_new(f"{tmp_path}/x", b"new", 0o600)
    clone = disk.clone()
    disk.remove(f"{tmp_path}/x")
    assert clone.tree() == (("x", b"new"),)
    assert contents(clone, "x") == {None, b"new"}


def test_a_sync_can_be_left_out(tmp_path: Path) -> None:
    """A broken store is made by skipping syncs."""
    disk = SimulatedDisk(str(tmp_path))
    disk.skips_sync = lambda path: path.endswith("x")
    disk.write_new(f"{tmp_path}/x", b"new", 0o600)
    disk.sync(str(tmp_path))
    assert b"" in contents(disk, "x")


def test_every_combination_is_tried_while_there_are_few() -> None:
    """Few things unsynced: all combinations; many: each alone lost, and each alone kept."""
    two = [("a", "LK"), ("b", "LKT")]
    assert set(picks(two)) == {(a, b) for a in "LK" for b in "LKT"}
    many = [(str(number), "LK") for number in range(20)]
    found = {"".join(map(str, pick)) for pick in picks(many)}
    assert {"L" * 20, "K" * 20, "L" * 19 + "K", "K" * 19 + "L"} <= found
    assert len(found) == 42 <= MOST_STATES


def test_what_remains_of_bytes_and_names() -> None:
    """A cut file leaves the old or the new size; of many changes of names any alone may be lost or kept."""
    assert remains([b"long line", b"long"]) == [b"long line", b"long"]
    moves: list[Move] = [((str(number), number),) for number in range(8)]
    assert {(), tuple(change for move in moves for change in move), moves[3]} <= set(subsets(moves))
    assert len(subsets(moves)) == 18

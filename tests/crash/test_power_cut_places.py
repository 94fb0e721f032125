"""The power fails elsewhere: between two runs, behind a symlink, while a register is made, on a disk with litter."""

from pathlib import Path

import pytest

from rectify.errors import RectifyError
from rectify.store.folder import FolderStore
from rectify.store.trail_lines import whole_lines
from tests.crash.examiner import LOG, Examiner
from tests.crash.power_cut import Tree
from tests.crash.scenes import NAME, SCENES, add_evidence_again, change_status, note, store_on
from tests.crash.simulated_disk import SimulatedDisk
from tests.store.material import TEXT


@pytest.mark.parametrize("name", ["status", "first write", "close with evidence", "adopt"])
def test_two_runs_in_a_row(name: str, root: Path) -> None:
    """A run that was confirmed stays, whatever becomes of the next one."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root)
    disk = examiner.disk()
    examiner.play(scene.act, disk, examiner.confirmed)
    confirmed = len(whole_lines(disk.read(f"{root}/{LOG}")))
    assert confirmed > examiner.confirmed
    examiner.play(note, disk, confirmed)
    examiner.play(add_evidence_again, disk, confirmed + 1)
    assert examiner.torn == []


@pytest.mark.parametrize("name", ["status", "close with evidence"])
def test_another_run_after_a_kill(name: str, root: Path) -> None:
    """Killed at any step; then somebody else does something else, and that is cut at any step."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root)
    for disk in examiner.play(scene.act, examiner.disk(), examiner.confirmed)[0]:
        examiner.play(note, disk, examiner.confirmed)
    assert examiner.torn == []


def test_a_symlinked_register(tmp_path: Path, root: Path) -> None:
    """Everything lies beside the file that the symlink leads to, and nothing is torn there."""
    (tmp_path / "link.yaml").symlink_to(root / NAME)

    def through_the_link(store: FolderStore, folder: Path) -> None:
        change_status(FolderStore(str(tmp_path / "link.yaml"), disk=store._disk, timeout=0), folder)

    examiner = Examiner(SCENES["status"], root)
    steps, _ = examiner.play(through_the_link, examiner.disk(), examiner.confirmed)
    assert examiner.torn == []
    assert len(steps) >= 5


def cuts_of_init(disk: SimulatedDisk) -> tuple[set[Tree], set[Tree]]:
    """What a power cut leaves while a register is made, and after it was said to be there."""
    on_the_way: set[Tree] = set()
    disk.on_step = lambda now: on_the_way.update(now.cut_states())
    store_on(disk).create(TEXT.encode())
    return on_the_way, disk.cut_states()


def test_a_register_is_made_whole_or_not_at_all(root: Path) -> None:
    """Whatever is lost while it is made: no register, or the whole one; once it was said to be there, it is."""
    on_the_way, after = cuts_of_init(SimulatedDisk(str(root)))
    assert {dict(tree).get(NAME) for tree in on_the_way} == {None, TEXT.encode()}
    assert {dict(tree).get(NAME) for tree in after} == {TEXT.encode()}
    for tree in on_the_way:
        disk = SimulatedDisk(str(root), tree)
        if NAME not in dict(tree):
            store_on(disk).create(TEXT.encode())
        change_status(store_on(disk), root)
        assert not [name for name, _ in disk.tree() if name.endswith(".staged")]


def test_a_register_written_in_its_place_is_caught(root: Path) -> None:
    """The test of the test: written where it shall stand, it may be found empty."""
    disk = SimulatedDisk(str(root))
    found: set[bytes | None] = set()
    disk.on_step = lambda now: found.update(dict(tree).get(NAME) for tree in now.cut_states())
    disk.write_new(f"{root}/{NAME}", TEXT.encode(), 0o600)
    assert b"" in found


@pytest.mark.parametrize(
    "litter", [b"old mail of somebody\nelse", b"old mail\n", b'{"prev":[],"seq":9}\n', b"\xff\xfe\n"]
)
def test_litter_at_the_end_of_the_trail_is_never_taken_for_a_run(litter: bytes, root: Path) -> None:
    """Some disks show blocks of deleted files after a power cut: told or cut off, but nothing confirmed is touched."""
    examiner = Examiner(SCENES["status"], root)
    start = dict(examiner.disk().tree())
    for step in examiner.play(change_status, examiner.disk(), examiner.confirmed)[0]:
        tree = dict(step.tree())
        if tree[NAME] != start[NAME]:  # published: the line was synced before, and is no litter
            break
        confirmed = (start[LOG] or b"", tree[NAME])
        disk = SimulatedDisk(str(root), tuple(sorted({**tree, LOG: confirmed[0] + litter}.items())))
        try:
            change_status(store_on(disk), root)
        except RectifyError as error:
            assert error.exit_code == 7
            assert disk.read(f"{root}/{LOG}").startswith(confirmed[0])
            assert disk.read(f"{root}/{NAME}") == confirmed[1]
        else:
            assert not litter.endswith(b"\n")
            assert len(whole_lines(disk.read(f"{root}/{LOG}"))) == examiner.confirmed + 1

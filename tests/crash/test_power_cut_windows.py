"""The power fails while a register is edited in windows and copied around them: the same promises hold."""

from pathlib import Path

import pytest

from rectify.store.folder import FolderStore
from tests.crash.examiner import Examiner, only_recover
from tests.crash.scenes import SCENES, store_on
from tests.crash.test_refused_steps import refuse_each
from tests.store.blocked import BlockStore

WINDOWED = ("first write", "first write with evidence", "status", "batch", "close with evidence", "evidence again")
OTHERS = ("adopt", "beside a hand edit", "note", "batch of many")


@pytest.mark.parametrize("name", (*WINDOWED, *OTHERS))
def test_a_power_cut_tears_no_run(name: str, root: Path) -> None:
    """Whatever is lost, kept or half written at any step, recovery finds the run there or not there."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root, BlockStore)
    steps, _ = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    assert examiner.torn == []
    assert len(steps) >= 5


@pytest.mark.parametrize("name", WINDOWED)
def test_the_same_bytes_are_written_in_windows(name: str, root: Path) -> None:
    """Register, trail and evidence are those of a store that reads all; and it was done in windows."""
    examiner = Examiner(SCENES[name], root)
    disk, other = examiner.disk(), examiner.disk()
    store = store_on(disk, BlockStore)
    assert isinstance(store, BlockStore)
    SCENES[name].act(store, root)
    SCENES[name].act(store_on(other), root)
    assert disk.tree() == other.tree()
    assert store.drafts


@pytest.mark.parametrize("name", ["batch", "close with evidence"])
def test_a_recovery_can_be_cut_short_itself(name: str, root: Path) -> None:
    """From every state that a kill or a power cut leaves, recovery can be stopped at any step and begun again."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root, BlockStore, most=20)
    steps, states = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    for disk in [*steps, *(examiner.disk(tree) for tree in states)]:
        examiner.play(only_recover, disk, examiner.confirmed)
    assert examiner.torn == []


@pytest.mark.parametrize("name", ["status", "close with evidence"])
@pytest.mark.parametrize("kind", [BlockStore, FolderStore])
def test_a_command_repeated_after_a_kill_can_be_cut_short(name: str, kind: type[FolderStore], root: Path) -> None:
    """Killed at any step, given again in the same way or the other, and that cut at any step: nothing is torn."""
    scene, first = SCENES[name], Examiner(SCENES[name], root, BlockStore, most=20)
    steps, _ = first.play(scene.act, first.disk(), first.confirmed)
    again = Examiner(scene, root, kind, most=20)
    for disk in steps[:: 1 + len(steps) // 20]:
        again.play(scene.act, disk, again.confirmed)
        assert again.torn == []


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("name", ["status", "close with evidence"])
def test_a_refused_step_tears_no_run(name: str, for_ever: bool, root: Path) -> None:
    """Refused at any step, repeated when the disk is well again, and the power failing at any step of both."""
    examiner = Examiner(SCENES[name], root, BlockStore, most=20)
    assert refuse_each(examiner, name, for_ever=for_ever, every=1 if name == "status" else 5) > 5
    assert examiner.torn == []


def test_a_missing_sync_is_caught(root: Path) -> None:
    """The test of the test: the spliced file has to be synced before it takes its name."""
    examiner = Examiner(SCENES["status"], root, BlockStore, most=20)
    disk = examiner.disk()
    disk.skips_sync = lambda path: path.endswith(".staged")
    examiner.play(SCENES["status"].act, disk, examiner.confirmed)
    assert examiner.torn

"""The disk refuses a step, once or from then on, and then the power fails: said to be done means done."""

from pathlib import Path

import pytest

from rectify.faults import OutcomeUnknown
from rectify.store.folder import FolderStore
from tests.crash.examiner import Examiner
from tests.crash.scenes import SCENES
from tests.crash.simulated_disk import SimulatedDisk


class Refusing:
    """What a disk refuses: its nth step, alone or with all that follow. `struck` tells whether it came so far."""

    def __init__(self, nth: int, *, for_ever: bool) -> None:
        self._nth, self._for_ever = nth, for_ever
        self.struck = False

    def __call__(self, _path: str) -> bool:
        """True for a step that is refused."""
        self._nth -= 1
        self.struck = self.struck or self._nth == 0
        return self._nth == 0 or (self._for_ever and self._nth < 0)


def refuse_each(examiner: Examiner, name: str, *, for_ever: bool, every: int = 1) -> int:
    """Do a scene with each step refused, then, the trouble over, once more; how many steps that were.

    The second time is tried with what memory still shows, and with what the disk has. A disk that refuses everything
    for good comes back by a remount, which forgets.
    """
    act = SCENES[name].act
    nth = 1
    while True:
        disk = examiner.disk()
        disk.refuses = refusing = Refusing(nth, for_ever=for_ever)
        examiner.play(act, disk, examiner.confirmed)
        if not refusing.struck:
            return nth // every
        disk.refuses = lambda _path: False
        forgotten = disk.clone()
        forgotten.forget()
        for found in (forgotten,) if for_ever else (disk, forgotten):
            examiner.play(act, found, examiner.confirmed)
        nth += every


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("name", ["status", "note"])
def test_a_refused_step_tears_no_run(name: str, for_ever: bool, root: Path) -> None:
    """Refused at any step, repeated when the disk is well again, and the power failing at any step of both."""
    examiner = Examiner(SCENES[name], root, most=20)
    assert refuse_each(examiner, name, for_ever=for_ever) > 5
    assert examiner.torn == []


# --- an fsync of the trail that fails is told only once ---


def refuse_sync_of_the_line(disk: SimulatedDisk) -> None:
    """The second fsync of the trail, which is to make the run last, fails once and drops it."""
    synced: list[str] = []
    sync = disk._fsync

    def refuse(path: str) -> None:
        synced.append(path)
        is_it = sum(name.endswith(".log.jsonl") for name in synced) == 2 and path.endswith(".log.jsonl")
        disk.refuses = lambda _path: is_it
        try:
            sync(path)
        finally:
            disk.refuses = lambda _path: False

    disk._fsync = refuse  # type: ignore[method-assign]  # a disk that is about to fail


def with_a_doubt(name: str, examiner: Examiner, root: Path, *, forget: bool) -> SimulatedDisk:
    """The disk after a run of which the outcome is unknown; memory may still show what the disk refused."""
    disk = examiner.disk()
    refuse_sync_of_the_line(disk)
    with pytest.raises(OutcomeUnknown):
        SCENES[name].act(FolderStore(f"{root}/issues.yaml", disk=disk, timeout=0), root)
    assert [path for path, _ in disk.tree() if path.endswith(".doubt.staged")]
    left = disk.clone()
    if forget:
        left.forget()
    return left


@pytest.mark.parametrize("forget", [False, True], ids=["memory shows it", "memory forgot it"])
@pytest.mark.parametrize("name", ["status", "note", "close with evidence"])
def test_a_doubt_is_settled_by_writing_anew(name: str, forget: bool, root: Path) -> None:
    """The next command trusts no second fsync but writes the trail anew; it can be cut anywhere, what it says lasts."""
    examiner = Examiner(SCENES[name], root)
    examiner.play(SCENES[name].act, examiner.disk(), examiner.confirmed)
    disk = with_a_doubt(name, examiner, root, forget=forget)
    for killed in examiner.play(SCENES[name].act, disk, examiner.confirmed)[0]:
        examiner.play(SCENES[name].act, killed, examiner.confirmed)
    assert not [path for path, _ in disk.tree() if path.endswith(".staged")]
    assert examiner.torn == []


def test_a_second_fsync_that_is_trusted_is_caught(root: Path) -> None:
    """The test of the test: without the marker the next command confirms what the disk does not have."""
    examiner = Examiner(SCENES["status"], root)
    disk = with_a_doubt("status", examiner, root, forget=False)
    disk.remove(f"{root}/.issues.doubt.staged")
    examiner.play(SCENES["status"].act, disk, examiner.confirmed)
    assert examiner.torn

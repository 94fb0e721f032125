"""The tests of the tests: a store that leaves out a step is caught by the same examination."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.model.event import Run
from rectify.store.commit import Commit
from rectify.store.drafts import Draft
from rectify.store.folder import FolderStore
from tests.crash.examiner import Examiner, only_recover
from tests.crash.scenes import SCENES


class RegisterFirst(Commit):
    """Publishes the register before the trail has the run."""

    def prepare(self, run: Run, draft: Draft | None) -> tuple[Run, bytes, str | None]:
        """See `Commit.prepare`."""
        run, line, staged = super().prepare(run, draft)
        if staged:
            self._disk.rename(staged, self._layout.register)
            self._disk.sync(self._layout.folder)
        return run, line, staged

    def publish(self, _run: Run, _staged: str) -> tuple[int, ...]:
        """See `Commit.publish`."""
        return ()


class EvidenceLast(Commit):
    """Puts the evidence in its place after the trail has named it."""

    def put_evidence(self, run: Run) -> None:
        """See `Commit.put_evidence`."""

    def publish(self, run: Run, staged: str) -> tuple[int, ...]:
        """See `Commit.publish`."""
        stamp = super().publish(run, staged)
        super().put_evidence(run)
        return stamp


class Unstaged(Commit):
    """Writes the register in its place instead of beside it."""

    def publish(self, _run: Run, staged: str) -> tuple[int, ...]:
        """See `Commit.publish`."""
        data = self._disk.read(staged)
        self._disk.remove(staged)
        self._disk.truncate(self._layout.register, 0)
        self._disk.append(self._layout.register, data)
        self._disk.sync(self._layout.register)
        return ()


def store_of(steps: type[Commit]) -> type[FolderStore]:
    """A store that commits by other steps."""

    class Broken(FolderStore):
        """Broken on purpose."""

        def _steps(self) -> type[Commit]:
            return steps

    return Broken


WRONG_ORDER = {
    "register before trail": RegisterFirst,
    "trail before evidence": EvidenceLast,
    "register written in its place": Unstaged,
}


@pytest.mark.parametrize("steps", WRONG_ORDER.values(), ids=WRONG_ORDER)
def test_a_wrong_order_is_caught(steps: type[Commit], root: Path) -> None:
    """Each step of a commit stands where it does for a reason."""
    scene = SCENES["close with evidence"]
    examiner = Examiner(scene, root, store_of(steps))
    examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    assert examiner.torn


MISSING_SYNC: dict[str, tuple[str, Callable[[str], bool]]] = {
    "no file fsync: the line": ("status", lambda path: path.endswith(".log.jsonl")),
    "no file fsync: the line of a remark": ("note", lambda path: path.endswith(".log.jsonl")),
    "no file fsync: the register": ("status", lambda path: path.endswith(".staged")),
    "no file fsync: a new trail": ("first write", lambda path: path.endswith(".staged")),
    "no file fsync: evidence": ("evidence again", lambda path: path.endswith(".incoming")),
    "no folder fsync: the register's": ("status", lambda path: path.endswith("/data")),
    "no folder fsync: that of a new trail": ("first write", lambda path: path.endswith("/data")),
    "no folder fsync: a case folder": ("close with evidence", lambda path: path.endswith("/Q-1")),
    "no folder fsync: that of the case folders": ("close with evidence", lambda path: path.endswith(".evidence")),
    "no fsync at all": ("adopt", lambda _path: True),
}


@pytest.mark.parametrize(("name", "skips"), MISSING_SYNC.values(), ids=MISSING_SYNC)
def test_a_missing_sync_is_caught(name: str, skips: Callable[[str], bool], root: Path) -> None:
    """Every file and every folder that is synced has to be."""
    examiner = Examiner(SCENES[name], root, most=20)
    disk = examiner.disk()
    disk.skips_sync = skips
    examiner.play(SCENES[name].act, disk, examiner.confirmed)
    assert examiner.torn


@pytest.mark.parametrize("name", ["status", "note"])
def test_a_recovery_that_does_not_sync_is_caught(name: str, root: Path) -> None:
    """What recovery found and told must not be lost by the next power cut."""
    examiner = Examiner(SCENES[name], root, most=20)
    steps, _ = examiner.play(SCENES[name].act, examiner.disk(), examiner.confirmed)
    assert examiner.torn == []
    for disk in steps:
        disk.skips_sync = lambda _path: True
        examiner.play(only_recover, disk, examiner.confirmed)
    assert examiner.torn


def test_a_case_folder_that_is_not_synced_again_is_caught(root: Path) -> None:
    """After a kill the blob is there, but its name may not be durable: the next run must see to it."""
    scene = SCENES["close with evidence"]
    examiner = Examiner(scene, root)
    for disk in examiner.play(scene.act, examiner.disk(), examiner.confirmed)[0]:
        has_blobs = sum("-report.pdf" in path for path, _ in disk.tree()) == 2
        if has_blobs and not any(path.endswith(".staged") for path, _ in disk.tree()):
            disk.skips_sync = lambda path: path.endswith(("/Q-1", "/Q-2"))
            examiner.play(scene.act, disk, examiner.confirmed)
    assert any("evidence" in what for what in examiner.torn)

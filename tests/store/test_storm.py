"""Fifty writers, closers at one issue, readers in the middle of it: nothing is lost, doubled or seen by half."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from rectify.model.event import replay
from rectify.model.issue import Issue
from rectify.store.folder import FolderStore
from tests.store.people import IS_ROOT
from tests.store.storm import DONE, NOTHING, REFUSED, SHARED, register_text

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")  # noqa: S108  # only where it is there; the folder in it is a fresh one
WRITERS, CHANGES = 50, 10
ROUNDS = 15


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that everybody may read, in memory where there is such a disk: the order counts here, not the fsync."""
    with tempfile.TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as name:
        Path(name).chmod(0o755)
        yield Path(name).resolve()


def let_go(folder: Path, job: str, *words: object) -> list[int]:
    """Run the children of a job at the register of the folder; how each ended."""
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    ran = subprocess.run(
        [sys.executable, "-m", "tests.store.storm", job, str(folder / "issues.yaml"), *map(str, words)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    return [int(code) for code in json.loads(ran.stdout)]


def store_in(folder: Path, issues: int) -> FolderStore:
    """A register of so many issues, and the one for all."""
    (folder / "issues.yaml").write_text(register_text(issues), encoding="utf-8")
    return FolderStore(str(folder / "issues.yaml"))


def assert_sound(store: FolderStore) -> None:
    """An unbroken chain whose replay is the register, and nothing left over beside it."""
    runs, loaded = list(store.runs()), store.load()
    assert [run.seq for run in runs] == list(range(1, len(runs) + 1))
    assert list(store.damage()) == []
    assert replay(runs) == loaded.register.entries()
    assert loaded.digest == runs[-1].after
    beside = {path.name for path in Path(store.name).parent.iterdir() if path.name.startswith(".issues")}
    assert beside == {".issues.lock"}


def test_fifty_writers_lose_nothing(folder: Path) -> None:
    """50 processes with 10 changes each are 500 events and 500 effects, half of them in one and the same issue."""
    store = store_in(folder, WRITERS)
    assert let_go(folder, "storm", WRITERS, CHANGES, 0, 0, 0) == [DONE] * WRITERS
    assert_sound(store)
    events = [event for run in store.runs() for event in run.events if event.verb == "edit"]
    wanted = {f"w{me}_{number}": f"{me}.{number}" for me in range(1, WRITERS + 1) for number in range(CHANGES)}
    assert len(events) == len(wanted) == 500
    effects = {key: value for issue in store.load().register.issues for key, value in issue.custom.items()}
    assert effects == wanted
    assert len(store.load().register.get(SHARED).custom) == 250


@pytest.mark.parametrize("guests", [0, 2])
def test_readers_in_a_storm_see_whole_files(folder: Path, guests: int) -> None:
    """`list`, `show`, `log`, `summary` and `check` go on without an error, also for who may not take the lock."""
    if guests and not IS_ROOT:
        pytest.skip("only root can be somebody else")
    store = store_in(folder, 8)
    (folder / ".issues.lock").touch(0o600)
    ended = let_go(folder, "storm", 8, 12, 2 - guests, guests, 8)
    assert ended == [DONE] * 10
    assert_sound(store)


def closures(store: FolderStore) -> list[tuple[int, int]]:
    """For each issue after the first: how many closures it has, and how many events say so."""
    events = Counter(event.issue for run in store.runs() for event in run.events if event.verb == "close")
    issues: tuple[Issue, ...] = store.load().register.issues[1:]
    return [(len(issue.closures), events[issue.id]) for issue in issues]


def test_of_two_closers_one_closes(folder: Path) -> None:
    """With the same paper the other one is told that there is nothing to do, whoever comes first."""
    store = store_in(folder, ROUNDS)
    (folder / "report.pdf").write_bytes(b"%PDF cured")
    ended = let_go(folder, "closers", ROUNDS, "report.pdf", "report.pdf")
    assert [sorted(ended[at : at + 2]) for at in range(0, 2 * ROUNDS, 2)] == [[DONE, NOTHING]] * ROUNDS
    assert closures(store) == [(1, 1)] * ROUNDS
    assert_sound(store)


def test_of_three_closers_with_papers_of_their_own_one_closes(folder: Path) -> None:
    """A new paper for a case that is closed is refused, and is not kept in its folder."""
    store = store_in(folder, ROUNDS)
    papers = ("a.pdf", "b.pdf", "c.pdf")
    for paper in papers:
        (folder / paper).write_bytes(paper.encode())
    ended = let_go(folder, "closers", ROUNDS, *papers)
    assert [sorted(ended[at : at + 3]) for at in range(0, 3 * ROUNDS, 3)] == [[DONE, REFUSED, REFUSED]] * ROUNDS
    assert closures(store) == [(1, 1)] * ROUNDS
    kept = [[path.name for path in (folder / "issues.evidence" / f"Q-{at}").iterdir()] for at in range(1, ROUNDS + 1)]
    assert [len(names) for names in kept] == [1] * ROUNDS
    assert_sound(store)

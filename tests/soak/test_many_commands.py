"""The real program, fifty times at once: every change is a command of its own, on a real disk."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from rectify.model.event import replay
from rectify.store.folder import FolderStore
from tests.cli.process import process
from tests.store.storm import register_text

PROCESSES = int(os.environ.get("SOAK_PROCESSES", "50"))
CHANGES = int(os.environ.get("SOAK_CHANGES", "10"))
ROUNDS = int(os.environ.get("SOAK_ROUNDS", "20"))
PATIENT = ("--lock-timeout", "3600")


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A register with an issue for each process, and one for all."""
    path = tmp_path / "issues.yaml"
    path.write_text(register_text(max(PROCESSES, ROUNDS)), encoding="utf-8")
    return FolderStore(str(path))


def commands(folder: Path, me: int) -> list[tuple[int, str]]:
    """The changes of one person, one command after the other; how each ended."""
    ended = []
    for number in range(CHANGES):
        issue = "Q-0" if number % 2 else f"Q-{me}"
        ran = process(folder, "edit", issue, "--set", f"custom.w{me}_{number}={me}.{number}", *PATIENT)
        ended.append((ran.returncode, ran.stderr.decode()))
    return ended


def readings(folder: Path) -> list[tuple[int, str]]:
    """Every reading command, one after the other; each must print whole JSON of all issues."""
    ended = []
    for words in (("list", "--all"), ("show", "Q-0"), ("log", "Q-0"), ("summary",), ("check",)):
        ran = process(folder, *words, "-o", "json", *PATIENT)
        told = json.loads(ran.stdout)
        is_sound = not told.get("errors") and not told.get("damaged")
        ended.append((ran.returncode if is_sound else -1, ran.stderr.decode()))
    return ended


def test_fifty_command_lines_lose_nothing(store: FolderStore) -> None:
    """50 processes × 10 commands: 500 events, 500 effects, a sound chain, and readers in between see no error."""
    folder = Path(store.name).parent
    with ThreadPoolExecutor(PROCESSES + 2) as pool:
        writers = [pool.submit(commands, folder, me) for me in range(1, PROCESSES + 1)]
        readers = [pool.submit(readings, folder) for _ in range(2)]
    codes = Counter(code for done in (*writers, *readers) for code, _ in done.result())
    assert codes == {0: PROCESSES * CHANGES + 2 * 5}
    runs, register = list(store.runs()), store.load().register
    events = [event for run in runs for event in run.events if event.verb == "edit"]
    wanted = {f"w{me}_{at}": f"{me}.{at}" for me in range(1, PROCESSES + 1) for at in range(CHANGES)}
    assert len(events) == len(wanted)
    assert {key: value for issue in register.issues for key, value in issue.custom.items()} == wanted
    assert [run.seq for run in runs] == list(range(1, len(runs) + 1))
    assert replay(runs) == register.entries()
    assert list(store.damage()) == []


def test_two_commands_close_one_issue_once(store: FolderStore) -> None:
    """Round after round: one closes, the other prints "nothing to do"; both end with 0."""
    folder = Path(store.name).parent
    (folder / "report.pdf").write_bytes(b"%PDF cured")
    for number in range(1, ROUNDS + 1):
        words = [sys.executable, "-m", "rectify", "close", f"Q-{number}", "--evidence", "report.pdf"]
        both = [subprocess.Popen(words, cwd=folder, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        told = sorted(running.communicate()[0] for running in both)
        assert [running.returncode for running in both] == [0, 0]
        assert sum("nothing to do" in text for text in told) == 1
        assert sum(f"Q-{number}  closed: open → closed" in text for text in told) == 1
    closed = Counter(event.issue for run in store.runs() for event in run.events if event.verb == "close")
    assert closed == {f"Q-{number}": 1 for number in range(1, ROUNDS + 1)}
    assert all(len(store.load().register.get(id_).closures) == 1 for id_ in closed)

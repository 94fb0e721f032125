"""Real processes at one register: none is lost, the one that waits learns for whom, a killed one holds nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from rectify.faults import Locked
from rectify.login import host, login
from rectify.model.event import replay
from rectify.store.folder import FolderStore
from tests.cli.process import process as run_process
from tests.store.contract import begin, commit
from tests.store.material import files_below, noted, register_of, run_of, write_register

ROOT = Path(__file__).resolve().parents[2]
WRITERS, WRITES = 4, 5

WRITER = """
import sys
from rectify.actions.add import Add
from rectify.actions.note import Note
from rectify.store.folder import FolderStore
from tests.store.material import session_of
register, me, writes = sys.argv[1:]
for number in range(int(writes)):
    actions = [Add(id=f"W{me}-{number}", title=f"written by {me}"), Note(id="Q-1", text=f"{me} {number}")]
    outcome = session_of(FolderStore(register)).do(actions)
    assert outcome.receipt and not outcome.errors
"""

READER = """
import sys
from rectify.store.folder import FolderStore
store = FolderStore(sys.argv[1])
print("ready", flush=True)
while len(runs := list(store.runs())) < int(sys.argv[2]):
    loaded = store.load()
    assert loaded.last is None or loaded.digest in (loaded.last.before, loaded.last.after)
assert not list(store.damage())
"""

HOLDER = """
import sys
from rectify.store.folder import FolderStore
from tests.store.material import noted, register_of, run_of, started
store = FolderStore(sys.argv[1])
with store.writing():
    print("held", flush=True)
    sys.stdin.read()
"""

KILLED = """
import os, signal, sys
from rectify.store.folder import FolderStore
from tests.store.faulty_disk import FaultyDisk
from tests.store.contract import commit
from tests.store.material import run_of, started
def die(method, path):
    if method == sys.argv[2] and path.endswith(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
disk = FaultyDisk()
store = FolderStore(sys.argv[1], disk=disk)
event, after = started(store.load().register)
disk.watch = die
commit(store, run_of(event), after)
"""


@contextmanager
def process(program: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process of its own, with pipes; killed at the end if it still runs."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]), "LOGNAME": "王芳"}
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        try:
            yield child
        finally:
            child.kill()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    """A store whose trail has begun."""
    store = FolderStore(str(write_register(tmp_path)), timeout=0.02)
    begin(store)
    return store


def test_nothing_is_lost_when_several_write_at_once(store: FolderStore) -> None:
    """Every run of every process is there once, register and trail agree, and a reader never saw half of one."""
    total = 1 + WRITERS * WRITES
    with process(READER, store.name, str(total)) as reader:
        with ExitStack() as stack:
            writers = [stack.enter_context(process(WRITER, store.name, str(me), str(WRITES))) for me in range(WRITERS)]
            for child in writers:
                _, complaint = child.communicate()
                assert (child.returncode, complaint) == (0, "")
        _, complaint = reader.communicate()
        assert (reader.returncode, complaint) == (0, "")
    runs, register = list(store.runs()), store.load().register
    assert [run.seq for run in runs] == list(range(1, total + 1))
    assert {flaw.message[:17] for flaw in store.damage()} <= {"the clock ran bac"}  # each process ticks for itself
    added = {f"W{me}-{number}" for me in range(WRITERS) for number in range(WRITES)}
    assert added <= register.by_id.keys()
    assert {event.text for run in runs for event in run.events if event.verb == "note"} == {
        f"{me} {number}" for me in range(WRITERS) for number in range(WRITES)
    }
    assert replay(runs) == register.entries()


def test_a_process_that_waits_in_vain_names_the_holder(store: FolderStore) -> None:
    """Pid, user and command of the process that holds the register are told after the time-out."""
    with process(HOLDER, store.name) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Locked) as raised, store.writing():
            raise AssertionError
        assert str(raised.value.facts["holder"]).startswith(f"pid {holder.pid} of {login()}@{host()} (rectify ")
        assert "waited 0.02 s" in raised.value.message
        assert store.load().register == register_of()
        holder.communicate("")
    commit(store, run_of(noted()), register_of())


def test_a_stopped_holder_is_named_on_the_command_line(store: FolderStore) -> None:
    """SIGSTOP (Ctrl-Z) keeps the lock: exit 6 after the time-out, with what is needed to find the process."""
    with process(HOLDER, store.name) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.send_signal(signal.SIGSTOP)
        before = files_below(Path(store.name).parent)
        waiting = run_process(Path(store.name).parent, "note", "Q-1", "x", "--lock-timeout", "0.05")
        assert waiting.returncode == 6
        assert f"is being changed by pid {holder.pid} of {login()}@{host()} (rectify " in waiting.stderr.decode()
        assert "waited 0.05 s" in waiting.stderr.decode()
        assert files_below(Path(store.name).parent) == before
        holder.send_signal(signal.SIGCONT)
        holder.communicate("")
    assert run_process(Path(store.name).parent, "note", "Q-1", "x").returncode == 0


def test_a_killed_holder_holds_nothing(store: FolderStore) -> None:
    """SIGKILL frees the lock at once, though the file still names the dead."""
    with process(HOLDER, store.name) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
        holder.wait()
    commit(store, run_of(noted()), register_of())


@pytest.mark.parametrize(
    ("method", "path_end", "runs_after"),
    [("write_new", ".staged", 1), ("append", ".log.jsonl", 1), ("rename", "issues.yaml", 2)],
)
def test_a_process_killed_in_a_commit_leaves_it_whole_or_undone(
    store: FolderStore, method: str, path_end: str, runs_after: int
) -> None:
    """The next process completes what was recorded, drops what was not, and writes on."""
    with process(KILLED, store.name, method, path_end) as child:
        child.communicate()
        assert child.returncode == -9
    with store.writing() as loaded:
        runs = list(store.runs())
        assert len(runs) == runs_after
        assert replay(runs) == loaded.register.entries()
    assert list(store.damage()) == []


def test_the_lock_is_never_followed_through_a_symlink(store: FolderStore, tmp_path: Path) -> None:
    """A symlink in the lock's place stops the writer, and its target is not touched."""
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / ".issues.lock").unlink()
    (tmp_path / ".issues.lock").symlink_to("precious")
    with process(WRITER, store.name, "1", "1") as child:
        _, complaint = child.communicate()
    assert "it is a symlink" in complaint
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert len(list(store.runs())) == 1

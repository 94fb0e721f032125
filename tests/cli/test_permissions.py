"""What every command makes is never wider than the register, not even for a moment; links stay links."""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import Cli
from tests.cli.process import clean_environment
from tests.store.acl import ACCESS, access_list, attributes, keeps_lists
from tests.store.people import IS_ROOT

MODES = (0o600, 0o640, 0o644, 0o660, 0o664)
COMMANDS = (
    ("note", "QH-01", "看过"),
    ("close", "QH-01", "--evidence", "report.pdf"),
    ("submit", "QH-02", "QH-03", "--evidence", "report.pdf"),
    ("edit", "QH-04", "--set", "place=乙山"),
    ("audit", "adopt", "--reason", "r"),
    ("check",),
    ("check", "--rebuild"),
)


class Recorder:
    """Every mode that is asked of the system for a name below a folder; (name, mode, is it a folder)."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[tuple[str, int, bool]] = []
        self._folder = str(folder)
        self._real = {name: getattr(os, name) for name in ("open", "mkdir", "chmod", "fchmod")}
        for name in self._real:
            monkeypatch.setattr(os, name, getattr(self, name))

    def open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        """See `os.open`."""
        if flags & os.O_CREAT:
            self._note(path, mode, is_folder=False)
        return int(self._real["open"](path, flags, mode, **more))

    def mkdir(self, path: Any, mode: int = 0o777, **more: Any) -> None:
        """See `os.mkdir`."""
        self._note(path, mode, is_folder=True)
        self._real["mkdir"](path, mode, **more)

    def chmod(self, path: Any, mode: int, **more: Any) -> None:
        """See `os.chmod`."""
        self._note(path, mode, is_folder=Path(path).is_dir())
        self._real["chmod"](path, mode, **more)

    def fchmod(self, file: int, mode: int) -> None:
        """See `os.fchmod`."""
        facts = os.fstat(file)
        self._note(Path(f"/proc/self/fd/{file}").readlink(), mode, is_folder=stat.S_ISDIR(facts.st_mode))
        self._real["fchmod"](file, mode)

    def _note(self, path: Any, mode: int, *, is_folder: bool) -> None:
        if os.path.abspath(path).startswith(self._folder):  # noqa: PTH100  # the path may be of the working folder
            self.asked.append((os.path.basename(path), stat.S_IMODE(mode), is_folder))  # noqa: PTH119


@contextmanager
def umask(bits: int) -> Iterator[None]:
    """That umask inside."""
    old = os.umask(bits)
    try:
        yield
    finally:
        os.umask(old)


def widest(mode: int, *, is_folder: bool) -> int:
    """What is allowed beside a register of this mode; who may read it may enter folders."""
    return mode | 0o700 | (mode & 0o044) >> 2 if is_folder else mode


def mode_of(path: Path) -> int:
    """The permission bits of a file."""
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="an open file has no name here")
@pytest.mark.parametrize("mode", MODES)
def test_nothing_is_ever_asked_for_wider_than_the_register(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    """With no umask to narrow it: neither files as they are made nor what they are changed to."""
    register = cli.folder / "issues.yaml"
    register.chmod(mode)
    recorder = Recorder(cli.folder, monkeypatch)
    with umask(0):
        for words in COMMANDS:
            assert cli(*words).code in {0, 1}, words
    assert mode_of(register) == mode
    too_wide = [one for one in recorder.asked if one[1] & ~widest(mode, is_folder=one[2])]
    assert too_wide == []
    kinds = {re.sub(r"[0-9a-f]{8,}|\d+", "#", name) for name, _, _ in recorder.asked}
    assert {".issues.lock", ".issues.#.staged", ".gitignore", "issues.evidence", "QH-#", ".#-#.incoming"} <= kinds


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("bits", [0o000, 0o022, 0o077])
def test_what_stands_there_afterwards_is_no_wider(cli: Cli, mode: int, bits: int) -> None:
    """Whatever the umask: register and trail have one mode, evidence is written by nobody."""
    (cli.folder / "issues.yaml").chmod(mode)
    mine = {"report.pdf", "issues.yaml"}
    with umask(bits):
        for words in COMMANDS:
            assert cli(*words).code in {0, 1}, words
    for path in cli.folder.rglob("*"):
        if path.name not in mine and path.parent.name != "nothing":
            assert mode_of(path) & ~widest(mode, is_folder=path.is_dir()) == 0, path.name
    assert mode_of(cli.folder / "issues.yaml") == mode_of(cli.folder / "issues.log.jsonl") == mode
    blobs = [path for path in (cli.folder / "issues.evidence").rglob("*") if path.is_file()]
    assert len(blobs) == 3
    assert {mode_of(blob) for blob in blobs} == {mode & 0o444}


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_the_kernel_is_never_asked_for_more(cli: Cli) -> None:
    """The same of the real program, by its system calls: what the recorder above cannot see is seen here."""
    (cli.folder / "issues.yaml").chmod(0o600)
    trace = cli.folder.parent / "trace"
    calls = "trace=openat,open,creat,mkdir,mkdirat,chmod,fchmod,fchmodat"
    words = [sys.executable, "-m", "rectify", "close", "QH-01", "--evidence", "report.pdf"]
    command = ["strace", "-f", "-y", "-e", calls, "-o", str(trace), *words]
    with umask(0):
        ran = subprocess.run(
            command,
            cwd=cli.folder,
            env=clean_environment(PYTHONDONTWRITEBYTECODE="1"),
            capture_output=True,
            check=False,
        )
    if not trace.exists() or b"ptrace" in ran.stderr:
        pytest.skip("strace may not trace here")
    assert ran.returncode == 0, ran.stderr
    lines = trace.read_text("utf-8").splitlines()
    mine = "\n".join(line for line in lines if str(cli.folder) in line and ".coverage" not in line)
    asked = re.findall(r'(?:O_CREAT\S*|mkdir\(".*|mkdirat\(.*|chmod\S*\(.*), (0[0-7]+)\)', mine)
    assert len(asked) >= 8
    assert [mode for mode in asked if int(mode, 8) & 0o077] == []


@pytest.mark.skipif(not IS_ROOT, reason="only root can give files away")
def test_owner_group_and_mode_survive_every_write(cli: Cli) -> None:
    """A register of another user and group stays theirs; the trail is theirs too, and evidence of their group."""
    register = cli.folder / "issues.yaml"
    register.chmod(0o640)
    os.chown(register, 12345, 23456)
    for words in COMMANDS:
        assert cli(*words).code in {0, 1}
    for name in ("issues.yaml", "issues.log.jsonl", "issues.rebuilt.yaml"):
        facts = (cli.folder / name).stat()
        assert (facts.st_uid, facts.st_gid, stat.S_IMODE(facts.st_mode)) == (12345, 23456, 0o640), name
    inside = [path for path in cli.folder.rglob("*") if "issues.evidence" in path.parts or path.name.endswith(".lock")]
    assert {path.stat().st_gid for path in inside} == {23456}


def test_access_lists_and_attributes_survive_every_write(cli: Cli) -> None:
    """Register and trail let in the same people by name."""
    if not keeps_lists(cli.folder):
        pytest.skip("this disk keeps no access lists")
    register = cli.folder / "issues.yaml"
    os.setxattr(register, ACCESS, access_list(12345, 6))
    os.setxattr(register, "user.class", "内部".encode())
    before = attributes(register)
    for words in COMMANDS:
        assert cli(*words).code in {0, 1}
    for name in ("issues.yaml", "issues.log.jsonl", "issues.rebuilt.yaml"):
        assert attributes(cli.folder / name) == before, name


@pytest.mark.parametrize("links", [1, 2])
def test_a_symlinked_register_stays_one(cli: Cli, links: int) -> None:
    """Also through two links; the trail lies beside the real file, and so does all else."""
    real = cli.folder / "real"
    real.mkdir()
    (cli.folder / "issues.yaml").rename(real / "ledger.yaml")
    (cli.folder / "link-1.yaml").symlink_to(Path("real") / "ledger.yaml")
    (cli.folder / "link-2.yaml").symlink_to("link-1.yaml")
    for words in COMMANDS:
        assert cli("-f", f"link-{links}.yaml", *words).code in {0, 1}
    assert (cli.folder / "link-1.yaml").readlink() == Path("real/ledger.yaml")
    assert (cli.folder / "link-2.yaml").readlink() == Path("link-1.yaml")
    assert {"ledger.yaml", "ledger.log.jsonl", "ledger.evidence", "ledger.rebuilt.yaml"} <= {
        path.name for path in real.iterdir()
    }
    assert not (cli.folder / "link-1.log.jsonl").exists()
    assert (
        cli("-f", "real/ledger.yaml", "list", "--all", "-o", "ids").out
        == cli("-f", f"link-{links}.yaml", "list", "--all", "-o", "ids").out
    )


def test_a_hard_linked_register_is_refused(cli: Cli) -> None:
    """A rename would part the two names; exit 8, and nothing is written."""
    os.link(cli.folder / "issues.yaml", cli.folder / "second.txt")
    before = cli.snapshot()
    result = cli("note", "QH-01", "x")
    assert (result.code, cli.snapshot()) == (8, before)
    assert "second hard link" in result.err


def test_what_everybody_may_write_to_is_warned_of(cli: Cli) -> None:
    """Once, with the line to type; typed, it mends all."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    for name in ("issues.yaml", "issues.log.jsonl"):
        (cli.folder / name).chmod(0o666)
    (cli.folder / "issues.evidence").chmod(0o777)
    cli.folder.chmod(0o777)
    told = cli("check").out
    assert told.count("[open-permissions]") == 4
    line = "chmod o-w . issues.yaml issues.log.jsonl && chmod -R o-w issues.evidence"
    assert told.count(f"hint: {line}\n") == 1
    subprocess.run(["sh", "-c", line], cwd=cli.folder, check=True)
    assert "open-permissions" not in cli("check").out

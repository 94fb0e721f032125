"""Disks, permissions and neighbours that are against us: told in words, and nothing half done."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from tests.cli.harness import REGISTER, Cli
from tests.cli.process import process, start
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.people import open_folder, ordinary_user

CLOSE = ("close", "QH-01", "--evidence", "report.pdf")


@pytest.mark.parametrize(
    ("number", "why", "advice"),
    [
        (errno.EROFS, "read-only file system", "mount it writable"),
        (errno.ENOSPC, "no space left on device", "make room"),
        (errno.EACCES, "permission denied", "see to the permissions"),
    ],
)
@pytest.mark.parametrize("method", ["write_new", "append", "copy", "make_folder"])
def test_a_disk_that_refuses_is_exit_8_and_nothing_is_changed(
    cli: Cli, method: str, number: int, why: str, advice: str
) -> None:
    """Whatever step the disk refuses before the run is recorded; at most a file in the case folder nobody names."""
    cli.ok("start", "QH-02")
    before = cli.snapshot()
    result = cli(*CLOSE, disk=FaultyDisk(Fault(method, "", number=number)))
    assert (result.code, result.out) == (8, "")
    assert why in result.err
    assert advice in result.err or "make room or see to the folder's permissions" in result.err
    after = cli.snapshot()
    assert {name: after[name] for name in after if not name.startswith("issues.evidence/")} == before
    cli.ok(*CLOSE)
    assert "outside rectify" not in cli("check").out


def test_recorded_but_not_published_is_exit_9_and_the_next_command_completes_it(cli: Cli) -> None:
    """The trail has the run; the register follows with the next write, and repeating adds nothing."""
    cli.ok("start", "QH-02")
    result = cli(*CLOSE, disk=FaultyDisk(Fault("rename", "issues.yaml")))
    assert result.code == 9
    assert "recorded as run 3, but issues.yaml could not be replaced" in result.err
    assert "a run is recorded but not published yet" in cli.ok("list").err
    assert cli.ok("close", "QH-01").out == "QH-01  nothing to do\n"
    assert cli.issue("QH-01").status == "closed"
    assert len(cli.runs()) == 3


def test_a_folder_that_may_not_be_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading goes on; a write is exit 8 and leaves nothing behind."""
    with open_folder() as place:
        monkeypatch.chdir(place)
        cli = Cli(place)
        cli.write("issues.yaml", REGISTER)
        cli.write("report.pdf", b"report")
        cli.ok(*CLOSE, "-n")  # loads every module while it still may
        cli.ok("list")
        cli("check")
        place.chmod(0o555)
        with ordinary_user():
            assert cli.ok("list", "-o", "ids").out.split()[0] == "QH-01"
            assert cli("check").code == 1
            cli.ok(*CLOSE, "-n")
            for words in (CLOSE, ("start", "QH-02")):
                result = cli(*words)
                assert result.code == 8
                assert "permission denied" in result.err
        assert set(cli.snapshot()) == {"issues.yaml", "report.pdf"}
        place.chmod(0o755)


def test_a_register_that_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit 8 with the path."""
    with open_folder() as place:
        monkeypatch.chdir(place)
        cli = Cli(place)
        cli.write("issues.yaml", REGISTER)
        cli.ok("list")
        (place / "issues.yaml").chmod(0)
        with ordinary_user():
            result = cli("list")
        assert result.code == 8
        assert "cannot read issues.yaml: permission denied." in result.err


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.mkdir(), "name the register file, not its folder"),
        (os.mkfifo, "issues.yaml"),
    ],
)
def test_a_register_that_is_no_file(empty: Cli, make: object, said: str) -> None:
    """A folder or a FIFO of the name given is exit 8, at once."""
    assert callable(make)
    make(empty.folder / "issues.yaml")
    result = empty("-f", "issues.yaml", "list")
    assert result.code == 8
    assert said in result.err


def test_a_second_hard_link_is_refused(cli: Cli) -> None:
    """A rename would cut the other name off."""
    (cli.folder / "other.yaml").hardlink_to(cli.folder / "issues.yaml")
    before = cli.snapshot()
    result = cli("start", "QH-02")
    assert result.code == 8
    assert "hard link" in result.err
    assert cli.snapshot() == before


def test_a_symlinked_register_stays_one(cli: Cli) -> None:
    """Trail and evidence lie beside the file it leads to."""
    (cli.folder / "real").mkdir()
    (cli.folder / "issues.yaml").rename(cli.folder / "real" / "r.yaml")
    (cli.folder / "issues.yaml").symlink_to("real/r.yaml")
    cli.ok(*CLOSE)
    assert (cli.folder / "issues.yaml").is_symlink()
    assert {"real/r.log.jsonl", "real/r.yaml"} <= set(cli.snapshot())


def test_who_waits_in_vain_learns_for_whom(cli: Cli) -> None:
    """Exit 6 names the holder and the way to wait longer; nothing is changed."""
    cli.ok("start", "QH-02")
    before = cli.snapshot()
    with (cli.folder / ".issues.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = cli("--lock-timeout", "0", "start", "QH-03", "QH-01")
    assert result.code == 6
    assert "issues.yaml is being changed by pid " in result.err
    assert "--lock-timeout SECONDS" in result.err
    assert cli.snapshot() == before


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each of them is recorded, one after the other, and the register is what the trail says."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    titles = [f"第{number}个" for number in range(6)]
    running = [start(tmp_path, "add", "--title", title) for title in titles]
    for one in running:
        _, err = one.communicate()
        assert one.returncode == 0, err
    listed = process(tmp_path, "list", "-o", "csv", "--fields", "id,title").stdout.decode().splitlines()[1:]
    ids, told = zip(*(line.split(",") for line in listed), strict=True)
    assert list(ids) == [f"QH-{number:02}" for number in range(1, 11)]
    assert set(titles) <= set(told)
    assert b"outside rectify" not in process(tmp_path, "check").stdout

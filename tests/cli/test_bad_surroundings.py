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


LOOKS = (("check",), ("audit", "verify"), ("audit", "verify", "--chain"), ("audit", "checkpoint"))


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.ESTALE])
def test_a_disk_that_fails_is_never_called_sound(cli: Cli, words: tuple[str, ...], number: int) -> None:
    """What can still be read proves nothing: exit 8 in its own words, whether syncing fails or mending."""
    cli.ok("assign", "QH-04", "--person", "李敏")
    assert cli(*words).code in {0, 1}
    for method in ("sync", "append"):
        if method == "append":  # a line that lost its newline is to be completed
            path = cli.folder / "issues.log.jsonl"
            path.write_bytes(path.read_bytes().removesuffix(b"\n"))
        result = cli(*words, disk=FaultyDisk(Fault(method, "issues.log.jsonl", number=number)))
        assert (result.code, result.out) == (8, "")
        assert os.strerror(number).lower() in result.err.lower()
    cli.ok("note", "QH-04", "看过")


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_what_nobody_may_mend_is_looked_at_as_it_stands(cli: Cli, words: tuple[str, ...], number: int) -> None:
    """A run that waits to be published counts, also where the lock is got and the register may not be replaced."""
    cli.write("issues.yaml", REGISTER.split("  - id: QH-02")[0].replace("status: in_progress", "status: open"))
    cli.ok("assign", "QH-01", "--person", "李敏")
    refusing = Fault("rename", "issues.yaml", number=number)
    assert cli("start", "QH-01", disk=FaultyDisk(refusing)).code == 9
    result = cli(*words, disk=FaultyDisk(refusing))
    assert "outside rectify" not in result.out + result.err
    assert result.code == (1 if words == ("check",) else 0), result.err
    assert not list(cli.folder.glob("*.rebuilt.yaml"))
    assert len(list(cli.folder.glob(".issues.*.staged"))) == 1


@pytest.mark.parametrize(("words", "code"), list(zip(LOOKS, (1, 1, 1, 7), strict=True)), ids=str)
def test_a_doubt_that_may_not_be_settled_is_told(cli: Cli, words: tuple[str, ...], code: int) -> None:
    """An fsync has failed before: the trail reads well, and is no sound one; no checkpoint is made of it."""
    cli.ok("assign", "QH-04", "--person", "李敏")
    cli.write(".issues.doubt.staged", b"")
    result = cli(*words, disk=FaultyDisk(Fault("write_new", "", number=errno.EROFS)))
    assert result.code == code
    assert "the disk failed while the last run was recorded" in result.out + result.err
    assert cli("audit", "verify").code == 0
    assert not (cli.folder / ".issues.doubt.staged").exists()


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

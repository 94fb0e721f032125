"""The tests of the tests: what a refused or killed command may not say or leave is found."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.crash.deeds import DEEDS, copy_of, look_at
from tests.crash.refusals import can_be, faults_in, kind_of, synced_again
from tests.crash.traced import Spot

STATUS = DEEDS["status"]
ONE_ERROR = b"error: no room.\nhint: make some\n"


def ended(code: int, told: bytes) -> "CompletedProcess[bytes]":
    """How a command ended."""
    return CompletedProcess((), code, b"", told)


@pytest.mark.parametrize(
    ("code", "told", "kind", "found"),
    [
        (8, ONE_ERROR, "8, nothing recorded", []),
        (8, b"error: the run; outcome unknown.\nhint: check\n", "8, outcome unknown", []),
        (0, b"", "0, done all the same", ["what it says was done is not in the trail"]),
        (9, ONE_ERROR, "9, recorded, not published", ["what it says was done is not in the trail"]),
        (8, b"error: recorded as run 3, but\nhint: x\n", "8, recorded, but not shown", ["what it says was recorded"]),
        (70, ONE_ERROR, "70, ?", ["it ends in 70"]),
        (8, b"", "8, nothing recorded", ["it does not say one error and one hint"]),
        (8, ONE_ERROR + b"Traceback (most recent call last)", "8, nothing recorded", ["it shows a traceback"]),
    ],
)
def test_a_wrong_end_is_found(code: int, told: bytes, kind: str, found: list[str], tmp_path: Path) -> None:
    """Silence, tracebacks, other exit codes, and words that the trail does not bear out."""
    folder = STATUS.make(tmp_path / "made")
    assert kind_of(ended(code, told)) == kind
    faults = faults_in(STATUS, ended(code, told), 2, folder)
    assert len(faults) == len(found)
    assert all(fault.startswith(start) for fault, start in zip(faults, found, strict=True))


def test_a_run_that_was_recorded_in_secret_is_found(tmp_path: Path) -> None:
    """An error that does not say that the run stands, where it does."""
    folder = STATUS.make(tmp_path / "made")
    look_at(STATUS, folder, 0)
    assert faults_in(STATUS, ended(8, ONE_ERROR), 2, folder)[0].startswith("it does not say that the run was recorded")


def test_a_second_fsync_is_found(tmp_path: Path) -> None:
    """Of the same file, after the refusal; of others it may well be."""
    log = tmp_path / "log"
    log.write_text("1 fsync(4</a>) = 0\n1 fsync(4</a>) = -1 EIO (INJECTED)\n1 fsync(5</b>) = 0\n", encoding="utf-8")
    assert synced_again(log) == []
    log.write_text(log.read_text(encoding="utf-8") + "1 fsync(6</a>) = 0\n", encoding="utf-8")
    assert synced_again(log) == ["/a"]


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_done_twice_leaves_one_event(name: str, tmp_path: Path) -> None:
    """What is looked for after a stop is so when nothing was stopped."""
    deed = DEEDS[name]
    assert look_at(deed, deed.make(tmp_path / "made"), 1).flaws == ()


def harm(folder: Path, what: str) -> None:
    """Leave something that a stopped command must never leave."""
    log, register = folder / "issues.log.jsonl", folder / "issues.yaml"
    match what:
        case "a line twice":
            log.write_bytes(log.read_bytes() + log.read_bytes().splitlines(keepends=True)[-1])
        case "a line lost":
            log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
        case "half a register":
            register.write_bytes(register.read_bytes()[:150])
        case "an older register":
            register.write_bytes(register.read_bytes().replace(b"in_progress", b"open"))


@pytest.mark.parametrize("what", ["a line twice", "a line lost", "half a register", "an older register"])
def test_a_torn_state_is_found(what: str, tmp_path: Path) -> None:
    """Register and trail that are not of one moment."""
    made = STATUS.make(tmp_path / "made")
    look_at(STATUS, made, 0)
    harm(copy := copy_of(made, tmp_path / "copy"), what)
    assert look_at(STATUS, copy, 0).flaws


def test_only_errors_that_a_call_can_give_are_tried() -> None:
    """No file runs out of locks, and a lock that is busy is waited for."""
    assert can_be(Spot("flock", 1, ""), "ENOLCK")
    assert not can_be(Spot("flock", 1, ""), "EACCES")
    assert not can_be(Spot("write", 1, ""), "ENOLCK")
    assert can_be(Spot("write", 1, ""), "ENOSPC")

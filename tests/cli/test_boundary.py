"""Whatever happens ends in words and an exit code: pipes, devices, interrupts, bugs, odd terminals."""

import io
import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import rectify
from rectify.cli.app import run
from rectify.cli.surroundings import Surroundings
from tests.cli.harness import NOW, REGISTER, Cli
from tests.cli.process import process, start


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register of four issues and a report."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "report.pdf").write_bytes(b"report")
    return tmp_path


class Broken(io.StringIO):
    """A stream that the system refuses to write to, at once or when it is flushed."""

    def __init__(self, error: BaseException, *, is_buffered: bool = False) -> None:
        super().__init__()
        self.error, self.is_buffered = error, is_buffered

    def write(self, text: str) -> int:
        """Refuse, unless there is a buffer."""
        if not self.is_buffered:
            raise self.error
        return super().write(text)

    def flush(self) -> None:
        """Refuse."""
        raise self.error


# --- pipes and devices ---


@pytest.mark.parametrize("words", [("list",), ("list", "--all", "-o", "json"), ("--help",), ("show", "QH-01")])
def test_a_reader_that_is_gone_is_exit_141_without_a_word(folder: Path, words: tuple[str, ...]) -> None:
    """`rectify list | head -0` is no error of ours."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        ran = process(folder, *words, stdout=gone)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words",
    [("list",), ("--help",), ("--version",), ("summary", "-o", "csv"), ("gates", "QH-01")],
)
def test_a_full_device_is_exit_8(folder: Path, words: tuple[str, ...]) -> None:
    """What cannot be said is told on stderr."""
    with Path("/dev/full").open("wb") as full:
        ran = process(folder, *words, stdout=full)
    assert ran.returncode == 8
    assert ran.stderr.decode() == (
        "error: cannot write the output: no space left on device.\n"
        "hint: see to where the output goes, then try again; nothing was recorded\n"
    )


def test_a_run_whose_report_cannot_be_read_is_still_whole(folder: Path) -> None:
    """The reader is gone, the run is recorded and published."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        assert process(folder, "start", "QH-02", stdout=gone).returncode == 141
    assert process(folder, "list", "--status", "in_progress", "-o", "ids").stdout.split() == [
        b"QH-01",
        b"QH-02",
        b"QH-03",
    ]


@pytest.mark.parametrize("closed", [(0,), (1,), (2,), (0, 1, 2)])
def test_streams_closed_by_the_caller_do_no_harm(folder: Path, closed: tuple[int, ...]) -> None:
    """`>&-`: no traceback, and no file of ours is opened in a stream's place."""
    close = " ".join(f"{number}>&-" for number in closed)
    line = f'"$0" -m rectify start QH-02 {close}'

    ran = subprocess.run(["/bin/sh", "-c", line, sys.executable], cwd=folder, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert b"Traceback" not in ran.stderr
    assert process(folder, "check").returncode in (0, 1)


PIPE, FULL = BrokenPipeError(32, "Broken pipe"), OSError(28, "No space left on device")


@pytest.mark.parametrize("is_buffered", [False, True])
@pytest.mark.parametrize(
    ("words", "error", "code"),
    [
        (("list",), PIPE, 141),
        (("list",), FULL, 8),
        (("list",), KeyboardInterrupt(), 130),
        (("show", "QH-9"), PIPE, 4),
        (("show", "QH-9"), FULL, 4),
    ],
)
def test_a_screen_that_breaks_at_once_or_in_the_end(
    cli: Cli, words: tuple[str, ...], error: BaseException, code: int, is_buffered: bool
) -> None:
    """It makes no difference whether the system refuses a word or the flush after the last one."""
    broken = Broken(error, is_buffered=is_buffered)
    around = Surroundings(stdout=broken, stderr=io.StringIO(), environment={}, clock=lambda: NOW)
    assert run(words, around) == code


@pytest.mark.parametrize(("words", "code"), [(("show", "QH-9"), 4), (("list",), 8)])
def test_an_error_that_cannot_be_told_keeps_its_exit_code(cli: Cli, words: tuple[str, ...], code: int) -> None:
    """With nowhere to say it, the code still says it."""
    around = Surroundings(stdout=Broken(FULL), stderr=Broken(FULL), environment={}, clock=lambda: NOW)
    assert run(words, around) == code


# --- interrupts and bugs ---


def test_ctrl_c_is_exit_130(folder: Path) -> None:
    """A command that waits for its input is stopped without a traceback, and nothing is recorded."""
    pipe = folder / "lines"
    os.mkfifo(pipe)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # it is ignored in a shell's background
    running = start(folder, "batch", "lines")
    signal.signal(signal.SIGINT, before)
    with pipe.open("wb"):  # opened for both: it reads now
        running.send_signal(signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, b"interrupted\n")
    assert not (folder / "issues.log.jsonl").exists()


def test_who_is_to_type_is_told_so(folder: Path) -> None:
    """`rectify batch` at a terminal does not seem to hang: it says that it reads, and how to end it."""
    ours, theirs = os.openpty()
    running = start(folder, "batch", stdin=theirs)
    os.write(ours, b"start QH-02\n\x04")
    out, err = running.communicate()
    os.close(ours)
    os.close(theirs)
    assert (running.returncode, err) == (0, b"reading from the keyboard; Ctrl-D ends it\n")
    assert b"QH-02  started" in out


def broken_clock() -> datetime:
    """Surroundings that no code of ours expects."""
    raise TypeError("[red]'NoneType'[/red] has no \x1b[31mlength")


def with_a_bug(**environment: str) -> tuple[int, str]:
    """A command that meets them: its exit code and what it says on stderr."""
    err = io.StringIO()
    around = Surroundings(stdout=io.StringIO(), stderr=err, environment=environment, clock=broken_clock)
    return run(["list", "--search", "a b"], around), err.getvalue()


def test_a_bug_is_exit_70_with_a_report_to_paste(cli: Cli) -> None:
    """What, where, with which versions and by which command; no traceback, and nothing of it is markup."""
    code, err = with_a_bug()
    assert code == 70
    assert err.startswith("error: internal error: TypeError: [red]'NoneType'[/red] has no \\x1b[31mlength.\n")
    assert "  command: rectify list --search 'a b'\n" in err
    assert f"  spot: {rectify.__path__[0]}" in err
    assert "Python 3." in err
    assert "hint: please report this" in err
    assert "Traceback" not in err


def test_debugging_shows_the_traceback(cli: Cli) -> None:
    """RECTIFY_DEBUG=1 is for whoever mends it, also for expected failures."""
    code, err = with_a_bug(RECTIFY_DEBUG="1")
    assert code == 70
    assert "Traceback (most recent call last)" in err
    assert err.splitlines()[-1].startswith("hint: ")
    assert "UnknownIssue" in cli("show", "QH-9", environment={"RECTIFY_DEBUG": "1"}).err
    assert "Traceback" not in cli("show", "QH-9", environment={"RECTIFY_DEBUG": ""}).err


def test_a_folder_that_is_gone_under_our_feet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder one stands in was removed: exit 8, in words."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = Cli(gone)("list")
    assert (result.code, result.err) == (
        8,
        "error: cannot find the folder you are in: no such file or directory.\n"
        "hint: go to a folder that exists, then try again\n",
    )


# --- odd terminals ---


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
        ({"LC_ALL": "C"}, "utf-8"),
    ],
)
@pytest.mark.parametrize(
    "words", [("list",), ("show", "QH-01"), ("list", "-o", "json"), ("check",), ("show", "QH-０9")]
)
def test_what_a_terminal_cannot_show_is_escaped(
    folder: Path, environment: dict[str, str], encoding: str, words: tuple[str, ...]
) -> None:
    """A GBK or ASCII terminal gets every letter it has, the others as escapes, and never a traceback."""
    text = REGISTER.replace("长期管护", "长期管护 ✓ ⿰")
    (folder / "issues.yaml").write_text(text, encoding="utf-8")
    ran = process(folder, *words, environment=environment)
    assert ran.returncode in (0, 1, 4), ran.stderr
    said = (ran.stdout + ran.stderr).decode("utf-8" if "json" in words else encoding)
    assert "Traceback" not in said
    if words == ("list",):
        assert ("长期管护" if encoding != "ascii" else "\\u957f\\u671f") in said


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-16"])
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "yaml", "ids", "plain"])
def test_what_programs_read_is_utf_8_in_every_locale(folder: Path, encoding: str, form: str) -> None:
    """Only what people read follows the terminal's encoding; é is in neither GBK's letters nor ASCII's escapes."""
    (folder / "issues.yaml").write_text(REGISTER.replace("QH-03", "QH-é").replace("长期", "✓ é"), encoding="utf-8")
    words = ("list", "-o", form)
    plain = process(folder, *words, environment={"PYTHONIOENCODING": "utf-8"}).stdout
    assert "é" in plain.decode()
    assert process(folder, *words, environment={"PYTHONIOENCODING": encoding}).stdout == plain


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_an_error_for_programs_is_json_in_every_locale(folder: Path, encoding: str) -> None:
    """No escape of Python's gets into it."""
    ran = process(folder, "show", "QH-é", "-o", "json", environment={"PYTHONIOENCODING": encoding})
    assert ran.returncode == 4
    assert json.loads(ran.stderr.decode())["error"]["message"] == "no issue is called 'QH-é'."


def test_words_of_the_command_line_that_are_no_utf_8(folder: Path) -> None:
    """Bytes that are no text are shown as escapes, in the error too."""
    ran = process(folder, "show", os.fsdecode(b"QH-\xff"))
    assert ran.returncode == 4
    assert b"QH-" in ran.stderr
    assert b"Traceback" not in ran.stderr
    assert process(folder, "note", "QH-01", os.fsdecode(b"\xb8\xb4")).returncode == 2

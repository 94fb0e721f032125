"""What goes wrong around the moment in which a run is recorded: nobody is told that it is undone, or done."""

import io
import sys
from datetime import datetime
from pathlib import Path

import pytest

from rectify.cli.app import run
from rectify.cli.surroundings import Surroundings
from tests.cli.harness import NOW, Cli
from tests.cli.process import process
from tests.store.faulty_disk import FaultyDisk

FULL = OSError(28, "No space left on device")


class Broken(io.StringIO):
    """A stream that cannot be written to."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def write(self, _text: str) -> int:
        """Refuse."""
        raise self.error


def broken_clock() -> datetime:
    """Surroundings that no code of ours expects."""
    raise TypeError("no clock")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_run_that_cannot_be_shown_is_told_as_recorded(cli: Cli) -> None:
    """Exit 8 says that the run stands, so that nobody repeats it; it is complete."""
    process(cli.folder, "start", "QH-02")
    with Path("/dev/full").open("wb") as full:
        ran = process(cli.folder, "close", "QH-01", "--evidence", "report.pdf", stdout=full)
    assert ran.returncode == 8
    assert ran.stderr.decode() == (
        "error: recorded as run 3, but what it did cannot be shown: no space left on device.\n"
        "hint: do not repeat it; look at it with: rectify log --limit 1\n"
    )
    assert b'"status": "closed"' in process(cli.folder, "list", "--all", "-o", "json").stdout


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "interrupted; what was asked for is recorded as run 2\n"),
        (FULL, 8, "recorded as run 2, but what it did cannot be shown: no space left on device"),
    ],
)
def test_what_happens_after_a_run_was_recorded_says_so(cli: Cli, error: BaseException, code: int, said: str) -> None:
    """Interrupted, broken or full in the moment of showing it: nobody must take the run for undone."""
    err = io.StringIO()
    around = Surroundings(stdout=Broken(error), stderr=err, environment={}, clock=lambda: NOW)
    assert run(("start", "QH-02"), around) == code
    assert said in err.getvalue()
    assert len(cli.runs()) == 2


@pytest.mark.parametrize("today", ["今天", "2019-07-01"])
def test_date_words_do_not_make_one_forget_what_was_recorded(cli: Cli, today: str) -> None:
    """The register is looked at once more for its time zone; the run stands all the same."""
    err = io.StringIO()
    broken = Broken(KeyboardInterrupt())
    around = Surroundings(stdout=broken, stderr=err, environment={}, clock=lambda: NOW)
    assert run(("--today", today, "start", "QH-02"), around) == 130
    assert "interrupted; what was asked for is recorded as run 2\n" in err.getvalue()
    assert len(cli.runs()) == 2


def test_ctrl_c_while_a_run_is_recorded_says_that_it_stands(cli: Cli) -> None:
    """The line is there before it is synced: repeated, `add` would add twice."""

    def interrupt(method: str, path: str) -> None:
        if (method, path.endswith(".log.jsonl")) == ("sync", True) and len(cli.runs()) == 3:
            raise KeyboardInterrupt

    cli.ok("start", "QH-02")
    told = cli("add", "--title", "新", "--id", "QH-05", disk=FaultyDisk(watch=interrupt))
    assert (told.code, told.err) == (130, "interrupted; what was asked for is recorded as run 3\n")
    cli.ok("note", "QH-05", "看过")
    assert cli.issue("QH-05").title == "新"
    assert len(cli.runs()) == 4


def test_a_register_saved_in_the_moment_of_publishing_is_exit_9(cli: Cli) -> None:
    """A script that repeats on a conflict must not repeat what is recorded; the hint leads out."""

    def save(method: str, _path: str) -> None:
        if method == "append":
            cli.write("issues.yaml", (cli.folder / "issues.yaml").read_bytes() + b"# saved\n")

    cli.ok("start", "QH-02")
    told = cli("edit", "QH-04", "--set", "place=乙山", disk=FaultyDisk(watch=save))
    assert told.code == 9
    assert "recorded as run 3, but issues.yaml was saved by another program meanwhile; both are kept." in told.err
    (staged,) = cli.folder.glob(".issues.*.staged")
    assert (
        f"compare issues.yaml with {staged.name}, put what is right into issues.yaml, remove {staged.name}" in told.err
    )
    staged.replace(cli.folder / "issues.yaml")
    assert "outside rectify" not in cli("check").out
    assert (len(cli.runs()), cli.issue("QH-04").place) == (3, "乙山")


def test_a_bug_after_a_run_was_recorded_says_so(cli: Cli) -> None:
    """The report names the run that stands."""
    err = io.StringIO()
    around = Surroundings(stdout=Broken(TypeError("odd screen")), stderr=err, environment={}, clock=lambda: NOW)
    assert run(("start", "QH-02"), around) == 70
    assert "recorded: run 2 stands in the trail" in err.getvalue()


def refuse_to_open(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the system has no file left to open a module of this name with."""

    class Finder:
        """Refuses, as the system does."""

        def find_spec(self, asked: str, *_more: object) -> None:
            """Raise for the one, pass on all others."""
            if asked == name:
                raise OSError(24, "Too many open files", f"/lib/{name}.py")

    monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setattr(sys, "meta_path", [Finder(), *sys.meta_path])


@pytest.mark.parametrize(
    ("module", "words", "said"),
    [
        ("rectify.store.yaml_edit", ("start", "QH-02"), "error: cannot open /lib/rectify.store.yaml_edit.py: too many"),
        (
            "rectify.view.outcome",
            ("start", "QH-02"),
            "error: recorded as run 3, but what it did cannot be shown: too many",
        ),
        ("rectify.view.error_text", ("show", "QH-9"), "error: no issue is called 'QH-9'"),
        ("platform", ("list",), "error: internal error: TypeError"),
    ],
)
def test_a_module_that_cannot_be_opened_is_told_as_what_it_is(
    cli: Cli, module: str, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a run is recorded it is not done, after it the run stands; and never silence."""
    cli.ok("assign", "QH-04", "--person", "李敏")
    err = io.StringIO()
    clock = broken_clock if module == "platform" else lambda: NOW
    around = Surroundings(stdout=io.StringIO(), stderr=err, environment={}, clock=clock)
    refuse_to_open(module, monkeypatch)
    assert run(words, around) != 0
    assert err.getvalue().startswith(said), err.getvalue()
    assert "hint: " in err.getvalue()
    assert len(cli.runs()) == (3 if "recorded" in said else 2)

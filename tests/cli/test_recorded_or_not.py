"""What goes wrong around the moment in which a run is recorded: nobody is told that it is undone, or done."""

import io
import sys
from datetime import datetime
from pathlib import Path

import pytest

from rectify.cli.app import run
from rectify.cli.runtime import Surroundings
from tests.cli.harness import NOW, Cli
from tests.cli.process import process

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

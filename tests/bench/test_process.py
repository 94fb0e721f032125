"""Commands as whole processes."""

import sys
from pathlib import Path

import pytest

from bench.process import Failed, environment, run


def test_the_peak_of_memory_is_that_of_the_process(tmp_path: Path) -> None:
    """A process that holds 150 megabytes has them in its peak."""
    small = run([sys.executable, "-c", "pass"], tmp_path)
    large = run([sys.executable, "-c", "kept = b'x' * 150_000_000"], tmp_path)
    assert large.peak > 150_000_000
    assert large.peak > small.peak
    assert large.seconds > 0


def test_a_shell_tells_the_peak_of_what_it_runs(tmp_path: Path) -> None:
    """The memory of a loop is that of its largest command."""
    held = f"{sys.executable} -c \"kept = b'x' * 150_000_000\"; true"
    assert run(["sh", "-c", held], tmp_path).peak > 150_000_000


def test_a_command_can_be_shown_a_terminal(tmp_path: Path) -> None:
    """All three streams are a terminal, of the size that is told; what fills it is read."""
    code = "import os, sys; sys.exit(not (os.isatty(0) and os.isatty(1)) or os.get_terminal_size() != (160, 50))"
    run([sys.executable, "-c", code], tmp_path, on_terminal=True)
    run([sys.executable, "-c", "print('x' * 1_000_000)"], tmp_path, on_terminal=True)
    with pytest.raises(Failed, match="exit 1"):
        run([sys.executable, "-c", code], tmp_path)


def test_nothing_of_the_users_settings_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a register of the user nor a measurement of coverage comes into a timed command."""
    monkeypatch.setenv("RECTIFY_REGISTER", "/elsewhere")
    monkeypatch.setenv("COVERAGE_PROCESS_START", "yes")
    given = environment(tmp_path, {"TASKRC": "taskrc"})
    assert "RECTIFY_REGISTER" not in given
    assert "COVERAGE_PROCESS_START" not in given
    assert given["TASKRC"] == "taskrc"

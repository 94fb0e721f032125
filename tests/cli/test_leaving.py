"""The way out: at once where the process is ours alone, in the usual way where somebody else is in it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LEAVING = """
import os, sys
def at_once(code, end=os._exit):
    os.write(2, b"at once")
    end(code)
os._exit = at_once
{company}
from rectify.cli.leaving import leave
sys.stdout.write("data")
leave(3)
"""


def ended(company: str, *flags: str, **more: Any) -> "subprocess.CompletedProcess[bytes]":
    """A process that leaves with 3 after a word on stdout, and says on stderr when it left at once."""
    alone = {key: value for key, value in os.environ.items() if not key.startswith(("COV", "PYTHON"))}
    streams: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | more
    found: subprocess.CompletedProcess[bytes] = subprocess.run(
        [sys.executable, *flags, "-c", LEAVING.format(company=company)],
        env=alone | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        stdin=subprocess.DEVNULL,
        check=False,
        **streams,
    )
    return found


def test_alone_it_leaves_at_once() -> None:
    """The words are there, the code is, and Python does not take itself to pieces first."""
    ran = ended("")
    assert (ran.returncode, ran.stdout, ran.stderr) == (3, b"data", b"at once")


@pytest.mark.parametrize(
    ("company", "said"),
    [
        ("import atexit; atexit.register(os.write, 1, b'bye')", b"bye"),
        (
            "import threading\n"
            "def last(): threading.main_thread().join(); os.write(1, b'bye')\n"
            "threading.Thread(target=last).start()",
            b"bye",
        ),
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", b""),
        ("sys.settrace(lambda *_: None)", b""),
        ("sys.setprofile(lambda *_: None)", b""),
    ],
    ids=["atexit", "thread", "daemon", "tracer", "profiler"],
)
def test_in_company_it_leaves_in_the_usual_way(company: str, said: bytes) -> None:
    """Threads and whoever waits for the end have their say, and whoever measures sees all of it."""
    ran = ended(company)
    assert (ran.returncode, ran.stderr) == (3, b"")
    assert sorted(ran.stdout.partition(b"data")) == sorted((said, b"data", b""))


@pytest.mark.parametrize("flags", [("-X", "importtime"), ("-X", "dev"), ("-v",), ("-i",)], ids=" ".join)
def test_a_python_that_is_watched_ends_in_the_usual_way(flags: tuple[str, ...]) -> None:
    """It was started to tell something about itself, or to go on."""
    ran = ended("", *flags)
    assert ran.stdout == b"data"
    assert b"at once" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_words_that_cannot_be_written_are_left_to_python() -> None:
    """It says so, and its own code for it is 120."""
    with Path("/dev/full").open("wb") as full:
        ran = ended("", stdout=full)
    assert ran.returncode == 120
    assert b"No space left on device" in ran.stderr
    assert b"at once" not in ran.stderr


def test_a_stream_that_was_closed_is_no_harm() -> None:
    """The code is still the one that was asked for."""
    assert ended("sys.stderr.close()").returncode == 3

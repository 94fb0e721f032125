"""One command as a whole process: how long it takes, and how much memory it holds at most."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GIVE_UP = 900.0
"""Seconds after which a command is ended, and counts as failed."""
LAUNCHER = Path(__file__).resolve().parent / "launch.py"


class Failed(Exception):
    """A command did not end with 0."""


@dataclass(frozen=True)
class Ran:
    """What one process took: seconds from before its start to after its end, and bytes of memory at its peak."""

    seconds: float
    peak: int


def rectify() -> list[str]:
    """The command as installed beside this Python; the module where there is no script."""
    script = Path(sys.executable).with_name("rectify")
    return [str(script)] if script.exists() else [sys.executable, "-m", "rectify"]


def environment(folder: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing of the user's settings, and a cache of our own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("RECTIFY_", "_RECTIFY", "COV"))}
    own = {"RECTIFY_ACTOR": "bench", "XDG_CACHE_HOME": str(folder / "cache"), "PYTHONUTF8": "1", "TERM": "xterm"}
    return kept | own | dict(more or {})


def run(words: Sequence[str], folder: Path, more: Mapping[str, str] | None = None, *, on_terminal: bool = False) -> Ran:
    """Run one command to its end, started by a process smaller than itself.

    Raises:
        Failed: it did not end with 0, or not in time.
    """
    asked = {
        "words": list(words),
        "folder": str(folder),
        "environment": environment(folder, more),
        "on_terminal": on_terminal,
        "patience": GIVE_UP,
    }
    launcher = [sys.executable, "-I", "-S", str(LAUNCHER)]
    told = subprocess.run(launcher, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True)
    answer = json.loads(told.stdout)
    if answer["code"]:
        shown = " ".join([Path(words[0]).name, *words[1:]])[:200]
        raise Failed(f"{shown}: exit {answer['code']}\n{answer['said'].strip()}")
    return Ran(answer["seconds"], answer["peak"])

"""Ways to run a command line with what is kept of a register: as the process says, or in every way, compared.

`RECTIFY_CACHE=off` runs the tests without a cache, `RECTIFY_TEST_CACHE=twice` runs every reading command three times:
without a cache, with an empty one, and with the one that run has left.
"""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from rectify.store.cache_fresh import moment

READS = frozenset(("list", "show", "log", "summary", "due", "gates", "diff"))
"""Commands that change nothing, whatever their words are."""
OTHERS = frozenset(
    [
        "add",
        "adopt",
        "assign",
        "audit",
        "batch",
        "check",
        "close",
        "edit",
        "escalate",
        "evidence",
        "extend",
        "init",
        "lookback",
        "note",
        "notice",
        "policy",
        "progress",
        "reopen",
        "report",
        "return",
        "start",
        "submit",
        "undo",
        "verify",
    ]
)

Told = TypeVar("Told")


def is_reading(words: Sequence[str]) -> bool:
    """True for a command line that changes nothing."""
    return next((word for word in words if word in READS | OTHERS), None) in READS


def environment(cache: Path) -> dict[str, str]:
    """What a process is told so that it keeps things in a folder of the test's own, unless all tests keep nothing."""
    if os.environ.get("RECTIFY_CACHE") == "off":
        return {"RECTIFY_CACHE": "off"}
    with suppress(OSError):  # another user's test, or a folder that is gone: nothing is kept then
        cache.mkdir(mode=0o700, exist_ok=True)
    return {"XDG_CACHE_HOME": str(cache)}


def in_every_way(run: Callable[[dict[str, str]], Told], words: Sequence[str], cache: Path, folder: Path) -> Told:
    """What a command says, run as the process's environment demands.

    Raises:
        AssertionError: it says different things with a cache and without.
    """
    told = environment(cache)
    if os.environ.get("RECTIFY_TEST_CACHE") != "twice" or not is_reading(words):
        return run(told)
    with suppress(OSError):
        settle(folder)
        shutil.rmtree(cache)
        cache.mkdir(mode=0o700)
    without, cold, warm = run({"RECTIFY_CACHE": "off"}), run(told), run(told)
    assert without == cold == warm, words
    return warm


def settle(folder: Path) -> None:
    """Let the clock that stamps files go on until all that is changed from now on gets a later stamp."""
    changed = max((path.lstat().st_ctime_ns for path in folder.iterdir()), default=0)
    end = time.monotonic() + 1
    while changed >= moment() and time.monotonic() < end:
        pass

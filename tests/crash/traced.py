"""The real program under strace: the system calls it makes from lock to print, killed at one or refused at one."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from tests.cli.kept import settle
from tests.cli.process import clean_environment

_CALL = re.compile(r"\d+ +(\w+)\((.*)")
_PRINTED = ("write(1,", "write(2,")

CHANGING: Final = re.compile(
    r"openat|write|pwrite64|fsync|fdatasync|close|flock|ftruncate|rename\w*|unlink(at)?|mkdir(at)?|rmdir|(sym)?link(at)?"
    r"|f?ch(mod|own)(at)?|f?(set|remove)xattr"
)
"""The system calls that can change what lies on the disk, or whose failure can keep a change from lasting."""


@dataclass(frozen=True)
class Spot:
    """One system call of a run: the `nth` of its name since the start of the program, and how strace shows it."""

    name: str
    nth: int
    shown: str

    @property
    def is_changing(self) -> bool:
        """True for a call that changes the disk, or whose failure can keep a change from lasting."""
        return CHANGING.fullmatch(self.name) is not None and not (
            self.name == "openat" and "O_CREAT" not in self.shown and ".py" in self.shown
        )


@cache
def why_not() -> str:
    """Why nothing can be traced here; empty when it can be."""
    try:
        tried = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False)
    except FileNotFoundError:
        return "there is no strace here"
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.decode().strip()}"


def spots(folder: Path, *words: str) -> list[Spot]:
    """What the program calls from the moment it has the lock to its last print, in this order; it is run for that."""
    log = folder.parent / "strace.log"
    ended = _under_strace(folder, words, "-o", str(log))
    assert ended.returncode == 0, ended.stderr.decode()
    counts: Counter[str] = Counter()
    found: list[Spot] = []
    start = end = 0
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        counts[call[1]] += 1
        found.append(Spot(call[1], counts[call[1]], f"{call[1]}({call[2]}"))
        if call[1] == "flock" and call[2].endswith("= 0") and not start:
            start = len(found) - 1
        if found[-1].shown.startswith(_PRINTED):
            end = len(found)
    assert 0 < start < end
    return found[start:end]


def warm_up(folder: Path, *words: str) -> None:
    """Run the program once, so that its modules lie compiled beside the folder."""
    subprocess.run(_rectify(words), cwd=folder, env=_steady(folder), capture_output=True, check=True)


def killed(folder: Path, spot: Spot, *words: str) -> bool:
    """Run the program and kill it as it enters this call; False when it never came there."""
    inject = f"inject={spot.name}:signal=KILL:when={spot.nth}"
    ended = _under_strace(folder, words, "-o", "/dev/null", "-e", f"trace={spot.name}", "-e", inject)
    return ended.returncode == -9


def refused(
    folder: Path, spot: Spot, error: str, *words: str, for_ever: bool = False
) -> "subprocess.CompletedProcess[bytes]":
    """Run the program and have this call fail, alone or with all later ones of its name."""
    log = folder.parent / f"{folder.name}.strace"
    inject = f"inject={spot.name}:error={error}:when={spot.nth}{'+' if for_ever else ''}"
    return _under_strace(folder, words, "-y", "--seccomp-bpf", "-o", str(log), "-e", f"trace={spot.name}", "-e", inject)


def _under_strace(folder: Path, words: tuple[str, ...], *options: str) -> "subprocess.CompletedProcess[bytes]":
    settle(folder)  # else it depends on a tick of the clock whether what is kept counts, and with it what is called
    return subprocess.run(
        ["strace", "-f", "-qq", *options, *_rectify(words)],
        cwd=folder,
        env=_steady(folder, PYTHONDONTWRITEBYTECODE="1"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


def _rectify(words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "rectify", *words]


def _steady(folder: Path, **more: str) -> dict[str, str]:
    """Surroundings in which the program makes the same calls each time: no chance, and all modules compiled before.

    What is read is kept in the folder, for it is made anew with it each time, so that issues are edited in windows.
    """
    compiled = str(folder.parent / "compiled")
    told = {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": compiled, "PYTHONDONTWRITEBYTECODE": "", "LOGNAME": "wang"}
    return clean_environment(**(told | {"XDG_CACHE_HOME": str(folder / ".cache")} | more))

"""What the real program must say and leave when the system refuses one of its calls."""

import re
import subprocess
from pathlib import Path

from tests.cli.harness import Cli
from tests.crash.deeds import Deed
from tests.crash.traced import Spot

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EMFILE", "ENOLCK")
ALLOWED = {0, 8, 9}
_FSYNC = re.compile(r"fsync\(\d+<([^>]*)>\)")


def kind_of(ended: "subprocess.CompletedProcess[bytes]") -> str:
    """The class of an outcome: done, or the exit code with what was told."""
    told = ended.stderr.decode()
    if ended.returncode == 8:
        if "outcome unknown" in told:
            return "8, outcome unknown"
        return "8, recorded, but not shown" if "recorded as run" in told else "8, nothing recorded"
    return {0: "0, done all the same", 9: "9, recorded, not published"}.get(ended.returncode, f"{ended.returncode}, ?")


def faults_in(
    deed: Deed, ended: "subprocess.CompletedProcess[bytes]", runs: int, folder: Path, *, can_speak: bool = True
) -> list[str]:
    """What is not as promised in how a command ended.

    `runs` is how many runs the trail had before. Where nothing can be written, not even an error, the command cannot
    speak, and only its exit code tells.
    """
    told = ended.stderr.decode()
    found = []
    if ended.returncode not in ALLOWED:
        found.append(f"it ends in {ended.returncode}")
    if "Traceback" in told or "Exception ignored" in told:
        found.append("it shows a traceback")
    if can_speak and ended.returncode and (told.count("error: ") != 1 or told.count("hint: ") != 1):
        found.append("it does not say one error and one hint")
    now = len(Cli(folder).runs())
    is_there = now == deed.runs
    kind = kind_of(ended)
    if kind[0] in "09" and not is_there:
        found.append("what it says was done is not in the trail")
    if kind == "8, recorded, but not shown" and not is_there:
        found.append("what it says was recorded is not in the trail")
    if can_speak and kind == "8, nothing recorded" and is_there and runs != deed.runs:
        found.append("it does not say that the run was recorded")
    return [f"{what}: {told}" for what in found]


def synced_again(log: Path) -> list[str]:
    """The files that were fsynced again after an fsync of theirs was refused."""
    refused: set[str] = set()
    again = []
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        call = _FSYNC.search(line)
        if call and call[1] in refused:
            again.append(call[1])
        if call and "(INJECTED)" in line:
            refused.add(call[1])
    return again


def can_be(spot: Spot, error: str) -> bool:
    """False for an error that this call never gives: only locks run out, and one that is busy is waited for."""
    return error != "EACCES" if spot.name == "flock" else error != "ENOLCK"

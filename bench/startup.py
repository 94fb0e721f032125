"""Counts of one command that noise cannot change: modules loaded, instructions executed, what is asked of the disk.

Every command meets a register of 66 issues that was read before, in an environment of its own, with hashes that are
the same in every process.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.counts import Counts, count_calls
from bench.make_register import issue_id, make_register
from bench.places import REGISTER, REPORT, TODAY

ISSUES: Final = 66
BATCH: Final = 50
DAY: Final = ("--today", TODAY)
COMMANDS: Final[dict[str, tuple[str, ...]]] = {
    "--version": ("--version",),
    "completion": (),
    "list --overdue": (*DAY, "list", "--overdue"),
    "summary": (*DAY, "summary"),
    "show": (*DAY, "show", issue_id(7)),
    "log": (*DAY, "log", issue_id(7)),
    "close": (*DAY, "close", issue_id(7), "--evidence", REPORT),
    "batch": (*DAY, "batch", "closes.txt"),
}
WITH_INSTRUCTIONS: Final = ("--version", "completion", "list --overdue", "close")
"""Counting instructions takes some fifty times the time of the command."""
WRITES: Final = ("close", "batch")
WITH_DISK: Final = ("list --overdue", *WRITES)
ASKED: Final = {
    "_RECTIFY_COMPLETE": "complete_bash",
    "COMP_WORDS": f"rectify show {issue_id(ISSUES)[:-1]}",
    "COMP_CWORD": "2",
}
MAIN: Final = "import sys; sys.argv[0] = 'rectify'; from rectify.__main__ import main; main()"
TELLING: Final = """
import atexit, json, os, sys
report = sys.argv.pop(1)
def tell():
    from rectify.postponed import Later
    with open(report, "w") as file:
        json.dump(sorted(name for name, module in sys.modules.items() if not isinstance(module, Later)), file)
def leave(code, end=os._exit):
    tell()
    end(code)
atexit.register(tell)
os._exit = leave
"""
"""Before the main program: the names of all modules that are loaded, not put off, are written down, however it ends."""
PARSING: Final = """
import atexit, sys
report, letters = sys.argv.pop(1), 0
def look(frame, event, _):
    global letters
    code = frame.f_code
    if event == "call" and code.co_name == "nodes_of" and code.co_filename.endswith("yaml_read.py"):
        letters += len(frame.f_locals["text"])
def tell():
    sys.setprofile(None)
    with open(report, "w") as file:
        file.write(str(letters))
atexit.register(tell)
sys.setprofile(look)
"""
"""Before the main program: how many letters of YAML were parsed is written down at the end."""
_COLLECTED = re.compile(rb"Collected\s*:\s*(\d+)")


def python() -> str:
    """The Python that instructions are counted of; those of another cannot be compared."""
    return f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}"


def environment(folder: Path, command: str) -> dict[str, str]:
    """Nothing of the surroundings but the PATH."""
    plain = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONHASHSEED": "0"}
    own = {"RECTIFY_ACTOR": "bench", "XDG_CACHE_HOME": str(folder / "cache")}
    return plain | own | (ASKED if command == "completion" else {})


def make_folder(folder: Path, issues: int = ISSUES) -> Path:
    """A register whose trail has begun, evidence for the issues of the batch, and a first reading behind it."""
    folder.mkdir()
    (folder / REGISTER).write_text("".join(make_register(issues)), encoding="utf-8")
    (folder / REPORT).write_bytes(b"%PDF-1.4 made up\n" * 64)
    ids = [issue_id(number) for number in range(10, 10 + BATCH)]
    notes = "".join(f"note {name} seen --evidence {REPORT}\n" for name in ids)
    (folder / "notes.txt").write_text(notes, encoding="utf-8")
    (folder / "closes.txt").write_text("".join(f"close {name}\n" for name in ids), encoding="utf-8")
    for words in (("batch", "notes.txt"), COMMANDS["list --overdue"]):
        run([sys.executable, "-c", MAIN, *words], folder, environment(folder, ""))
    return folder


def run(words: Sequence[str], folder: Path, env: Mapping[str, str]) -> bytes:
    """What a command complains of; it must end with 0."""
    ended = subprocess.run(
        words,
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if ended.returncode:
        raise RuntimeError(f"exit {ended.returncode}\n{ended.stderr.decode(errors='replace')}")
    return ended.stderr


def modules(command: str, template: Path) -> list[str]:
    """The names of all modules that a command has loaded when it ends."""
    folder = _place(command, template)
    report = folder / "modules.json"
    words = [sys.executable, "-c", TELLING + MAIN, str(report), *COMMANDS[command]]
    run(words, folder, environment(folder, command))
    names: list[str] = json.loads(report.read_text(encoding="utf-8"))
    return names


def parsed(command: str, template: Path) -> int:
    """How many letters of YAML a command parses: none where nothing has changed, of a write what it touches."""
    folder = _place(command, template)
    report = folder / "letters.txt"
    run([sys.executable, "-c", PARSING + MAIN, str(report), *COMMANDS[command]], folder, environment(folder, command))
    return int(report.read_text(encoding="utf-8"))


def instructions(command: str, template: Path) -> int | None:
    """How many instructions a command executes, in user space; None where callgrind cannot count them."""
    if not shutil.which("valgrind"):
        return None
    folder = _place(command, template)
    return executed([MAIN, *COMMANDS[command]], folder, environment(folder, command))


def executed(code: Sequence[str], folder: Path, env: Mapping[str, str]) -> int:
    """How many instructions `python -c` executes for a program and its arguments, counted by callgrind."""
    tool = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder / 'callgrind.out'}"]
    collected = _COLLECTED.search(run([*tool, sys.executable, "-c", *code], folder, env))
    if collected is None:
        raise RuntimeError("callgrind did not tell what it collected")
    return int(collected[1])


def disk(command: str, template: Path) -> Counts | None:
    """What a command asks of the disk; None where strace cannot count it."""
    folder = _place(command, template)
    words = [sys.executable, "-c", MAIN, *COMMANDS[command]]
    return count_calls(words, folder, environment(folder, command))


def _place(command: str, template: Path) -> Path:
    """The folder itself for what only reads; for a write a fresh copy, always at the same place, that was read once."""
    if command not in WRITES:
        return template
    folder = template.with_name("run")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    run([sys.executable, "-c", MAIN, *COMMANDS["list --overdue"]], folder, environment(folder, ""))
    return folder

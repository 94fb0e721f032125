"""Count what one command asks of the disk, by strace: a measure that is the same on every machine."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = "read,pread64,fsync,fdatasync,write,pwrite64,writev,copy_file_range,sendfile,rename,renameat,renameat2"
# 123 write(4</folder/issues.yaml>, ...) = 512; where another thread or process calls meanwhile, told in two lines
_BEGUN = re.compile(r"^(?P<pid>\d+)\s+(?P<call>\w+\(.*?)\s*<unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(?P<pid>\d+)\s+<\.\.\. \w+ resumed>(?P<rest>.*)$")
_LINE = re.compile(r"^\d+\s+(?P<call>\w+)\((?P<given>.*)\)\s+= (?P<answer>\d+)\b")
_PATH = re.compile(r"\d+<(?P<path>[^>]*)>")


@dataclass
class Counts:
    """Calls and bytes of one command, in its own folder only."""

    fsyncs: int = 0
    renames: int = 0
    bytes_written: int = 0
    bytes_read: int = 0


def count_calls(words: list[str], folder: Path, environment: dict[str, str]) -> Counts | None:
    """Run a command under strace and count; None where strace is missing, forbidden, or the command fails."""
    if not shutil.which("strace"):
        return None
    with tempfile.NamedTemporaryFile("r", suffix=".strace", errors="replace") as report:
        ended = subprocess.run(
            ["strace", "-f", "-y", "-s", "0", "-e", f"trace={CALLS}", "-o", report.name, *words],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return None if ended.returncode else counted(report.read().splitlines(), folder)


def counted(lines: list[str], folder: Path) -> Counts:
    """The counts of a report of `strace -f -y`."""
    counts = Counts()
    for line in _whole(lines):
        found = _LINE.match(line)
        if not found:
            continue
        call, given = found["call"], found["given"]
        if call.startswith("rename"):
            counts.renames += 1
        elif _is_inside(call, given, folder):
            if "sync" in call:
                counts.fsyncs += 1
            elif call in {"read", "pread64"}:
                counts.bytes_read += int(found["answer"])
            else:
                counts.bytes_written += int(found["answer"])
    return counts


def _whole(lines: Iterable[str]) -> Iterator[str]:
    """The lines, those of a call that was told in two made one."""
    begun: dict[str, str] = {}
    for line in lines:
        if found := _BEGUN.match(line):
            begun[found["pid"]] = found["call"]
        elif (found := _RESUMED.match(line)) and found["pid"] in begun:
            yield f"{found['pid']} {begun.pop(found['pid'])}{found['rest']}"
        else:
            yield line


def _is_inside(call: str, given: str, folder: Path) -> bool:
    """True when the file that is written lies in the folder; copy_file_range names it second."""
    paths = _PATH.findall(given)
    target = 1 if call == "copy_file_range" else 0
    return len(paths) > target and Path(paths[target]).is_relative_to(folder)

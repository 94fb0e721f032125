"""Console sessions in Markdown: found, run, compared with what the page shows, and shown anew.

A fenced block is a session when a second word stands behind `console`: the folder it is run in.

- `data`: a copy of `data/`, as at the root of the repository.
- `demo`: a copy of the fictitious register of `examples/`, also as at the root.
- `desk`: a copy of `docs/desk/`, a small made-up register and papers to hand in.
- `new`: an empty folder.

The blocks of a page that name the same folder are one session. `$ ` begins a command and `> ` goes on with it;
then comes its output, with the exit code as `[5]` when it is not 0. In the output `...` stands for any text
within a line and, alone on a line, for any lines. Day, time and digest of new runs vary: they are written as `...`.
"""

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Final

from rectify.config import login

ROOT: Final = Path(__file__).resolve().parent.parent
_FENCE: Final = re.compile(r"```console (data|demo|desk|new)\s*\Z")
_CODE: Final = re.compile(r"\[(\d+)\]\Z")
_ACTOR: Final = "limin@office"


@dataclass
class Command:
    """One command of a session, and what the page says it prints."""

    line: int
    words: list[str]
    shown: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The command as bash reads it."""
        return "\n".join(self.words)

    @property
    def exit_code(self) -> int:
        """The exit code that the page shows; 0 when it shows none."""
        found = _CODE.match(self.shown[-1]) if self.shown else None
        return int(found[1]) if found else 0

    @property
    def output(self) -> list[str]:
        """The output that the page shows, without the exit code."""
        return self.shown[:-1] if self.exit_code else self.shown


@dataclass(frozen=True)
class Ran:
    """What a command really printed, and its exit code."""

    output: list[str]
    exit_code: int

    def is_as_shown(self, command: Command) -> bool:
        """True when the page tells the truth about it; how wide a column is depends on who runs it and where."""
        lines = [_squeezed(line) for line in command.output]
        wanted = "".join(r"(?:.*\n)*?" if line == "..." else _any_text(line) + r"\n" for line in lines)
        printed = "".join(f"{_squeezed(line)}\n" for line in self.output)
        return self.exit_code == command.exit_code and re.fullmatch(wanted, printed) is not None

    def shown(self, given: str) -> list[str]:
        """The lines for the page; heads of new runs stand as `...`, and so do the day and time of just now.

        A day that the commands give is shown as it is.
        """
        days = {(datetime.now(UTC) + timedelta(hours=hours)).strftime("%Y-%m-%d") for hours in (0, 8)}
        now = "|".join(day for day in days if day not in given) or "(?!)"
        pattern = re.compile(rf"(?:{now})(?:[ T]\d\d:\d\d(?::\d\dZ)?)?|(?<=head )[0-9a-f]{{16,}}")
        code = [f"[{self.exit_code}]"] if self.exit_code else []
        return [pattern.sub("...", line) for line in self.output] + code


def session_pages() -> list[Path]:
    """Every page of the repository that holds a session."""
    found = chain(ROOT.glob("*.md"), (ROOT / "docs").rglob("*.md"), (ROOT / "tests").rglob("*.md"))
    return sorted(path for path in found if any(_FENCE.match(line) for line in _lines(path)))


def sessions(path: Path) -> dict[str, list[Command]]:
    """The sessions of a page by the folder they are run in."""
    found: dict[str, list[Command]] = {}
    for folder, number, line in _session_lines(path):
        commands = found.setdefault(folder, [])
        if line.startswith("$ "):
            commands.append(Command(number, [line[2:]]))
        elif line.startswith("> ") and commands and not commands[-1].shown:
            commands[-1].words.append(line[2:])
        elif commands:
            commands[-1].shown.append(line)
    return found


def run(commands: list[Command], folder: Path) -> list[Ran]:
    """Run the commands one after the other in one bash, in a folder."""
    mark = secrets.token_hex(8)
    script = "".join(f"{command.text}\nprintf '\\n%s %d\\n' {mark} $?\n" for command in commands)
    ran = subprocess.run(
        ["bash", "-c", f"shopt -s expand_aliases\nexec 2>&1\n{script}"],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
    )
    return list(_parted(ran.stdout.decode(errors="backslashreplace"), mark))


def lay_out(kind: str, folder: Path) -> None:
    """Put into a folder what the sessions of a kind start from."""
    if kind == "data":
        shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns(".*.lock"))
    elif kind == "desk":
        shutil.copytree(ROOT / "docs" / "desk", folder, dirs_exist_ok=True)
    elif kind == "demo":
        copies = folder / "examples"
        copies.mkdir()
        for name in ("demo.yaml", "demo.log.jsonl"):
            shutil.copy(ROOT / "examples" / name, copies)
        shutil.copytree(ROOT / "examples" / "demo.evidence", copies / "demo.evidence")


def surroundings(home: Path) -> dict[str, str]:
    """The environment of a session: no settings of the person at the machine, rectify on the path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RECTIFY_", "_RECTIFY")) and name not in ("COLUMNS", "LINES", "NO_COLOR")
    }
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    fixed = {"PATH": path, "HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    return kept | fixed


def renewed(path: Path) -> str:
    """The page with the real output of its commands wherever it shows another."""
    lines = _lines(path)
    wrong = []
    for kind, commands in sessions(path).items():
        with tempfile.TemporaryDirectory() as folder:
            lay_out(kind, Path(folder))
            really = run(commands, Path(folder))
        given = "".join(command.text for command in commands)
        pairs = zip(commands, really, strict=True)
        wrong += [(one, ran.shown(given)) for one, ran in pairs if not ran.is_as_shown(one)]
    for command, shown in sorted(wrong, key=lambda pair: pair[0].line, reverse=True):
        start = command.line - 1 + len(command.words)
        lines[start : start + len(command.shown)] = shown
    return "".join(f"{line}\n" for line in lines)


def _session_lines(path: Path) -> Iterator[tuple[str, int, str]]:
    folder = None
    for number, line in enumerate(_lines(path), 1):
        if folder is None:
            opened = _FENCE.match(line)
            folder = opened[1] if opened else None
        elif line == "```":
            folder = None
        else:
            yield folder, number, line


def _parted(text: str, mark: str) -> Iterator[Ran]:
    parts = re.split(rf"\n{mark} (\d+)\n", text.replace(f"{login()}@{os.uname().nodename}", _ACTOR))
    for output, code in zip(parts[::2], parts[1::2], strict=False):
        yield Ran([line.rstrip() for line in output.splitlines()], int(code))


def _squeezed(line: str) -> str:
    return re.sub(r"(?<=\S) {2,}", "  ", line)


def _any_text(line: str) -> str:
    return ".*?".join(re.escape(part) for part in line.rstrip().split("..."))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()

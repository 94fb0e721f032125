"""The folders that commands are timed in: a register of each size, its trail begun, and copies of it."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from bench.make_register import issue_id, make_register
from bench.process import rectify, run

TODAY = "2026-07-20"
"""The day that commands count from: one issue in 512 is overdue, and as many are done and wait."""
AFTER_YEAR_END = "2027-01-20"
"""A day on which one issue in ten is overdue, so that rows are what counts."""
REPORT = "report.pdf"
REGISTER = "issues.yaml"


def own(*words: str) -> list[str]:
    """The words of a command of ours, on the day of the benchmark."""
    return on(TODAY, *words)


def on(day: str, *words: str) -> list[str]:
    """The words of a command of ours, on another day."""
    return [*rectify(), "--today", day, *words]


class Places:
    """Folders below one base; a template of each size is made once, and copied for jobs that change it."""

    def __init__(self, base: Path) -> None:
        self.base = base

    def template(self, issues: int) -> Path:
        """A register whose trail has begun, so that no timed run takes the issues in."""
        folder = self.base / f"template-{issues}"
        if not folder.exists():
            folder.mkdir()
            with (folder / REGISTER).open("w", encoding="utf-8") as file:
                file.writelines(make_register(issues))
            (folder / REPORT).write_bytes(b"%PDF-1.4 made up\n" * 64)
            run([*rectify(), "note", issue_id(issues), "the trail begins"], folder)
        return folder

    def with_evidence(self, issues: int, numbers: Iterable[int]) -> Path:
        """A template some of whose issues have evidence already."""
        folder = self.base / f"evidence-{issues}"
        if not folder.exists():
            shutil.copytree(self.template(issues), folder)
            notes = (f"note {issue_id(number)} seen --evidence {REPORT}\n" for number in numbers)
            (folder / "notes.txt").write_text("".join(notes), encoding="utf-8")
            run([*rectify(), "batch", "notes.txt"], folder)
        return folder

    def copy(self, template: Path, name: str) -> Path:
        """A fresh copy of a template; an older one of this name is dropped."""
        folder = self.base / f"{template.name}-{name}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        return folder


def warm(folder: Path) -> None:
    """Read a register once, so that what is kept to be faster is there."""
    run(own("list", "--overdue"), folder)


def forget(folder: Path) -> None:
    """Drop what was kept to be faster, so that the next command begins from the files alone."""
    shutil.rmtree(folder / "cache", ignore_errors=True)


def edit_by_hand(folder: Path, number: int, word: str) -> None:
    """Put a word before the title of the n-th issue, as an editor saves a file: written anew, and renamed."""
    register, beside = folder / REGISTER, folder / f"{REGISTER}.edited"
    wanted = f"  - id: {issue_id(number)}\n".encode()
    found = False
    with register.open("rb") as source, beside.open("wb") as target:
        for line in source:
            if found and line.startswith(b"    title: "):
                line = line.replace(b"title: ", f"title: {word}".encode(), 1)  # noqa: PLW2901  # the line goes out once
                found = False
            found = found or line == wanted
            target.write(line)
    os.replace(beside, register)  # noqa: PTH105  # says what it does

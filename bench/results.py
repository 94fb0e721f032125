"""Write the results down, with what a reader needs to judge them and nothing that names the machine."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from bench.counts import Counts

PACKAGES = ("rectify", "typer", "pydantic", "PyYAML", "rich")

Row = tuple[str, str, str, str, str]


def as_markdown(
    rows: list[Row], sizes: dict[int, int], counted: dict[str, Counts], rounds: int, *, has_strace: bool
) -> str:
    """The page bench/RESULTS.md."""
    return (
        "\n".join([*_head(rounds), *_table(rows), *_registers(sizes), *_counts(counted, has_strace=has_strace)]) + "\n"
    )


def _head(rounds: int) -> list[str]:
    now = datetime.now(UTC).date()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return [
        "# Results of the benchmark",
        "",
        "Written by `make bench`; do not edit. ×P is the time of a whole process divided by that of `python -c pass`,",
        "both medians of the same rounds. Only the ratios and the counts travel from one machine to another.",
        "",
        f"- {now}, {rounds} rounds, commands taking turns",
        f"- {os.cpu_count()} CPUs, {platform.system()} {platform.machine()}, {python}",
        f"- {', '.join(_versions())}",
        "",
    ]


def _versions() -> list[str]:
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return found


def _table(rows: list[Row]) -> list[str]:
    lines = ["| command | issues | ×P | middle half | ms |", "|---|---:|---:|---:|---:|"]
    return [
        *lines,
        *(f"| `{name}` | {issues} | {ratio} | {spread} | {ms} |" for name, issues, ratio, spread, ms in rows),
    ]


def _registers(sizes: dict[int, int]) -> list[str]:
    shown = "; ".join(f"{issues:,} issues, {size:,} bytes" for issues, size in sizes.items())
    return ["", f"Registers, made by `bench/make_register.py`, sizes after the runs: {shown}."]


def _counts(counted: dict[str, Counts], *, has_strace: bool) -> list[str]:
    if not counted:
        why = "strace could not be used" if has_strace else "strace is not installed"
        return ["", f"What a close asks of the disk was not counted: {why}."]
    lines = ["", "| asked of the disk by one command | fsyncs | renames | bytes written |", "|---|---:|---:|---:|"]
    return [*lines, *(f"| {name} | {c.fsyncs} | {c.renames} | {c.bytes_written:,} |" for name, c in counted.items())]

"""What a reader must know of the machine to judge times, and nothing that names it."""

import os
import platform
import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("rectify", "typer", "pydantic", "pydantic-core", "PyYAML", "rich")


def machine(folder: Path) -> list[str]:
    """Cores, processor, system, Python, and the file system that a folder lies on."""
    cores = os.cpu_count() or 1
    return [
        f"{cores} core{'s' * (cores > 1)}, {_processor()}",
        f"{platform.system()} {platform.machine()}, file system {file_system(folder)}",
        f"{platform.python_implementation()} {platform.python_version()}",
    ]


def versions() -> list[str]:
    """The packages that a command is made of."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} not installed")
    return found


def _processor() -> str:
    """The kind of processor, where the system tells."""
    known = Path("/proc/cpuinfo")
    if known.exists():
        found = re.search(r"^(?:model name|Model)\s*:\s*(.+)$", known.read_text(encoding="utf-8"), re.MULTILINE)
        if found:
            return found[1].strip()
    return platform.processor() or "processor unknown"


def file_system(folder: Path) -> str:
    """The kind of file system a folder lies on, where the system tells."""
    mounts = Path("/proc/self/mounts")
    if not mounts.exists():
        return "unknown"
    best, kind = "", "unknown"
    for line in mounts.read_text(encoding="utf-8").splitlines():
        _, point, found, *_ = line.split()
        if folder.resolve().is_relative_to(point) and len(point) >= len(best):
            best, kind = point, found
    return kind

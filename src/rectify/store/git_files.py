"""What git must know of a register's folder: local files stay out, trail and evidence keep their bytes."""

import os

from rectify.store.disk import Disk
from rectify.store.layout import Layout

_IGNORE = (".*.lock", ".*.staged", ".*.incoming")
_ATTRIBUTES = ("*.log.jsonl -text", "*.evidence/** -text")


def set_up_git_files(layout: Layout, disk: Disk, mode: int) -> None:
    """Write `.gitignore` and `.gitattributes` beside the register; what is in them already stays.

    A symlink is left alone: git does not follow it either.
    """
    for name, lines in ((".gitignore", _IGNORE), (".gitattributes", _ATTRIBUTES)):
        path = os.path.join(layout.folder, name)
        facts = disk.facts(path)
        if facts is None:
            disk.write_new(path, "".join(f"{line}\n" for line in lines).encode(), mode)
        elif facts.is_regular:
            text = disk.read(path)
            missing = [line for line in lines if line.encode() not in text.splitlines()]
            if missing:
                start = b"" if text.endswith(b"\n") or not text else b"\n"
                disk.append(path, start + "".join(f"{line}\n" for line in missing).encode())

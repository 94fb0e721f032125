"""rectify as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def clean_environment(**more: str) -> dict[str, str]:
    """This process's environment without what rectify or a shell's completion has put there, but for the cache."""
    kept = ("RECTIFY_CACHE",)
    own = {
        name: value
        for name, value in os.environ.items()
        if name in kept or not name.startswith(("RECTIFY_", "_RECTIFY"))
    }
    return own | more


def start(
    folder: Path, *words: str, environment: dict[str, str] | None = None, **more: Any
) -> "subprocess.Popen[bytes]":
    """Start it in a folder; stdin, stdout and stderr are pipes unless said otherwise."""
    streams: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    around = clean_environment(**(environment or {}))
    return subprocess.Popen([sys.executable, "-m", "rectify", *words], cwd=folder, env=around, **(streams | more))


def process(folder: Path, *words: str, stdin: bytes = b"", **more: Any) -> "subprocess.CompletedProcess[bytes]":
    """Run it to its end; bytes in, bytes out."""
    running = start(folder, *words, **more)
    out, err = running.communicate(stdin)
    return subprocess.CompletedProcess(running.args, running.returncode, out, err)

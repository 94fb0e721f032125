"""The small process that starts a command: what is wanted comes as JSON on stdin, what it took goes as JSON to stdout.

A process counts the memory of the one that started it until its own program is loaded, so the starter must be smaller
than anything that is measured. It imports nothing of ours, and is run with `python -I -S`.
"""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from contextlib import suppress
from typing import IO, Any

ROWS, COLUMNS = 50, 160
"""The size of the terminal that commands are shown."""
SAID = 4000
"""So many bytes of what a command complains of are kept, from the end."""


def _piped(words: list[str], folder: str, env: dict[str, str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """A command whose output nobody looks at."""
    silent = subprocess.DEVNULL
    return subprocess.Popen(words, cwd=folder, env=env, stdin=silent, stdout=silent, stderr=complaints)


def _shown(words: list[str], folder: str, env: dict[str, str]) -> subprocess.Popen[bytes]:
    """A command on a terminal; everything it shows is read as fast as it comes."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    process = subprocess.Popen(
        words, cwd=folder, env=env, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    with suppress(OSError):  # the terminal is gone with its last writer
        while os.read(ours, 1 << 16):
            pass
    os.close(ours)
    return process


def _ended(process: subprocess.Popen[bytes], patience: float) -> tuple[int, int]:
    """The exit code of a process and its peak of memory in bytes, its own children's included."""
    late = threading.Timer(patience, process.kill)
    late.start()
    try:
        _, status, usage = os.wait4(process.pid, 0)
    finally:
        late.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def launch(asked: dict[str, Any]) -> dict[str, Any]:
    """Run one command to its end; its exit code, seconds, peak of memory, and what it complained of."""
    words, folder, env = asked["words"], asked["folder"], asked["environment"]
    with tempfile.TemporaryFile() as complaints:
        begin = time.perf_counter()
        process = _shown(words, folder, env) if asked["on_terminal"] else _piped(words, folder, env, complaints)
        code, peak = _ended(process, asked["patience"])
        seconds = time.perf_counter() - begin
        complaints.seek(0)
        said = complaints.read()[-SAID:].decode(errors="replace")
    return {"code": code, "seconds": seconds, "peak": peak, "said": said}


if __name__ == "__main__":
    json.dump(launch(json.load(sys.stdin)), sys.stdout)

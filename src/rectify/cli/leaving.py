"""The way out: once everything is said the process ends at once, without Python's taking itself to pieces.

To give back every object and module one by one takes a tenth of a short command, and changes nothing for anybody. Who
else is in the process is waited for: threads, functions that wait for the end (`atexit`), and whoever measures or
watches it (a tracer, a profiler, `-i`, `-v`, `-X`, the development mode) get the usual end.
"""

import atexit
import os
import sys
import threading
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process with an exit code, its words flushed.

    A stream that cannot be flushed is left to Python, which says so in its own way.
    """
    if _is_alone():
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (OSError, ValueError):  # refused by the system, or closed
            sys.exit(code)
        os._exit(code)
    sys.exit(code)


def _is_alone() -> bool:
    """True when nobody else would miss the usual end."""
    is_watched = bool(sys.gettrace() or sys.getprofile() or sys._xoptions)
    is_asked_to_tell = bool(sys.flags.inspect or sys.flags.verbose or sys.flags.dev_mode)
    is_waited_for = bool(atexit._ncallbacks()) or threading.active_count() > 1
    return not (is_watched or is_asked_to_tell or is_waited_for)

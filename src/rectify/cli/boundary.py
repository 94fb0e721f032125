"""The error boundary: whatever happens in a command becomes words, a hint and an exit code, once, here."""

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import typer

from rectify import __version__
from rectify.cli.runtime import Runtime
from rectify.config import DEBUG_VARIABLE
from rectify.errors import BadUsage, Detail, ExitCode, RectifyError
from rectify.faults import DiskRefused, InternalError, NotShown, OutputRefused

_HERE: Final = os.sep + "rectify" + os.sep
USAGE_ERROR: Final[Any] = typer.BadParameter.__base__
"""What Typer raises for a command line it cannot read; it names no public class for it."""


def guarded(call: Callable[[], Any], runtime: Runtime, arguments: Sequence[str]) -> int:
    """Run a command and flush what it said; the exit code (docs/exit-codes.md)."""
    try:
        code = int(call() or 0)
        runtime.around.stdout.flush()
        return _interrupted(runtime) if code == ExitCode.INTERRUPTED else code  # Typer's word for Ctrl-C
    except KeyboardInterrupt:
        return _interrupted(runtime)
    except BrokenPipeError:
        return _reader_gone(runtime)
    except SystemExit as ended:  # Typer's own way out of a completion, or of a pipe closed while it printed help
        return _reader_gone(runtime) if isinstance(ended.__context__, BrokenPipeError) else int(ended.code or 0)
    except Exception as error:  # noqa: BLE001 - the last boundary: a bug must not show a traceback
        if runtime.around.environment.get(DEBUG_VARIABLE):
            runtime.around.stderr.write("".join(traceback.format_exception(error)))
        return _complain(runtime, _known(error, runtime, arguments), as_json=_wants_json(runtime, arguments))


def _interrupted(runtime: Runtime) -> int:
    stands = f"; what was asked for is recorded as run {runtime.recorded}" if runtime.recorded else ""
    runtime.around.stderr.write(f"interrupted{stands}\n")
    return ExitCode.INTERRUPTED


def _known(error: Exception, runtime: Runtime, arguments: Sequence[str]) -> RectifyError:
    if isinstance(error, RectifyError):
        return error
    if isinstance(error, USAGE_ERROR):
        where = error.ctx.command_path if error.ctx else f"rectify {runtime.verb}".strip()
        message = error.format_message().rstrip(".")
        return BadUsage(message=message[:1].lower() + message[1:], hint=f"see {where} --help")
    if isinstance(error, OSError):
        return _of_the_system(error, runtime.recorded)
    what = f"{type(error).__name__}: {error}"
    return InternalError(what=what, version=__version__, details=tuple(_report(error, arguments, runtime)))


def _of_the_system(error: OSError, recorded: int | None) -> RectifyError:
    """The store tells its own troubles; what is left is the screen, and a folder that is gone under our feet.

    After a run was recorded, whatever is refused (the screen, a module to draw it with) only keeps it from being shown.
    """
    why = (error.strerror or str(error)).lower()
    if recorded:
        return NotShown(seq=recorded, why=why)
    if error.errno == errno.ENOENT:
        advice = "go to a folder that exists, then try again"
        return DiskRefused(what="find", path=error.filename or "the folder you are in", why=why, advice=advice)
    if error.filename is not None:  # a screen has no name; a module that is imported late has one
        advice = "see to the system, then try again; what was asked for was not done"
        return DiskRefused(what="open", path=error.filename, why=why, advice=advice)
    return OutputRefused(why=why)


def _report(error: Exception, arguments: Sequence[str], runtime: Runtime) -> list[Detail]:
    """What whoever mends it must know: the command, the spot, what it ran on; nothing where no module can be opened."""
    try:
        import platform
        import shlex
    except OSError:
        return []
    frames = traceback.extract_tb(error.__traceback__)
    spots = [f"{frame.filename}:{frame.lineno}" for frame in frames if _HERE in frame.filename]
    return [
        Detail("command", shlex.join(("rectify", *arguments))),
        *(Detail("spot", spot) for spot in spots[-1:]),
        *([Detail("recorded", f"run {runtime.recorded} stands in the trail")] if runtime.recorded else []),
        Detail("with", f"rectify {__version__}, Python {platform.python_version()}, {platform.platform()}"),
    ]


def _complain(runtime: Runtime, error: RectifyError, *, as_json: bool) -> int:
    try:
        runtime.around.stdout.flush()
    except OSError:
        _drop_output(runtime)
    try:
        runtime.complain(error, as_json=as_json)
    except (OSError, ImportError):  # the screen is gone, or the module with the words for it cannot be opened either
        with suppress(OSError):
            runtime.around.stderr.write(_plainly(error))
    with suppress(OSError):
        runtime.around.stderr.flush()
    return error.exit_code


def _plainly(error: RectifyError) -> str:
    """Message and hint without any help from elsewhere; what is no printable letter is left out."""
    lines = (f"error: {error.message}", *([f"hint: {error.hint}"] if error.hint else []))
    return "".join("".join(filter(str.isprintable, line)) + "\n" for line in lines)


def _wants_json(runtime: Runtime, arguments: Sequence[str]) -> bool:
    """True with -o json or jsonl, also when the command line was not read to its end."""
    form = runtime.asked.get("output") or ""
    for word, after in zip(arguments, (*arguments[1:], ""), strict=False):
        if word in ("-o", "--output"):
            form = form or after
        elif word.startswith(("-ojson", "--output=json")):
            form = form or "json"
    return str(form).startswith("json")


def _reader_gone(runtime: Runtime) -> int:
    _drop_output(runtime)
    return ExitCode.READER_GONE


def _drop_output(runtime: Runtime) -> None:
    """Send what is left in the buffer nowhere, so that Python does not complain at its end."""
    if runtime.around.stdout is sys.stdout:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

"""THE EYE: an expected failure in words: what, where, and what to do. Imports nothing heavy: any command may fail.

Every word of it is escaped, since messages carry texts from files and the command line.
"""

from collections.abc import Iterator

from rectify.errors import Detail, RectifyError
from rectify.view.escape import json_safe, shown


def error_text(error: RectifyError) -> str:
    """`error: …`, a line for each detail, `hint: …`."""
    return "".join(f"{line}\n" for line in _lines(error))


def _lines(error: RectifyError) -> Iterator[str]:
    yield f"error: {shown(error.message)}"
    for detail in error.details:
        yield from _detail(detail)
    if error.hint:
        yield f"hint: {shown(error.hint)}"


def _detail(detail: Detail) -> Iterator[str]:
    is_said = detail.message.startswith(f"{detail.place} ") or repr(detail.place) in detail.message
    place = f"{shown(detail.place)}: " if detail.place and not is_said else ""
    yield f"  {place}{shown(detail.message)}"
    if detail.hint:
        yield f"    hint: {shown(detail.hint)}"


def error_json(error: RectifyError) -> str:
    """The same for scripts, one JSON object on one line."""
    import json

    body = {
        "code": error.code,
        "exit": int(error.exit_code),
        "message": error.message,
        "hint": error.hint,
        "details": [detail._asdict() for detail in error.details],
    }
    return json_safe(json.dumps({"error": body}, ensure_ascii=False)) + "\n"

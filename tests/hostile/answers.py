"""What the program says to each hostile register, word for word: answers.txt, read and written.

`python -m tests.hostile.answers` writes the file anew; read its diff as you would read a change of the manual.
"""

from pathlib import Path

from rectify.errors import InvalidRegister
from rectify.store.register_yaml import read_register
from rectify.view.error_text import error_text
from tests.hostile.registers import REFUSED

FILE = Path(__file__).with_name("answers.txt")
_LISTED = 24
"""So many lines of an answer are kept; of a longer one also how many there are."""


def kept(told: str) -> list[str]:
    """The lines of an error that name flaws: those between its sentence and its last hint."""
    lines = told.splitlines()[1:-1]
    return lines if len(lines) <= _LISTED else [*lines[:_LISTED], f"  … {len(lines)} lines"]


def answers() -> dict[str, list[str]]:
    """The lines by the name of the input."""
    found: dict[str, list[str]] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lines = found[line[2:]] = []
        elif line:
            lines.append(line)
    return found


def _answer(content: str | bytes) -> list[str]:
    try:
        read_register(content.encode() if isinstance(content, str) else content, "issues.yaml")
    except InvalidRegister as error:
        return kept(error_text(error))
    return ["  nothing: it is read"]


if __name__ == "__main__":
    parts = ["\n".join((f"# {name}", *_answer(content))) for name, content in REFUSED.items()]
    FILE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")

"""The rules by which a register is read: what was accepted under others is not accepted again unseen.

`RULES` stands for the sources that judge a register and say how an issue is kept; it is generated (`tools/rules.py`).
What is kept is also of one Python and of one release of each library that took part.
"""

import os
import sys
from binascii import crc32
from collections.abc import Sequence
from functools import cache
from typing import Final

RULES: Final = "cba4a132ee058dc9"

_LIBRARIES: Final = (("pydantic", "version.py"), ("yaml", "__init__.py"))
"""The files in which the libraries tell their releases, read as text: to import them costs more than a whole list."""


@cache
def rules() -> str | None:
    """What must be the same where something was kept; None where a library does not lie in files: then nothing is."""
    return rules_of(sys.path)


def rules_of(path: Sequence[str]) -> str | None:
    """See `rules`; `path` is where the libraries are looked for."""
    releases = [_release(path, *library) for library in _LIBRARIES]
    if None in releases:
        return None
    python = f"{sys.implementation.name} {sys.version.split()[0]} {sys.byteorder}"
    return " ".join((RULES, python, *map(str, releases)))


def _release(path: Sequence[str], library: str, file: str) -> int | None:
    for folder in path:
        try:
            with open(os.path.join(folder, library, file), "rb") as source:
                return crc32(source.read())
        except OSError:
            continue
    return None

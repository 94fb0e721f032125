"""Where everything of a register lies: `X.yaml`, `X.log.jsonl`, `X.evidence/`, `.X.lock`, `.X.*.staged`."""

import os
import re
import unicodedata
from typing import NamedTuple

_SUFFIXES = (".yaml", ".yml")
_NAME_LIMIT = 120
_SUFFIX_LIMIT = 20
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Letters and marks that nobody can see."""


class Layout(NamedTuple):
    """The paths that belong to one register; a symlinked register's neighbours lie beside its target."""

    register: str

    @classmethod
    def of(cls, path: str) -> "Layout":
        """The layout of the register at a path."""
        return cls(os.path.realpath(path))

    @property
    def folder(self) -> str:
        """The folder everything lies in."""
        return os.path.dirname(self.register)

    @property
    def stem(self) -> str:
        """The register's name without `.yaml`."""
        name = os.path.basename(self.register)
        return name.rpartition(".")[0] if self.has_suffix(name) else name

    @staticmethod
    def has_suffix(name: str) -> bool:
        """True for a name that ends as registers do."""
        return name.lower().endswith(_SUFFIXES)

    @property
    def log(self) -> str:
        """The trail."""
        return os.path.join(self.folder, f"{self.stem}.log.jsonl")

    @property
    def evidence(self) -> str:
        """The evidence folder, one folder an issue inside (一案一档)."""
        return os.path.join(self.folder, f"{self.stem}.evidence")

    @property
    def lock(self) -> str:
        """The lock file; never removed."""
        return os.path.join(self.folder, f".{self.stem}.lock")

    @property
    def rebuilt(self) -> str:
        """The register as the trail implies it, for people to compare; never read by rectify."""
        return os.path.join(self.folder, f"{self.stem}.rebuilt.yaml")

    def staged(self, run_digest: str) -> str:
        """The new register text of a run that is not published yet."""
        return os.path.join(self.folder, f".{self.stem}.{run_digest[:16]}.staged")

    @property
    def doubt(self) -> str:
        """The marker that an fsync of the trail failed; it ends like what git is told to leave out."""
        return os.path.join(self.folder, f".{self.stem}.doubt.staged")

    @property
    def anew(self) -> str:
        """The trail while it is written anew; a name that no run has."""
        return self.staged("0" * 16)

    @property
    def drafted(self) -> str:
        """A new register text while its run has no digest yet; a name that no run has."""
        return self.staged("f" * 16)

    def is_staged(self, name: str) -> bool:
        """True for the name of a staged file of this register."""
        if not name.endswith(".staged"):
            return False
        return re.fullmatch(rf"\.{re.escape(self.stem)}\.[0-9a-f]{{16}}\.staged", name) is not None


def beside(name: str, path: str) -> str:
    """How the user would write a path that lies beside the register called `name`; in full where that is a symlink."""
    folder = os.path.dirname(name)
    if os.path.realpath(folder or ".") != os.path.dirname(path):
        return path
    return os.path.join(folder, os.path.basename(path))


def shown_name(path: str) -> str:
    """The name an evidence file is shown by.

    Letters and digits of any script with their marks, `-`, `_` and `.` are kept, anything else becomes
    `_`; at most 120 bytes, the suffix kept; no dot at its beginning or end, where some systems hide or drop it.
    """
    name = unicodedata.normalize("NFC", os.path.basename(path).encode(errors="replace").decode())
    safe = "".join(letter if _is_plain(letter) else "_" for letter in name)
    safe = re.sub(r"\A\.+", "_", safe) or "_"
    stem, dot, suffix = safe.rpartition(".")
    if not dot or not stem or len(suffix.encode()) > _SUFFIX_LIMIT:
        stem, suffix = safe, ""
    room = _NAME_LIMIT - len((dot + suffix).encode() if suffix else b"")
    cut = stem.encode()[:room].decode(errors="ignore")
    return f"{cut}.{suffix}" if suffix else re.sub(r"\.+\Z", "_", cut)


def _is_plain(letter: str) -> bool:
    return letter in "-_." or (unicodedata.category(letter)[0] in "LMN" and letter not in _INVISIBLE)

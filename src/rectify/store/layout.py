"""Where everything of a register lies: `X.yaml`, `X.log.jsonl`, `X.evidence/`, `.X.lock`, `.X.*.staged`."""

import os
import re
import unicodedata
from dataclasses import dataclass

_SUFFIX = re.compile(r"\.ya?ml\Z", re.IGNORECASE)
_NAME_LIMIT = 120
_SUFFIX_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Layout:
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
        return _SUFFIX.sub("", os.path.basename(self.register))

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

    def staged(self, run_digest: str) -> str:
        """The new register text of a run that is not published yet."""
        return os.path.join(self.folder, f".{self.stem}.{run_digest[:16]}.staged")

    def is_staged(self, name: str) -> bool:
        """True for the name of a staged file of this register."""
        return re.fullmatch(rf"\.{re.escape(self.stem)}\.[0-9a-f]{{16}}\.staged", name) is not None


def shown_name(path: str) -> str:
    """The name an evidence file is shown by.

    Letters and digits of any script with their marks, `-`, `_` and `.` are kept, anything else becomes
    `_`; at most 120 bytes, the suffix kept; never a leading dot.
    """
    name = unicodedata.normalize("NFC", os.path.basename(path).encode(errors="replace").decode())
    safe = "".join(letter if unicodedata.category(letter)[0] in "LMN" or letter in "-_." else "_" for letter in name)
    safe = re.sub(r"\A\.+", "_", safe) or "_"
    stem, dot, suffix = safe.rpartition(".")
    if not dot or not stem or len(suffix.encode()) > _SUFFIX_LIMIT:
        stem, suffix = safe, ""
    room = _NAME_LIMIT - len((dot + suffix).encode() if suffix else b"")
    return stem.encode()[:room].decode(errors="ignore") + (dot + suffix if suffix else "")

"""Blob: what the disk says of one file in a case folder (一案一档), whatever the register says of it."""

from typing import NamedTuple


class Blob(NamedTuple):
    """One name in a case folder, as found.

    `issue` is the folder's name, `name` the file's name in it; `sha256` is None when it could not be read, and `why`
    says why. An empty `name` stands for the folder itself, an empty `issue` for the place of all case folders, where
    one of these is no folder. `size` is in bytes.

    `owner` (a login), `written` and `placed` (UTC, RFC 3339) are told only of a file that is not what its name says:
    who owns it, when its content and when its entry on the disk were last changed. Whoever may replace a file can set
    `written` back, `placed` only with the clock.
    """

    issue: str
    name: str
    sha256: str | None = None
    size: int = 0
    why: str | None = None
    is_writable: bool = False
    owner: str | None = None
    written: str | None = None
    placed: str | None = None

    @property
    def is_what_its_name_says(self) -> bool:
        """True when its content has the digest that its name begins with."""
        return self.sha256 is not None and self.name.startswith(f"{self.sha256[:16]}-")

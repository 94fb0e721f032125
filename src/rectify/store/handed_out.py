"""Files made for somebody else (a case file, the text of a notice): whole or not at all, and never over the register.

- It is written beside its place and then put there; nothing that is there is replaced unless that is asked for.
- Nobody may read it who may not read the register.
- What a killed process left beside such a place is removed by the next one, once it is old.
"""

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePath
from typing import BinaryIO

from rectify.faults import CaseFileExists, DiskRefused
from rectify.model.written import Written
from rectify.store.asking import asking
from rectify.store.disk import Disk
from rectify.store.layout import Layout

_PART = re.compile(r"\.rectify-[0-9a-f]{16}\.part")
_FORGOTTEN = 24 * 3600.0
"""A file on its way that nobody has written to for so many seconds was left by a process that died."""


class HandedOut:
    """What writes files for somebody else; `name` is the register's path as the user wrote it."""

    def __init__(self, name: str, *, disk: Disk | None = None) -> None:
        self._layout, self._disk = Layout.of(name), disk or Disk()
        self._swept: set[str] = set()

    def is_folder(self, path: str) -> bool:
        """True for a folder, or a symlink to one.

        Raises:
            DiskRefused.
        """
        with asking("write", path):
            facts = self._disk.facts(os.path.realpath(path))
        return facts is not None and facts.sort == stat.S_IFDIR

    def require_free(self, target: str, *, may_replace: bool = False) -> None:
        """Refuse a place where something is, or one among the register's own files.

        Raises:
            CaseFileExists: something is there, and it may not be replaced.
            DiskRefused: the place is not one for such a file.
        """
        path = os.path.realpath(target)
        own = {self._layout.register, self._layout.log, self._layout.lock}
        if path in own or PurePath(path).is_relative_to(self._layout.evidence):
            raise _refused(target, "it belongs to the register itself")
        with asking("write", target):
            facts = self._disk.facts(os.path.abspath(target))
            folder = self._disk.facts(os.path.dirname(path))
        if folder is None:
            raise _refused(target, "there is no such folder")
        if facts is not None and not facts.is_regular and may_replace:
            raise _refused(target, "there is something else than a file")
        if facts is not None and not may_replace:
            raise CaseFileExists(path=target)

    def write_bytes(self, target: str, data: bytes, *, may_replace: bool = False) -> Written:
        """Write a file of these bytes.

        Raises:
            CaseFileExists: something is there, and it may not be replaced.
            DiskRefused: there is no room or no permission; nothing is left there.
        """
        return self._put(target, lambda file: _write_all(file, data), may_replace=may_replace)

    def _put(self, target: str, fill: Callable[[BinaryIO], None], *, may_replace: bool) -> Written:
        """Make a file at a place; `fill` writes into it."""
        self.require_free(target, may_replace=may_replace)
        path = os.path.abspath(target)
        folder = os.path.dirname(path)
        beside = os.path.join(folder, f".rectify-{secrets.token_hex(8)}.part")
        with asking("write", target):
            try:
                self._sweep(folder)
                written = self._write_new(beside, target, fill)
                (self._disk.rename if may_replace else self._disk.put_new)(beside, path)
                self._disk.sync(folder)
            except FileExistsError:
                raise CaseFileExists(path=target) from None
            finally:
                with suppress(OSError):
                    self._disk.remove(beside)
        return written

    def _sweep(self, folder: str) -> None:
        """Remove what killed processes have left beside their places long ago; a folder is looked through once."""
        if folder in self._swept:
            return
        self._swept.add(folder)
        names: list[str] = []
        with suppress(OSError):  # a folder may be one to write in, but not to list
            names = self._disk.names(folder)
        for path in (os.path.join(folder, name) for name in names if _PART.fullmatch(name)):
            with suppress(OSError):
                if self._disk.age(path) > _FORGOTTEN:
                    self._disk.remove(path)

    def _write_new(self, path: str, target: str, fill: Callable[[BinaryIO], None]) -> Written:
        facts = self._disk.facts(self._layout.register)
        mode, group = (facts.mode & 0o666, facts.group) if facts else (0o600, -1)
        with self._disk.new_file(path, mode, group) as file:
            fill(file)
        sha, size = hashlib.sha256(), 0
        for chunk in self._disk.chunks(path):
            sha.update(chunk)
            size += len(chunk)
        return Written(target, sha.hexdigest(), size)


def _write_all(file: BinaryIO, data: bytes) -> None:
    file.write(data)


def _refused(target: str, reason: str) -> DiskRefused:
    return DiskRefused(what="write", path=target, why=reason, advice="name another place with --to")

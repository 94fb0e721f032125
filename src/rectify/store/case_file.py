"""Case files (一案一档) for somebody else: a zip file written beside its place, then put there, whole or not at all.

- The same members give the same bytes, on any day and machine: nothing is compressed (another zlib would press
  otherwise), times and permissions are the members' own.
- What is read from a case folder is compared with its digest while it is copied.
"""

import hashlib
import os
import re
import secrets
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from rectify.faults import CaseFileExists, Damaged, DiskRefused
from rectify.model.blob import Blob
from rectify.model.event import Run
from rectify.model.written import Written
from rectify.store.asking import asking
from rectify.store.case_folders import CaseFolders
from rectify.store.disk import Disk
from rectify.store.layout import Layout, shown_name
from rectify.store.log_jsonl import runs_and_lines
from rectify.store.trail_disk import TrailOnDisk
from rectify.store.watching import Watch, nobody_watches

_PART = re.compile(r"\.rectify-[0-9a-f]{16}\.part")
_FORGOTTEN = 24 * 3600.0
"""A file on its way that nobody has written to for so many seconds was left by a process that died."""
_MEMBER = 0o100444
_UNIX = 3
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""A zip file knows no other times."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a zip file: its name there, its time (as a clock on the wall shows it), and its content.

    The content is `data`, or that of a `blob` in a case folder.
    """

    name: str
    at: datetime
    data: bytes = b""
    blob: Blob | None = None


class CaseFileStore:
    """What makes case files of a register; `name` is its path as the user wrote it."""

    def __init__(self, name: str, *, disk: Disk | None = None, watch: Watch = nobody_watches) -> None:
        self._layout, self._disk, self._watch = Layout.of(name), disk or Disk(), watch
        self._folders = CaseFolders(self._layout, self._disk)
        self._trail = TrailOnDisk(self._layout, name, self._disk)
        self._swept: set[str] = set()

    def lines(self) -> Iterator[tuple[Run, bytes]]:
        """The runs of the trail, oldest first, each with its line as it stands there, with its newline.

        Raises:
            InvalidTrail: a line is no run.
            DiskRefused.
        """
        return runs_and_lines(self._trail.lines(), self._trail.name)

    def place_of(self, issue: str, to: str | None) -> str:
        """Where the case file of an issue is to be written: `to`, in it where it is a folder, else `ID.zip` here.

        Raises:
            DiskRefused.
        """
        name = f"{shown_name(issue)}.zip"
        is_folder = to is not None and (to.endswith(os.sep) or self.is_folder(to))
        return os.path.join(to, name) if to is not None and is_folder else to or name

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
            DiskRefused: the place is not one for a case file.
        """
        path = os.path.realpath(target)
        own = {self._layout.register, self._layout.log, self._layout.lock}
        if path in own or PurePath(path).is_relative_to(self._layout.evidence):
            raise _refused(target, "it belongs to the register itself")
        with asking("write", target):
            facts = self._disk.facts(os.path.abspath(target))
        if facts is not None and not facts.is_regular and may_replace:
            raise _refused(target, "there is something else than a file")
        if facts is not None and not may_replace:
            raise CaseFileExists(path=target)

    def write(self, target: str, members: Sequence[Member], *, may_replace: bool = False) -> Written:
        """Write a zip file of these members, in this order; nobody may read it who may not read the register.

        Raises:
            CaseFileExists: something is there, and it may not be replaced.
            Damaged: a blob is not what it was when it was looked at.
            DiskRefused: there is no room or no permission; nothing is left there.
        """
        self.require_free(target, may_replace=may_replace)
        path = os.path.abspath(target)
        folder = os.path.dirname(path)
        beside = os.path.join(folder, f".rectify-{secrets.token_hex(8)}.part")
        with asking("write", target):
            try:
                self._sweep(folder)
                written = self._write(beside, target, members)
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

    def _write(self, path: str, target: str, members: Sequence[Member]) -> Written:
        facts = self._disk.facts(self._layout.register)
        mode, group = (facts.mode & 0o666, facts.group) if facts else (0o600, -1)
        with self._disk.new_file(path, mode, group) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for member in members:
                self._add(archive, member)
        sha, size = hashlib.sha256(), 0
        for chunk in self._disk.chunks(path):
            sha.update(chunk)
            size += len(chunk)
        return Written(target, sha.hexdigest(), size)

    def _add(self, archive: zipfile.ZipFile, member: Member) -> None:
        blob = member.blob
        info = zipfile.ZipInfo(member.name, min(max(member.at.timetuple()[:6], _FIRST), _LAST))
        info.create_system, info.external_attr = _UNIX, _MEMBER << 16
        info.file_size = blob.size if blob else len(member.data)
        with archive.open(info, "w") as out:
            for chunk in [member.data] if blob is None else self._checked(blob):
                out.write(chunk)

    def _checked(self, blob: Blob) -> Iterator[bytes]:
        sha = hashlib.sha256()
        with self._watch(blob.name, blob.size) as step:
            for chunk in self._folders.chunks(blob):
                sha.update(chunk)
                yield chunk
                step(len(chunk))
        if sha.hexdigest() != blob.sha256:
            hint = "see rectify evidence check, then try again"
            raise Damaged(message=f"{blob.issue} evidence {blob.name} changed while it was copied.", hint=hint)


def _refused(target: str, reason: str) -> DiskRefused:
    return DiskRefused(what="write", path=target, why=reason, advice="name another place with --to")

"""Case files (一案一档) for somebody else: a zip file written beside its place, then put there, whole or not at all.

- The same members give the same bytes, on any day and machine: nothing is compressed (another zlib would press
  otherwise), times and permissions are the members' own.
- What is read from a case folder is compared with its digest while it is copied.
"""

import hashlib
import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from rectify.faults import Damaged
from rectify.model.blob import Blob
from rectify.model.event import Run
from rectify.model.written import Written
from rectify.store.case_folders import CaseFolders
from rectify.store.disk import Disk
from rectify.store.handed_out import HandedOut
from rectify.store.layout import shown_name
from rectify.store.log_jsonl import runs_and_lines
from rectify.store.trail_disk import TrailOnDisk
from rectify.store.watching import Watch, nobody_watches

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


class CaseFileStore(HandedOut):
    """What makes case files of a register; `name` is its path as the user wrote it."""

    def __init__(self, name: str, *, disk: Disk | None = None, watch: Watch = nobody_watches) -> None:
        super().__init__(name, disk=disk)
        self._watch = watch
        self._folders = CaseFolders(self._layout, self._disk)
        self._trail = TrailOnDisk(self._layout, name, self._disk)

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

    def write(self, target: str, members: Sequence[Member], *, may_replace: bool = False) -> Written:
        """Write a zip file of these members, in this order; nobody may read it who may not read the register.

        Raises:
            CaseFileExists: something is there, and it may not be replaced.
            Damaged: a blob is not what it was when it was looked at.
            DiskRefused: there is no room or no permission; nothing is left there.
        """
        return self._put(target, lambda file: self._pack(file, members), may_replace=may_replace)

    def _pack(self, file: BinaryIO, members: Sequence[Member]) -> None:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for member in members:
                self._add(archive, member)

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

"""The case folders: evidence copied in by digest, one folder an issue, files that nobody may write."""

import hashlib
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress

from rectify.errors import BadEvidence
from rectify.faults import Damaged, DiskRefused
from rectify.model.event import Mention
from rectify.model.evidence import Evidence
from rectify.store.asking import why
from rectify.store.disk import Disk
from rectify.store.layout import Layout, shown_name

_WHY_NOT = {
    stat.S_IFLNK: "it is a symlink",
    stat.S_IFDIR: "it is a folder",
    stat.S_IFIFO: "it is a FIFO, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
}
_CHUNK = 1 << 20
_FORGOTTEN = 24 * 3600.0
"""A copy nobody has touched for so many seconds was left by a process that died."""


class EvidenceFiles:
    """Evidence of one register on disk: taken in before the lock, put in place after the decision."""

    def __init__(self, layout: Layout, disk: Disk) -> None:
        self._layout, self._disk = layout, disk
        self._incoming: dict[str, str] = {}
        self._placed: dict[str, str] = {}

    def take_in(self, path: str) -> Evidence:
        """Copy a file to a temporary name in the evidence folder, hashing it on the way.

        Raises:
            BadEvidence: it cannot be opened, is no regular file, or changed while it was copied.
            DiskRefused: there is no room or no permission to keep it.
        """
        source = _open(self._disk, path)
        try:
            before = _regular(source, path)
            digest, size, temporary = self._copy(source, before.st_size)
            is_same = _is_same(source, before, size)
        finally:
            os.close(source)
        if not is_same or digest in self._incoming:
            self._disk.remove(temporary)
        if not is_same:
            raise _changed(path)
        self._incoming.setdefault(digest, temporary)
        return Evidence(sha256=digest, name=shown_name(path), size=size)

    def look_at(self, path: str) -> Evidence:
        """Hash a file without keeping it, for a dry run.

        Raises:
            BadEvidence: as for `take_in`.
        """
        source = _open(self._disk, path)
        sha, size = hashlib.sha256(), 0
        try:
            before = _regular(source, path)
            while size <= before.st_size and (chunk := os.read(source, _CHUNK)):
                sha.update(chunk)
                size += len(chunk)
            is_same = _is_same(source, before, size)
        except OSError as error:
            raise BadEvidence(path=path, why=why(error)) from None
        finally:
            os.close(source)
        if not is_same:
            raise _changed(path)
        return Evidence(sha256=sha.hexdigest(), name=shown_name(path), size=size)

    def let_go(self) -> None:
        """Remove what was taken in and not put in place."""
        self._placed.clear()
        while self._incoming:
            with suppress(OSError):  # what cannot be removed now is swept away later
                self._disk.remove(self._incoming.popitem()[1])

    def sweep(self) -> None:
        """Remove the copies that dead processes have left behind."""
        folder = self._layout.evidence
        names = [name for name in self._disk.names(folder) if name.startswith(".") and name.endswith(".incoming")]
        for path in (os.path.join(folder, name) for name in names):
            with suppress(OSError):
                if path not in self._incoming.values() and self._disk.age(path) > _FORGOTTEN:
                    self._disk.remove(path)

    def put_in_place(self, issue: str, mentions: Iterable[Mention]) -> None:
        """Give the files of an event their place in the issue's folder; one blob a digest.

        The folders are synced also for a blob that is there already: who put it there may have been killed before.

        Raises:
            BadEvidence: a file mentioned is neither there nor was it taken in.
            Damaged: another file bears its name.
        """
        folder = os.path.join(self._layout.evidence, issue)
        wanted = {mention.sha256: os.path.join(folder, f"{mention.sha256[:16]}-{mention.name}") for mention in mentions}
        for digest, blob in wanted.items():
            if self.digest_on_disk(issue, digest) != digest:
                self._place(digest, blob)
        if wanted:
            self._disk.sync(folder)
            self._disk.sync(self._layout.evidence)

    def digest_on_disk(self, issue: str, digest: str) -> str | None:
        """The digest of the blob as it lies on disk; None when it is missing or unreadable.

        It is looked for by the start of its name; the digest wanted wins over another file of the same start.
        """
        folder = os.path.join(self._layout.evidence, issue)
        names = [name for name in self._disk.names(folder) if name.startswith(f"{digest[:16]}-")]
        found = [self._digest_of(os.path.join(folder, name)) for name in names]
        return digest if digest in found else next(filter(None, found), None)

    def has_any(self) -> bool:
        """True when a case folder lies beside the register."""
        return self._disk.has_names(self._layout.evidence)

    def _digest_of(self, path: str) -> str | None:
        sha = hashlib.sha256()
        try:
            for chunk in self._disk.chunks(path):
                sha.update(chunk)
        except OSError:
            return None
        return sha.hexdigest()

    def _place(self, digest: str, blob: str) -> None:
        """Rename the incoming file; for a second issue in the same run, a copy of what the first one got.

        Nothing is ever written under its last name: a kill would leave half a file there.
        """
        if self._disk.facts(blob) is not None:
            hint = "move it out of the case folder, keep it as a proof, and put the right file back from a backup"
            raise Damaged(message=f"{blob} is not the evidence that its name says.", hint=hint)
        if digest not in self._incoming and digest not in self._placed:
            hint = f"put the file with the digest {digest} there"
            raise BadEvidence(path=blob, why="the register names it, but it is not there", hint=hint)
        if digest not in self._incoming:
            self._copy_again(digest)
        self._disk.make_folder(os.path.dirname(blob), self._folder_mode)
        self._disk.rename(self._incoming[digest], blob)
        self._placed[digest] = blob
        del self._incoming[digest]

    def _copy_again(self, digest: str) -> None:
        source = self._disk.open_evidence(self._placed[digest])
        try:
            _, _, self._incoming[digest] = self._copy(source, os.fstat(source).st_size)
        finally:
            os.close(source)

    def _copy(self, source: int, limit: int) -> tuple[str, int, str]:
        temporary = os.path.join(self._layout.evidence, f".{os.getpid()}-{secrets.token_hex(8)}.incoming")
        try:
            self._disk.make_folder(self._layout.evidence, self._folder_mode)
            digest, size = self._disk.copy(source, temporary, self._mode, limit)
        except OSError as error:
            raise DiskRefused(
                what="keep evidence in",
                path=self._layout.evidence,
                why=why(error),
                advice="make room or see to the folder's permissions, then try again; nothing was changed",
            ) from None
        return digest, size, temporary

    @property
    def _mode(self) -> int:
        """Permission bits of a blob: as the register may be read, never written."""
        return self._register_mode & 0o444 or 0o400

    @property
    def _folder_mode(self) -> int:
        """Permission bits of a case folder: who may read or write the register may do so here."""
        mode = self._register_mode
        return 0o700 | mode & 0o066 | (mode & 0o044) >> 2

    @property
    def _register_mode(self) -> int:
        facts = self._disk.facts(self._layout.register)
        return facts.mode if facts else 0o600


def _open(disk: Disk, path: str) -> int:
    try:
        return disk.open_evidence(path)
    except ValueError:
        raise BadEvidence(path=path, why="the name holds a NUL") from None
    except OSError as error:
        raise BadEvidence(path=path, why=_WHY_NOT.get(_sort(disk, path), why(error))) from None


def _sort(disk: Disk, path: str) -> int:
    """What stands at a path, 0 when that cannot be told."""
    with suppress(OSError):
        facts = disk.facts(path)
        return facts.sort if facts else 0
    return 0


def _regular(source: int, path: str) -> os.stat_result:
    facts = os.fstat(source)
    sort = stat.S_IFMT(facts.st_mode)
    if sort != stat.S_IFREG:
        raise BadEvidence(path=path, why=_WHY_NOT.get(sort, "it is no regular file"))
    return facts


def _is_same(source: int, before: os.stat_result, size: int) -> bool:
    after = os.fstat(source)
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) and size == after.st_size


def _changed(path: str) -> BadEvidence:
    return BadEvidence(path=path, why="it changed while it was copied", hint="wait until it is finished")

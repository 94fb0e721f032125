"""The case folders: evidence copied in by digest, one folder an issue, files that nobody may write."""

import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from rectify.errors import BadEvidence
from rectify.faults import Damaged, DiskRefused
from rectify.model.event import Mention
from rectify.model.evidence import Evidence
from rectify.model.names import is_digest
from rectify.model.policy import Policy
from rectify.model.ways import MEGABYTE
from rectify.store.asking import why
from rectify.store.disk import Disk
from rectify.store.handed_in import changed, is_same, opened, regular
from rectify.store.layout import Layout, shown_name
from rectify.store.watching import Watch, nobody_watches

_CHUNK = 1 << 20
_FORGOTTEN = 24 * 3600.0
"""A copy nobody has touched for so many seconds was left by a process that died."""
_TRIES = 7
_NAME_LIMIT = 200
"""No shown name is longer in bytes; a file system gives 255 to a name with its digest before it."""


class EvidenceFiles:
    """Evidence of one register on disk: taken in before the lock, put in place after the decision.

    `policy` reads the register's; it is asked only for a file larger than any register allows unasked, so that the
    register is not parsed twice. What the register itself allows is judged by the session, under the lock.
    """

    def __init__(
        self,
        layout: Layout,
        disk: Disk,
        policy: Callable[[], Policy] = Policy,
        watch: Watch = nobody_watches,
    ) -> None:
        self._layout, self._disk = layout, disk
        self._policy, self._watch = policy, watch
        self._incoming: dict[str, str] = {}
        self._placed: dict[str, str] = {}
        self._has_made_folder = False

    def take_in(self, path: str) -> Evidence:
        """Copy a file to a temporary name in the evidence folder, hashing it on the way.

        What was opened is what is kept, whatever stands at the path later.

        Raises:
            BadEvidence: it cannot be opened, is no regular file, is empty or too large, or changed while it was copied.
            DiskRefused: there is no room or no permission to keep it.
        """
        with opened(self._disk, path) as source:
            before = self._sized(source, path)
            digest, size, temporary = self._copy(source, before.st_size, shown_name(path))
            same = is_same(source, before, size)
        if not same or digest in self._incoming:
            self._disk.remove(temporary)
        if not same:
            raise changed(path)
        self._incoming.setdefault(digest, temporary)
        return Evidence(sha256=digest, name=shown_name(path), size=size)

    def look_at(self, path: str) -> Evidence:
        """Hash a file without keeping it, for a dry run.

        Raises:
            BadEvidence: as for `take_in`.
        """
        sha, size = hashlib.sha256(), 0
        with opened(self._disk, path) as source:
            try:
                before = self._sized(source, path)
                with self._watch(shown_name(path), before.st_size) as step:
                    while size <= before.st_size and (chunk := os.read(source, _CHUNK)):
                        sha.update(chunk)
                        size += len(chunk)
                        step(len(chunk))
                same = is_same(source, before, size)
            except OSError as error:
                raise BadEvidence(path=path, why=why(error)) from None
        if not same:
            raise changed(path)
        return Evidence(sha256=sha.hexdigest(), name=shown_name(path), size=size)

    def let_go(self) -> None:
        """Remove what was taken in and not put in place, and the evidence folder if it was made for nothing."""
        while self._incoming:
            with suppress(OSError):  # what cannot be removed now is swept away later
                self._disk.remove(self._incoming.popitem()[1])
        if self._has_made_folder and not self._placed:
            with suppress(OSError):  # others may have put something in it
                self._disk.remove_folder(self._layout.evidence)
        self._has_made_folder = False
        self._placed.clear()

    def sweep(self) -> None:
        """Remove the copies that dead processes have left behind."""
        folder = self._layout.evidence
        names = [name for name in self._disk.names(folder) if name.startswith(".") and name.endswith(".incoming")]
        for path in (os.path.join(folder, name) for name in names):
            with suppress(OSError):
                if path not in self._incoming.values() and self._disk.age(path) > _FORGOTTEN:
                    self._disk.remove(path)

    def put_in_place(self, needs: Iterable[tuple[str, Iterable[Mention]]]) -> None:
        """Give the files of a run their places, each in the folder of its issue; one blob a digest.

        Each folder is synced once, after all its files have come, and the one they lie in last; also for a blob that is
        there already: who put it there may have been killed before.

        Raises:
            BadEvidence: a file mentioned is neither there nor was it taken in, or its name is none.
            Damaged: another file bears its name.
            DiskRefused: the folder is none; a symlink is not followed.
        """
        evidence, folders = self._layout.evidence, dict[str, None]()
        for issue, mentions in needs:
            folder = os.path.join(evidence, issue)
            wanted = {mention.sha256: os.path.join(folder, _blob_name(mention)) for mention in mentions}
            if wanted:
                self._put_into(folder, wanted)
                folders[folder] = None
        for folder in folders:
            self._disk.sync(folder)
        if folders:
            self._disk.sync(evidence)

    def has_any(self) -> bool:
        """True when a case folder lies beside the register."""
        return self._disk.has_names(self._layout.evidence)

    # --- inside ---

    def _put_into(self, folder: str, wanted: Mapping[str, str]) -> None:
        for place in (self._layout.evidence, folder):
            self._require_folder(place)
        for digest, blob in wanted.items():
            if not self._is_there(folder, digest):
                self._place(digest, blob)

    def _sized(self, source: int, path: str) -> os.stat_result:
        """What is to be copied, as the disk has it now, if it is a file of a size that may be taken in."""
        facts = regular(source, path)
        if facts.st_size > Policy().evidence_max_mb * MEGABYTE:
            self._policy().require_room(path, facts.st_size)
        return facts

    def _is_there(self, folder: str, digest: str) -> bool:
        """True when bytes of this digest lie in a folder, under a name that begins as the digest does."""
        names = (name for name in self._disk.names(folder) if name.startswith(f"{digest[:16]}-"))
        return any(self._digest_of(os.path.join(folder, name)) == digest for name in names)

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
            hint = "move it out of the case folder, keep it as a proof, then hand the right one in again"
            raise Damaged(message=f"{blob} is not the evidence that its name says.", hint=hint)
        if digest not in self._incoming and digest not in self._placed:
            hint = f"put the file with the digest {digest} there"
            raise BadEvidence(path=blob, why="the register names it, but it is not there", hint=hint)
        if digest not in self._incoming:
            self._copy_again(digest)
        self._disk.make_folder(os.path.dirname(blob), self._folder_mode, self._group)
        self._disk.rename(self._incoming[digest], blob)
        self._placed[digest] = blob
        del self._incoming[digest]

    def _copy_again(self, digest: str) -> None:
        source = self._disk.open_evidence(self._placed[digest])
        try:
            size = os.fstat(source).st_size
            _, _, self._incoming[digest] = self._copy(source, size, os.path.basename(self._placed[digest]))
        finally:
            os.close(source)

    def _copy(self, source: int, size: int, name: str) -> tuple[str, int, str]:
        temporary = os.path.join(self._layout.evidence, f".{os.getpid()}-{secrets.token_hex(8)}.incoming")
        try:
            with self._watch(name, size) as step:
                digest, copied = self._copy_to(temporary, source, size, step)
        except OSError as error:
            advice = "make room or see to the folder's permissions, then try again; nothing was changed"
            raise _cannot_keep_in(self._layout.evidence, why(error), advice) from None
        return digest, copied, temporary

    def _copy_to(self, temporary: str, source: int, size: int, step: Callable[[int], None]) -> tuple[str, int]:
        """Copy into the evidence folder, made anew where another process has just removed it, still empty."""
        for _ in range(_TRIES):
            self._make_folder()
            with suppress(FileNotFoundError):
                return self._disk.copy(source, temporary, self._mode, size, group=self._group, step=step)
        self._make_folder()
        return self._disk.copy(source, temporary, self._mode, size, group=self._group, step=step)

    def _make_folder(self) -> None:
        if self._disk.facts(self._layout.evidence) is None:
            self._has_made_folder = True
        self._disk.make_folder(self._layout.evidence, self._folder_mode, self._group)

    def _require_folder(self, place: str) -> None:
        facts = self._disk.facts(place)
        if facts is not None and facts.sort != stat.S_IFDIR:
            advice = "put a plain folder in its place, with the files that belong in it; nothing was changed"
            raise _cannot_keep_in(place, "not a folder (a symlink is not followed)", advice)

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
    def _group(self) -> int:
        """The group for which those bits are meant: that of the register."""
        facts = self._disk.facts(self._layout.register)
        return facts.group if facts else -1

    @property
    def _register_mode(self) -> int:
        facts = self._disk.facts(self._layout.register)
        return facts.mode if facts else 0o600


def _blob_name(mention: Mention) -> str:
    """The file's name in a case folder; what was written into the register by hand leads nowhere else."""
    name = mention.name
    if not is_digest(mention.sha256):
        raise BadEvidence(path=name, why=f"{mention.sha256!r} is no sha256", hint="write its 64 hex digits")
    if not name or os.sep in name or "\0" in name or len(name.encode(errors="replace")) > _NAME_LIMIT:
        hint = f"write a plain file name of at most {_NAME_LIMIT} bytes"
        raise BadEvidence(path=name, why="the register gives it a name that no file can have", hint=hint)
    return f"{mention.sha256[:16]}-{name}"


def _cannot_keep_in(place: str, reason: str, advice: str) -> DiskRefused:
    return DiskRefused(what="keep evidence in", path=place, why=reason, advice=advice)

"""The case folders as they lie on the disk: each file with its digest, nothing followed, nothing changed."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator

from rectify.model.blob import Blob
from rectify.store.asking import asking, why
from rectify.store.disk import Disk, Facts
from rectify.store.layout import Layout
from rectify.store.watching import Watch, nobody_watches

SORTS = {
    stat.S_IFLNK: "it is a symlink",
    stat.S_IFDIR: "it is a folder",
    stat.S_IFIFO: "it is a FIFO, not a file",
    stat.S_IFSOCK: "it is a socket, not a file",
    stat.S_IFCHR: "it is a device, not a file",
    stat.S_IFBLK: "it is a device, not a file",
}
"""What to say of a name under which there is no plain file, by its sort (`stat.S_IFMT`)."""
_LONGEST_NAME = 255
"""In bytes; a file system takes no longer one."""
_GONE = "it is gone again"


class CaseFolders:
    """What lies beside a register as evidence."""

    def __init__(self, layout: Layout, disk: Disk, watch: Watch = nobody_watches) -> None:
        self._place, self._disk, self._watch = layout.evidence, disk, watch

    def blobs(self, issues: Iterable[str] | None = None) -> Iterator[Blob]:
        """Every file in the case folders of these issues, or in all there are; read to its end.

        An issue whose name is none that a folder can have has no files: a forged trail may name anything.

        Raises:
            DiskRefused: a folder cannot be listed.
        """
        with asking("read", self._place):
            facts = self._disk.facts(self._place)
            if facts is not None and facts.sort != stat.S_IFDIR:
                yield Blob("", "", why=_irregular(facts, "the evidence folder"))
                return
            names = issues if issues is not None else (one for one in self._names(self._place) if one[0] != ".")
            for issue in filter(_is_name, names):
                yield from self._of(issue)

    def chunks(self, blob: Blob) -> Iterator[bytes]:
        """The content of a blob, piece by piece. May raise OSError."""
        return self._disk.chunks(self._path(blob.issue, blob.name))

    def _names(self, folder: str) -> list[str]:
        return self._disk.names(folder)

    def _of(self, issue: str) -> Iterator[Blob]:
        folder = os.path.join(self._place, issue)
        facts = self._disk.facts(folder)
        if facts is None:
            return
        if facts.is_regular:
            yield Blob("", issue, size=facts.size, why="it is no case folder")
        elif facts.sort != stat.S_IFDIR:
            yield Blob(issue, "", why=_irregular(facts, "its case folder"))
        else:
            yield from (self._blob(issue, name) for name in self._names(folder))

    def _blob(self, issue: str, name: str) -> Blob:
        path = self._path(issue, name)
        facts = self._disk.facts(path)
        if facts is None:
            return Blob(issue, name, why=_GONE)
        blob = Blob(issue, name, None, facts.size, SORTS.get(facts.sort), bool(facts.mode & 0o222))
        if facts.is_regular:
            blob = self._read(blob)
        return blob if blob.is_what_its_name_says else self._traced(blob)

    def _read(self, blob: Blob) -> Blob:
        sha = hashlib.sha256()
        try:
            with self._watch(blob.name, blob.size) as step:
                for chunk in self.chunks(blob):
                    sha.update(chunk)
                    step(len(chunk))
        except OSError as error:
            return blob._replace(why=why(error))
        return blob._replace(sha256=sha.hexdigest())

    def _traced(self, blob: Blob) -> Blob:
        """What the file system tells of whoever put there what does not belong there."""
        try:
            owner, written, placed = self._disk.traces(self._path(blob.issue, blob.name))
        except (FileNotFoundError, NotADirectoryError):
            return Blob(blob.issue, blob.name, why=_GONE)
        return blob._replace(owner=owner, written=written, placed=placed)

    def _path(self, issue: str, name: str) -> str:
        return os.path.join(self._place, issue, name)


def _is_name(issue: str) -> bool:
    """True for a name that a folder can have and that leads nowhere else, whoever says that an issue is called so."""
    try:
        size = len(os.fsencode(issue))
    except UnicodeEncodeError:
        return False
    return 0 < size <= _LONGEST_NAME and issue not in (".", "..") and not {"/", os.sep, "\0"} & {*issue}


def _irregular(facts: Facts, what: str) -> str:
    return f"{what} is {SORTS[facts.sort].removeprefix('it is ')}" if facts.sort in SORTS else f"{what} is no folder"

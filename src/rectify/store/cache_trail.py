"""What is kept of a trail: not what it says, only that every line of it is a run, and which bytes those were.

- It is noted when a trail has been read strictly to its end, every line a run in canonical form, none unfinished. From
  then on the lines of an entry are found by their bytes (`trail_search`) as long as the trail is surely the same.
- That is told by its stamp (`cache_fresh`), else by the sha256 of every megabyte. What was appended since, by whomever,
  is read strictly first; anything else that is new is a doubt, and the trail is read whole.
- The file is `RCTTRAIL`, the crc32 of the rest (4 bytes, little-endian), JSON.
"""

import errno
import json
import os
import stat
from binascii import crc32
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from io import BytesIO, FileIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from rectify.faults import InvalidTrail
from rectify.store.cache_file import Spoilt, to_json
from rectify.store.cache_folder import CacheFolder, Opened
from rectify.store.cache_fresh import Stamp, is_settled, is_stamped_here, moment, stamp_at, stamp_of
from rectify.store.log_jsonl import read_line, write_line
from rectify.store.open_files import NOFOLLOW, OPEN, READ
from rectify.store.trail_lines import recorded_lines
from rectify.store.trail_search import ISSUE, Searched, runs_about, runs_of_batch

if TYPE_CHECKING:
    from rectify.model.event import Run

_MAGIC: Final = b"RCTTRAIL"
_PIECE: Final = 1 << 20
"""So many bytes have one sha256."""
_IN_THE_WAY: Final = (OSError, Spoilt, InvalidTrail, ValueError, LookupError, TypeError)
"""What can happen; each only means that the trail is read strictly."""

_Answer = TypeVar("_Answer")


class Sound(NamedTuple):
    """A beginning of a trail that was read strictly: its bytes, its runs, and the sha256 of every piece of it, in hex.

    `is_plain` says that no key but those of events is called `issue`.
    """

    size: int = 0
    runs: int = 0
    is_plain: bool = True
    sums: tuple[str, ...] = ()


class Noting:
    """Notes what is read: lines with their runs, from a beginning on that is known; `rest` is its last piece so far."""

    def __init__(self, begun: Sound = Sound(), rest: bytes = b"") -> None:  # noqa: B008 - it is frozen
        self._size, self._runs, self._is_plain = begun.size, begun.runs, begun.is_plain
        self._sums, self._rest = [*begun.sums[: begun.size // _PIECE]], bytearray(rest)
        self.is_canonical = True

    def add(self, line: bytes, run: "Run") -> None:
        """Take in a line, with its newline, that was read as this run."""
        if not self.is_canonical:
            return
        self.is_canonical = write_line(run) == line
        self._is_plain = self._is_plain and line.count(ISSUE) == len(run.events)
        self._size, self._runs = self._size + len(line), self._runs + 1
        self._rest += line
        while len(self._rest) >= _PIECE:
            self._sums.append(_sum(self._rest[:_PIECE]))
            del self._rest[:_PIECE]

    @property
    def sound(self) -> Sound | None:
        """What there is to keep."""
        if not self.is_canonical or not self._size:
            return None
        last = (_sum(self._rest),) if self._rest else ()
        return Sound(self._size, self._runs, self._is_plain, (*self._sums, *last))


class KeptTrail:
    """What is kept of the trail at a path (absolute, without symlinks), by a name in a folder.

    `rules` say under which lines are judged; None keeps nothing. `table` gives the mounts (proc(5)).
    """

    def __init__(self, folder: CacheFolder, name: str, path: str, rules: str | None, table: Callable[[], bytes]):
        self._folder, self._name, self._path, self._rules, self._table = folder, name, path, rules, table

    def about(self, entries: Collection[str], name: str) -> "list[Run] | None":
        """See `Store.runs_about`; None where the trail is to be read strictly. `name` is how errors call it."""
        return self._asked(lambda trail, sound: [*runs_about(trail, entries, name, is_plain=sound.is_plain)])

    def of_batch(self, batch_id: str, name: str) -> "list[Run] | None":
        """See `Store.runs_of_batch`; None as above."""
        return self._asked(lambda trail, _: [*runs_of_batch(trail, batch_id, name)])

    def count(self) -> int | None:
        """See `Store.run_count`; None as above."""
        return self._asked(lambda _, sound: sound.runs)

    def noted(self, lines: Iterable[bytes], name: str) -> "Iterator[Run]":
        """The runs of a trail, read strictly; once it has been read to its end, that is kept.

        Args:
            lines: as they come from the disk.
            name: how errors call it.

        Raises:
            InvalidTrail: a line is no run.
        """
        before, stamp, noting = moment(), self._stamp(), Noting()
        for number, line in enumerate(recorded_lines(lines), 1):
            run = read_line(line, name, number)
            noting.add(line, run)
            yield run
        if (sound := noting.sound) and stamp and stamp[2] == sound.size and self._stamp() == stamp:
            with suppress(*_IN_THE_WAY):
                self._put(sound, stamp, is_trusted=is_settled(stamp, before) and self._is_stamped_here())

    def _asked(self, ask: "Callable[[Searched, Sound], _Answer]") -> _Answer | None:
        """What a trail says that is known to be sound, if it is still the same afterwards; else None."""
        try:
            head = self._head()
            sound = Sound(head["size"], head["runs"], head["is_plain"], tuple(head["sums"]))
            trail = OpenTrail(self._path)
            if not head["trusted"] or head["stamp"] != [*trail.stamp]:
                sound = self._caught_up(sound, trail)
            answer = ask(trail, sound)
            trail.require_unchanged()
        except _IN_THE_WAY:
            return None
        return answer

    def _caught_up(self, known: Sound, trail: "OpenTrail") -> Sound:
        """What is known of a trail that may be another by now: the same bytes, with more behind them or not.

        Raises:
            Spoilt, OSError, InvalidTrail: it is to be read strictly.
        """
        is_trusted = is_settled(trail.stamp, trail.before) and self._is_stamped_here()
        if not is_trusted:
            trail.hold()
        if not known.size <= trail.size or _sums(trail, known.size) != known.sums:
            raise Spoilt
        whole = known.size - known.size % _PIECE
        noting = Noting(known, trail.read(whole, known.size - whole))
        for line in recorded_lines(BytesIO(trail.read(known.size, trail.size - known.size))):
            noting.add(line, read_line(line, self._path, 0))
        sound = noting.sound
        if sound is None or sound.size != trail.size:
            raise Spoilt
        trail.require_unchanged()
        if is_trusted or sound != known:
            self._put(sound, trail.stamp, is_trusted=is_trusted)
        return sound

    def _stamp(self) -> Stamp | None:
        with suppress(OSError):
            return stamp_at(self._path)
        return None

    def _is_stamped_here(self) -> bool:
        return is_stamped_here(self._path, self._table())

    def _head(self) -> dict[str, Any]:
        """What is kept, of whatever moment.

        Raises:
            Spoilt, OSError, ValueError, LookupError.
        """
        file = self._folder.opened(self._name)
        data = file.read(0, file.size)
        if data[:8] != _MAGIC or crc32(data[12:]) != int.from_bytes(data[8:12], "little"):
            raise Spoilt
        head: dict[str, Any] = json.loads(data[12:])
        if self._rules is None or (head["rules"], head["path"]) != (self._rules, self._path):
            raise Spoilt
        return head

    def _put(self, sound: Sound, stamp: Stamp, *, is_trusted: bool) -> None:
        if self._rules is None:
            return
        told = {"rules": self._rules, "path": self._path, "stamp": [*stamp], "trusted": is_trusted}
        data = to_json({**told, **sound._asdict()})
        with suppress(OSError):
            self._folder.put(self._name, (_MAGIC, crc32(data).to_bytes(4, "little"), data))


class OpenTrail:
    """A trail, open; `before` is the moment before it was looked at, `stamp` its stamp then. See `Searched`.

    Raises:
        OSError: it is no plain file, or not to be read.
        Spoilt: as everything here may, where the file ends too soon.
    """

    def __init__(self, path: str) -> None:
        self.before = moment()
        self._file = Opened(os.open(path, READ | NOFOLLOW | OPEN))
        found = os.fstat(self._file.file)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        self.stamp = stamp_of(found)
        self.size = self.stamp[2]
        self._buffer = bytearray()
        self._held: bytes | None = None

    def hold(self) -> None:
        """Read it at once, so that all that is said of it is said of the same bytes."""
        self._held = self.read(0, self.size)

    def read(self, start: int, size: int) -> bytes:
        """See `Searched.read`."""
        data = self._file.read(start, size) if self._held is None else self._held[start : start + size]
        if len(data) != size:
            raise Spoilt
        return data

    def piece(self, start: int, size: int) -> tuple[bytes | bytearray, int]:
        """See `Searched.piece`; one buffer serves for all of them, which is twice as fast as new ones."""
        if self._held is not None:
            return (self._held, self.size) if start == 0 else (data := self._held[start:], len(data))
        if len(self._buffer) != size:
            self._buffer = bytearray(size)
        with FileIO(self._file.file, closefd=False) as file:
            file.seek(start)
            count = file.readinto(self._buffer)
        if count != min(size, self.size - start):  # a short read, or a file that grows
            data = self.read(start, min(size, self.size - start))
            return data, len(data)
        return self._buffer, count

    def require_unchanged(self) -> None:
        """Refuse what somebody has written to meanwhile.

        Raises:
            Spoilt.
        """
        if self._held is None and stamp_of(os.fstat(self._file.file)) != self.stamp:
            raise Spoilt


def _sums(trail: OpenTrail, size: int) -> tuple[str, ...]:
    """The sha256 of every piece of its first bytes, in hex."""
    starts = range(0, size, _PIECE)
    return tuple(_sum(trail.read(start, min(_PIECE, size - start))) for start in starts)


def _sum(data: bytes | bytearray) -> str:
    from hashlib import sha256  # who finds the trail by its stamp needs none

    return sha256(data).hexdigest()

"""What somebody who owns the files can do to a register, its trail and its evidence; each changes a folder."""

import shutil
from collections.abc import Callable
from pathlib import Path

from rectify.model.event import Event, Run
from rectify.store.log_jsonl import read_line, write_line
from rectify.store.trail_lines import digest

Attack = Callable[[Path], object]


def of_lines(change: Callable[[list[bytes]], list[bytes]]) -> Attack:
    """Something done to the lines of the trail."""

    def attack(folder: Path) -> None:
        log = folder / "issues.log.jsonl"
        log.write_bytes(b"".join(change(log.read_bytes().splitlines(keepends=True))))

    return attack


def of_line(number: int, old: bytes, new: bytes) -> Attack:
    """Something replaced in one line; a negative number counts from the end."""

    def change(lines: list[bytes]) -> list[bytes]:
        assert old in lines[number]
        lines[number] = lines[number].replace(old, new, 1)
        return lines

    return of_lines(change)


def of_file(pattern: str, change: Callable[[bytes], bytes] | None) -> Attack:
    """Something done to a file; None removes it."""

    def attack(folder: Path) -> None:
        [path] = folder.glob(pattern)
        path.chmod(0o644)
        if change:
            path.write_bytes(change(path.read_bytes()))
        else:
            path.unlink()

    return attack


def older(folder: Path) -> None:
    """The register as it was after the second run."""
    shutil.copy(folder / "desk" / "older.yaml", folder / "issues.yaml")


def both(*attacks: Attack) -> Attack:
    """One after the other."""

    def attack(folder: Path) -> None:
        for one in attacks:
            one(folder)

    return attack


def chained_anew(change: Callable[[list[Run]], list[Run]], upto: int | None = None) -> Attack:
    """Runs changed, and the digests computed again: of all lines, or of so many, the others left as they were."""

    def anew(lines: list[bytes]) -> list[bytes]:
        runs = change([read_line(line, "x", 0) for line in lines])
        made: list[bytes] = []
        for seq, run in enumerate(runs[:upto], 1):
            prev = (digest(made[-1]),) if made else ()
            made.append(write_line(run._replace(prev=prev, seq=seq)))
        return made if upto is None else made + lines[upto:]

    return of_lines(anew)


def by_another(runs: list[Run]) -> list[Run]:
    """All runs under another name."""
    return [run._replace(actor="乙某") for run in runs]


def with_event(number: int, change: Callable[[Event], Event], *, at: int = -1) -> Callable[[list[Run]], list[Run]]:
    """A run with an event changed, the last or another."""

    def changed(runs: list[Run]) -> list[Run]:
        events = list(runs[number].events)
        events[at] = change(events[at])
        return [*runs[:number], runs[number]._replace(events=tuple(events)), *runs[number + 1 :]]

    return changed


def with_change(number: int, path: str, *, at: int = -1, **fields: str) -> Callable[[list[Run]], list[Run]]:
    """A run with values of one change put otherwise."""

    def changed(event: Event) -> Event:
        assert path in [one.path for one in event.changes]
        changes = tuple(one._replace(**fields) if one.path == path else one for one in event.changes)
        return event._replace(changes=changes)

    return with_event(number, changed, at=at)

"""What a power cut may leave: of a file's bytes, of a folder's names, and of both together."""

from collections.abc import Iterator, Sequence
from itertools import product

Tree = tuple[tuple[str, bytes | None], ...]
"""What a disk holds: every path with its bytes; None for a folder."""

Names = dict[str, int]
"""The names in a folder, each with the number of what bears it."""

Move = tuple[tuple[str, int | None], ...]
"""One change of a folder's names; None takes a name away."""

MOST_STATES = 300
"""Up to so many combinations of lost and kept are all tried; beyond, each single one lost and each single one kept.

A soak tries more.
"""


def put(folder: Names, name: str, node: int | None) -> None:
    """Give a name to something, or take it away."""
    if node is None:
        folder.pop(name, None)
    else:
        folder[name] = node


def tree_of(names: dict[int, Names], data: dict[int, bytes]) -> Tree:
    """Everything that can be reached from folder 0."""

    def below(node: int, path: str) -> Iterator[tuple[str, bytes | None]]:
        for name, child in sorted(names.get(node, {}).items()):
            place = f"{path}{name}"
            if child in data:
                yield place, data[child]
            else:
                yield place, None
                yield from below(child, f"{place}/")

    return tuple(below(0, ""))


def remains(versions: list[bytes]) -> list[bytes]:
    """What a power cut leaves of a file's bytes: the durable ones first, then all else that may be."""
    durable, *later = versions
    found = dict.fromkeys([durable, *reversed(later)])
    for data in later:
        found |= dict.fromkeys(_mixed(durable, data))
    return list(found)


def shared(one: bytes, other: bytes) -> int:
    """How many bytes two files begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _mixed(old: bytes, new: bytes) -> Iterator[bytes]:
    """Behind what both share, two blocks: each the old one, the new one, or zeros; of any of the sizes on the way.

    What was durable and is not written over stays: a sector is written whole or not at all. A file that was only cut
    has the old size or the new one.
    """
    if old.startswith(new):
        return
    start = shared(old, new)
    middle = start + (len(new) - start) // 2
    longest = max(len(old), len(new))
    for first, second in product((new, old, b""), repeat=2):
        head = old[:start] + first[start:middle].ljust(middle - start, b"\0")
        whole = head + second[middle:longest].ljust(longest - middle, b"\0")
        for size in (len(new), len(new) - 1, middle, len(old)):
            yield whole[:size]


def subsets(moves: list[Move]) -> list[Move]:
    """The changes of a folder's names that may have become durable: none first, all second, then any of them.

    Of a rename the old name may stay, but it never goes without the new one being there.
    """
    each = [[(), move, *([move[:1]] if len(move) > 1 else [])] for move in moves]
    found = [tuple(change for part in pick for change in part) for pick in product(*each)] if len(each) < 6 else []
    everything = tuple(change for move in moves for change in move)
    singles = [tuple(move) for move in moves]
    others = [tuple(c for m in moves if m is not move for c in m) for move in moves]
    return list(dict.fromkeys([(), everything, *found, *singles, *others]))


def picks(choices: Sequence[tuple[object, Sequence[object]]], most: int = MOST_STATES) -> Iterator[tuple[object, ...]]:
    """Combinations of what may have happened to each thing not fsynced; the first state of each is "lost"."""
    total = 1
    for _, states in choices:
        total *= len(states)
    if total <= most:
        yield from product(*(states for _, states in choices))
        return
    for rest in (0, 1):  # all others lost, all others kept
        base = [states[rest] for _, states in choices]
        for at, (_, states) in enumerate(choices):
            for state in states:
                yield (*base[:at], state, *base[at + 1 :])

"""The line reader beside the strict one: mutants of YAML of every origin, and the smallest text on which they differ.

`python -m tests.fuzz.readers --accepted 1000000 --seed 1` goes on until so many different mutants were accepted by
the line reader, and tells every text for which the strict reader makes anything else.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

from rectify.store.yaml_compose import compose
from rectify.store.yaml_lines import CHUNK, read_lines
from rectify.store.yaml_nodes import Composed, Mapping, Node, Sequence
from tests.fuzz.yaml_slips import mutants
from tests.fuzz.yaml_texts import SOURCES

CHUNKS = (*(CHUNK,) * 12, 1, 20, 300)
"""A line reader that looks at a few letters at a time makes the same of them."""


def differs(text: str) -> bool:
    """True where the line reader makes something that the strict one does not make."""
    strict = strictly(text)
    return any((quick := read_lines(text, chunk)) is not None and not same(quick, strict) for chunk in set(CHUNKS))


def strictly(text: str) -> Composed | None:
    """What the strict reader makes of any text at all; None for what no file in UTF-8 holds."""
    try:
        return compose(text)
    except UnicodeEncodeError:
        return None


def same(one: Composed, other: Composed | None) -> bool:
    """True when both are equal in every field, and in the order of the keys."""
    return other is not None and one == other and list(_keys(one.root)) == list(_keys(other.root))


def _keys(node: Node | None) -> Iterator[str]:
    if isinstance(node, Mapping):
        yield from node.pairs
        for _, value in node.pairs.values():
            yield from _keys(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _keys(item)


def smallest(text: str, is_wrong: Callable[[str], bool] = differs) -> str:
    """A text that is still wrong, and is right when any one piece of it is left out."""
    size, before = len(text) // 2, ""
    while size > 1 or before != text:
        before, at = text, 0
        while at < len(text):
            shorter = text[:at] + text[at + size :]
            if is_wrong(shorter):
                text = shorter
            else:
                at += size
        size = max(size // 2, 1)
    return text


def differences(rng: Random, count: int, seen: set[int], told: Counter[str]) -> Iterator[str]:
    """The texts, made as small as they go, on which the readers differ; counted are different mutants alone."""
    for name, text in mutants(rng, count):
        if (number := hash(text)) in seen:
            continue
        seen.add(number)
        told["made"] += 1
        quick = read_lines(text, rng.choice(CHUNKS))
        if quick is None:
            continue
        told["accepted"] += 1
        told[name] += 1
        if not same(quick, strictly(text)):
            yield smallest(text)


def main() -> int:
    """The exit code: 1 when the readers differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accepted", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    told: Counter[str] = Counter()
    seen: set[int] = set()
    found: set[str] = set()
    seed, start = asked.seed, time.monotonic()
    while told["accepted"] < asked.accepted and len(found) < 20:
        try:
            for text in differences(Random(seed), 100, seen, told):  # noqa: S311 - seeded, no secrets
                sys.stdout.write(f"seed {seed}: {text!r}\n" * (text not in found))
                found.add(text)
        except Exception:
            sys.stdout.write(f"seed {seed}: a reader died\n")
            raise
        seed += 1
    origins = ", ".join(f"{told[name]} {name}" for name in SOURCES)
    sys.stdout.write(
        f"seeds {asked.seed} to {seed - 1}: {told['made']} different mutants, {told['accepted']} accepted ({origins}), "
        f"{len(found)} differences, {time.monotonic() - start:.0f} s\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

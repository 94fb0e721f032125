"""The reader of items beside the strict one: mutants of YAML of every origin, cut into items.

`python -m tests.fuzz.items --accepted 1000000 --seed 1` goes on until so many different items were accepted, and tells
every one of which the strict reader makes anything else.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

from rectify.store.yaml_item import ItemText, read_item
from rectify.store.yaml_nodes import Mapping, Sequence, data_of
from tests.fuzz.readers import smallest, strictly
from tests.fuzz.yaml_slips import mutants

_DASH = re.compile(r"^( *)- ", re.MULTILINE)


def items_of(text: str) -> Iterator[str]:
    """What stands from one dash to the next in the column of the first; or the text as an item, where it has none."""
    if (first := _DASH.search(text)) is None:
        yield "- " + text.replace("\n", "\n  ").removesuffix("  ")
        return
    dashes = re.finditer(rf"^{first[1]}- ", text, re.MULTILINE)
    starts = [found.start() for found in dashes]
    for start, end in zip(starts, (*starts[1:], len(text)), strict=True):
        yield text[start:end]


def differs(text: str) -> bool:
    """True where the reader of items makes something of a text that the strict one does not make."""
    found = read_item(text)
    return found is not None and not (_is_same(found) and _is_closed(found))


def _is_same(found: ItemText) -> bool:
    """Its data, the order of its keys, and every node are those of the strict reader, which finds no fault."""
    strict = strictly(found.text)
    if strict is None or strict.faults or not isinstance(strict.root, Sequence) or len(strict.root.items) != 1:
        return False
    item, node = strict.root.items[0], found.node
    if not isinstance(item, Mapping) or json.dumps(data_of(item)) != json.dumps(found.data):
        return False
    return node.start == item.start and list(node.pairs.items()) == list(item.pairs.items())


def _is_closed(found: ItemText) -> bool:
    """In a register, with another item below it, it is the same, and so is the other one."""
    below = found.text[: found.text.index("-")] + "- z: below\n"
    strict = strictly(f"format: 1\nissues:\n{below}{found.text}{below}")
    if strict is None or strict.faults or not isinstance(strict.root, Mapping):
        return False
    other = {"z": "below"}
    return bool(data_of(strict.root) == {"format": "1", "issues": [other, found.data, other]})


def differences(rng: Random, count: int, seen: set[int], told: Counter[str]) -> Iterator[str]:
    """The items, made as small as they go, on which the readers differ; counted are different ones alone."""
    for name, text in mutants(rng, count):
        for item in items_of(text):
            if (number := hash(item)) in seen:
                continue
            seen.add(number)
            told["made"] += 1
            if read_item(item) is None:
                continue
            told["accepted"] += 1
            told[name] += 1
            if differs(item):
                yield smallest(item, differs)


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
        for text in differences(Random(seed), 100, seen, told):  # noqa: S311 - seeded, no secrets
            sys.stdout.write(f"seed {seed}: {text!r}\n" * (text not in found))
            found.add(text)
        seed += 1
    sys.stdout.write(
        f"seeds {asked.seed} to {seed - 1}: {told['made']} different items, {told['accepted']} accepted, "
        f"{len(found)} differences, {time.monotonic() - start:.0f} s\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

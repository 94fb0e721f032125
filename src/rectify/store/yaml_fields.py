"""THE DISK: the model's complaints about one entry, each with its place and in our words."""

from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from pydantic import ValidationError

from rectify.model.names import RESERVED_ID
from rectify.model.path import Step, write_path
from rectify.store.yaml_flaws import Fault
from rectify.store.yaml_nodes import Mapping, Node, Sequence, data_of, spot
from rectify.store.yaml_shape import header_keys, issue_keys
from rectify.store.yaml_words import missing_key, unknown_key, wrong_value

Steps = tuple[Step, ...]


def faults_of(error: ValidationError, node: Mapping, owner: str) -> Iterator[Fault]:
    """The faults that the model found in one entry, each once; `owner` is how sentences call it."""
    told: set[Steps] = set()
    for found in error.errors(include_url=False):
        steps = found["loc"]
        if steps[:1] == ("custom",) and len(steps) > 2 and steps[2] != "[key]":
            steps = steps[:2]  # the rest names the branches of pydantic's union
            if steps in told:
                continue
            told.add(steps)
        yield _fault(found, steps, node, owner)


def spot_of(node: Node, steps: Steps) -> int:
    """Where a path leads, or the nearest thing around it that is there."""
    at = node.start
    for step in steps:
        if isinstance(node, Mapping) and step in node.pairs:
            key, node = node.pairs[str(step)]
            at = spot(key, node)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            at = node.start
        else:
            break
    return at


def _fault(found: Any, steps: Steps, node: Mapping, owner: str) -> Fault:
    kind, *way = found["type"], *steps[:-1]
    last = steps[-1] if steps else ""
    keys = header_keys if owner == RESERVED_ID else issue_keys
    if kind == "extra_forbidden":
        has_custom = not way and keys is issue_keys
        return Fault(_key_at(node, steps), *unknown_key(str(last), keys(tuple(way)), has_custom))
    if kind == "missing":
        within = f"{write_path(tuple(way))} of " if way else ""
        return Fault(_node_at(node, tuple(way)).start, *missing_key(f"{within}{owner}", str(last)))
    if kind == "named_twice":
        return Fault(_named_twice(node, found["ctx"]), found["msg"], "give one of them another name")
    if kind == "person_twice":
        return Fault(spot_of(node, ("people",)), found["msg"], "give one of them another id or login")
    if last == "[key]":
        return Fault(_key_at(node, tuple(way)), f"{way[-1]!r}: {found['msg']}")
    if steps[:1] == ("custom",) and len(steps) == 2 and isinstance(found["input"], dict | list):
        return Fault(spot_of(node, steps), f"{write_path(steps)} must be a text or a list of texts")
    return Fault(spot_of(node, steps), *wrong_value(kind, steps, found["msg"], found["input"]))


def _node_at(node: Node, steps: Steps) -> Node:
    for step in steps:
        if isinstance(node, Mapping) and step in node.pairs:
            node = node.pairs[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _key_at(node: Mapping, steps: Steps) -> int:
    """Where the key that ends a path stands; keys of the model's data are those of the nodes."""
    owner = _node_at(node, steps[:-1])
    return owner.pairs[str(steps[-1])][0].start if isinstance(owner, Mapping) else owner.start


def _named_twice(node: Mapping, facts: dict[str, str]) -> int:
    """Where the second part of that name stands."""
    parts = node.pairs[facts["field"]][1]
    key = "name" if facts["field"] == "indicators" else "id"
    data = data_of(parts)
    last = max(index for index, part in enumerate(data) if normalize("NFC", part[key]) == facts["name"])
    return spot_of(parts, (last, key))

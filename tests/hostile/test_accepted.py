"""Odd register files through the program: read as they are meant, and edited without another byte changed."""

import json
from bisect import bisect_left
from collections.abc import Callable

import pytest

from rectify.store.register_yaml import read_register
from rectify.store.yaml_nodes import data_of
from tests.cli.harness import Cli
from tests.hostile.accepted import ACCEPTED
from tests.hostile.second_opinions import pyyaml, same_texts, same_values, yaml_1_2

BIG = 1_000_000
PLACE = "'no' # [甲川]: \"x\""


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_odd_file_is_read_as_it_is_meant(empty: Cli, name: str) -> None:
    """Id and title are those texts, whatever another program would take them for."""
    content, id_, title = ACCEPTED[name]
    empty.write("issues.yaml", content)
    result = empty.ok("list", "-o", "jsonl", "--fields", "id,title")
    assert json.loads(result.out) == {"id": id_, "title": title}
    assert result.err == ""


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_edit_adds_its_own_bytes_and_changes_no_other(empty: Cli, name: str) -> None:
    """What was there before stays, and every reader finds the new value in the place it was meant for."""
    content, id_, title = ACCEPTED[name]
    empty.write("issues.yaml", content)
    before = (empty.folder / "issues.yaml").read_bytes()
    empty.ok("edit", id_, "--set", f"place={PLACE}")
    after = (empty.folder / "issues.yaml").read_bytes()
    assert equal_at_both_ends(before, after) == len(before)
    file = read_register(after, "x")
    assert (file.register.get(id_).title, file.register.get(id_).place) == (title, PLACE)
    if len(after) < BIG:
        text = after.decode("utf-8-sig")
        assert same_texts(data_of(file.root), pyyaml(text))
        assert same_values(data_of(file.root), yaml_1_2(text))


def most(size: int, holds: Callable[[int], bool]) -> int:
    """The largest count up to a size for which something holds that holds for all smaller ones."""
    return bisect_left(range(1, size + 1), True, key=lambda count: not holds(count))


def equal_at_both_ends(before: bytes, after: bytes) -> int:
    """How many bytes of `before` are there from its beginning and from its end."""
    size = min(len(before), len(after))
    first = most(size, lambda count: before[:count] == after[:count])
    last = most(size - first, lambda count: before[len(before) - count :] == after[len(after) - count :])
    return first + last


def test_the_count_of_equal_bytes_can_fail() -> None:
    """A byte put in leaves all equal, a byte changed does not."""
    assert equal_at_both_ends(b"abc", b"abxc") == 3
    assert equal_at_both_ends(b"abc", b"axc") == 2
    assert equal_at_both_ends(b"abc", b"ab") == 2

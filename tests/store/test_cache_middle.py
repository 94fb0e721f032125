"""What was changed between the blocks that are the same: found alone, or by a second process."""

import os
import subprocess
import sys
from hashlib import sha256
from typing import Any

import pytest

from rectify.store.blocks import Doubt
from rectify.store.cache_build import Building
from rectify.store.cache_draft import Block
from rectify.store.cache_middle import BIG, Middle, found_between
from tests.properties.styled_register import seeded
from tests.store.test_cache_build import register, watched

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a test run may have threads

SIZE = 4
"""Issues in a block here."""


def kept(data: bytes) -> tuple[dict[str, Any], list[Block]]:
    """What an index says of a register: of what stands around the blocks, and of these."""
    building = Building(data, size=SIZE, is_shared=False)
    blocks = [Block(built.end - built.start, len(built.ids), built.sha256) for built in building.pieces()]
    first, end = building.cuts.first, building.cuts.end
    sums = {"head_sum": sha256(data[:first]).hexdigest(), "tail_sum": sha256(data[end:]).hexdigest()}
    return {"first": first, "tail": len(data) - end, **sums}, blocks


BEFORE = register(40)
HEAD, BLOCKS = kept(BEFORE)
BODY = BEFORE[HEAD["first"] : len(BEFORE) - HEAD["tail"]]


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("seed", range(30))
def test_what_is_outside_is_the_same_and_nothing_more_is_inside(seed: int, is_shared: bool) -> None:
    """Whatever bytes were put in, taken out or replaced: before and behind it stand whole blocks as they were."""
    dice = seeded(seed)
    start = dice.randrange(len(BODY))
    stop = min(len(BODY), start + dice.choice([0, 1, 40, 900]))
    now = BODY[:start] + b"#" * dice.choice([0, 1, stop - start, 300]) + BODY[stop:]
    data = BEFORE[: HEAD["first"]] + now + BEFORE[len(BEFORE) - HEAD["tail"] :]
    middle = found_between(data, HEAD, BLOCKS, is_shared=is_shared)
    ends = [HEAD["first"]]
    for block in BLOCKS:
        ends.append(ends[-1] + block.size)
    assert data[: middle.start] == BEFORE[: ends[middle.first]]
    assert data[middle.stop :] == BEFORE[ends[middle.end] :]
    assert middle.is_changed == (data != BEFORE)
    touched = {number for number in range(len(BLOCKS)) if ends[number] < HEAD["first"] + stop}
    assert {*range(middle.first, middle.end)} <= touched | {middle.first}
    assert not middle.is_frame


@pytest.mark.parametrize("is_shared", [False, True])
def test_another_header_is_told_and_with_another_issue_it_is_a_doubt(is_shared: bool) -> None:
    """As is anything new behind the issues."""
    data = BEFORE.replace(b"format: 1\n", b"format: 1  # new\n")
    moved = HEAD["first"] + 7
    assert found_between(data, HEAD, BLOCKS, is_shared=is_shared) == Middle(0, 0, moved, moved, moved, is_frame=True)
    for doubtful in (data.replace(b"Q-7\n", b"Q-70\n"), BEFORE.replace("试册".encode(), "改册".encode())):
        with pytest.raises(Doubt):
            found_between(doubtful, HEAD, BLOCKS, is_shared=is_shared)


def test_a_second_process_that_is_lost_changes_nothing() -> None:
    """What it would have found is found by the first."""
    here, data = os.getpid(), BEFORE.replace(b"Q-20\n", b"Q-200\n")

    def killed(_asked: int, part: bytes) -> bytes:
        if os.getpid() != here:
            os._exit(9)
        return part

    assert found_between(watched(data, killed), HEAD, BLOCKS, is_shared=True) == found_between(
        data, HEAD, BLOCKS, is_shared=False
    )


def test_where_no_second_process_can_be_had_one_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit on processes costs only time."""

    def refused() -> int:
        raise OSError(11, "no more")

    alone = found_between(BEFORE, HEAD, BLOCKS, is_shared=False)
    monkeypatch.setattr(os, "fork", refused)
    assert found_between(BEFORE, HEAD, BLOCKS, is_shared=True) == alone


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one core")
@pytest.mark.parametrize(("size", "processes"), [(BIG - 1, 1), (BIG, 2)])
def test_only_in_a_big_register_a_second_process_looks(size: int, processes: int) -> None:
    """In a process of its own, where it is safe: how many ask for bytes of it."""
    code = (
        "import os; from hashlib import sha256; from rectify.store.cache_middle import found_between\n"
        "class Source(bytes):\n"
        "    def __getitem__(self, part):\n"
        "        os.write(1, b'%d\\n' % os.getpid()); return bytes.__getitem__(self, part)\n"
        f"none = sha256().hexdigest(); data = Source({size})\n"
        "middle = found_between(data, {'first': 0, 'tail': 0, 'head_sum': none, 'tail_sum': none}, [])\n"
        "os.write(1, b'%d\\n' % os.getpid()); assert middle.is_changed"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert len({*done.stdout.split()}) == processes

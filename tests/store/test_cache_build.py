import gc
import json
import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.model.issue import Issue
from rectify.model.traits import TRAITS
from rectify.store.blocks import BLOCK, Doubt
from rectify.store.cache_build import BIG, Building, Built, OpenFile, row_of
from rectify.store.register_yaml import read_register
from rectify.store.yaml_layout import habits
from tests.hostile.registers import GOOD, HEAD, ISSUE
from tests.properties.styled_register import SAFE, Hand, random_issue, seeded

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a test run may have threads

TAIL = "register:\n  title: 试册\n"


def register(count: int, tail: str = TAIL) -> bytes:
    """A register of so many small issues."""
    return (HEAD + "".join(ISSUE.replace("Q-1", f"Q-{number}") for number in range(1, count + 1)) + tail).encode()


class Watched(bytes):
    """Bytes that tell how much of them was asked for each time, and may change when asked for the n-th time."""

    asked: list[int]
    change: Callable[[int, bytes], bytes] | None = None

    def __getitem__(self, part: slice) -> bytes:  # type: ignore[override]  # asked for in parts alone
        data = super().__getitem__(part)
        self.asked.append(len(data))
        return self.change(len(self.asked), data) if self.change else data


def watched(data: bytes, change: Callable[[int, bytes], bytes] | None = None) -> Watched:
    """Bytes to watch."""
    source = Watched(data)
    source.asked, source.change = [], change
    return source


@pytest.mark.parametrize("is_shared", [False, True])
def test_a_build_is_the_register_as_data(is_shared: bool) -> None:
    """Alone or with a second process: every issue as JSON with its traits, header, habits and digest."""
    rng = seeded(5)
    data = Hand(rng).file([random_issue(rng, f"Q-{number}", SAFE) for number in range(40)])[0].encode()
    file = read_register(data, "x")
    building = Building(data, size=3, is_shared=is_shared)
    pieces = list(building.pieces())
    assert (building.header, building.style) == (file.register.header, habits(file.text, file.root))
    assert building.digest == sha256(data).hexdigest()
    assert [id_ for piece in pieces for id_ in piece.ids] == list(file.register.ids)
    rows = [json.loads(row) for piece in pieces for row in piece.rows]
    assert rows == [issue.data() for issue in file.register.issues]
    for name, trait in TRAITS.items():
        assert [told for piece in pieces for told in piece.traits[name]] == list(map(trait, file.register.issues))


def test_pieces_cover_the_list_without_a_gap() -> None:
    """Each of `BLOCK` issues but the last, with the sha256 of its bytes."""
    data = register(BLOCK * 2 + 5)
    building = Building(data)
    pieces = list(building.pieces())
    assert [len(piece.rows) for piece in pieces] == [BLOCK, BLOCK, 5]
    assert [piece.start for piece in pieces] == [building.cuts.first, pieces[0].end, pieces[1].end]
    assert data[pieces[-1].end :] == TAIL.encode()
    assert all(piece.sha256 == sha256(data[piece.start : piece.end]).digest() for piece in pieces)


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("other", ["Q-1", "q-1", "Q-70"])
def test_an_id_that_stands_twice_is_a_doubt(is_shared: bool, other: str) -> None:
    """In pieces that are each without fault, in another letter case too."""
    data = register(100, ISSUE.replace("Q-1", other))
    with pytest.raises(Doubt):
        list(Building(data, is_shared=is_shared).pieces())


@pytest.mark.parametrize("is_shared", [False, True])
@pytest.mark.parametrize("number", [1, 64, 65, 100, 128, 129, 200])
def test_a_fault_in_any_piece_is_a_doubt(is_shared: bool, number: int) -> None:
    """Also in one that the second process reads."""
    data = register(200).replace(f"id: Q-{number}\n".encode(), f"id: Q-{number}\n    percent: 101\n".encode())
    with pytest.raises(Doubt):
        list(Building(data, is_shared=is_shared).pieces())


def test_a_fault_around_the_issues_is_a_doubt_at_once() -> None:
    """Before a piece is read."""
    with pytest.raises(Doubt):
        Building(register(2, "foo: x\n"))


def test_a_digest_is_not_told_before_all_is_read() -> None:
    """It would be that of a part."""
    building = Building(register(200))
    pieces = building.pieces()
    next(pieces)
    with pytest.raises(Doubt):
        building.digest  # noqa: B018  # asking is the point


@pytest.mark.parametrize("is_collecting", [True, False])
def test_garbage_is_collected_again_as_before(is_collecting: bool) -> None:
    """After the last piece, after a doubt, and when nobody asks for more pieces."""
    was = gc.isenabled()
    (gc.enable if is_collecting else gc.disable)()
    try:
        pieces = Building(register(200)).pieces()
        next(pieces)
        assert not gc.isenabled()
        pieces.close()  # type: ignore[attr-defined]  # it is a generator
        assert gc.isenabled() == is_collecting
        list(Building(register(200)).pieces())
        with pytest.raises(Doubt):
            list(Building(register(2, ISSUE)).pieces())
        assert gc.isenabled() == is_collecting
    finally:
        (gc.enable if was else gc.disable)()


def test_a_big_register_is_never_held_whole() -> None:
    """No part of it that is asked for is larger than a megabyte; it is read through to be cut, and then once more."""
    nested = "    units:\n      lead: 甲局\n    tags:\n      - 水\n"
    data = watched((GOOD + nested).encode() + register(30_000)[len(GOOD.encode()) :])
    assert len(data) > BIG
    building = Building(data, is_shared=False)
    first = next(iter(building.pieces()))
    assert len(first.rows) == BLOCK
    assert max(data.asked) <= 1 << 20
    assert sum(data.asked) < 1.1 * len(data) + (1 << 20)


def test_a_file_that_changes_meanwhile_is_a_doubt() -> None:
    """Where its pieces are no longer those that were cut: in this process or seen differently by the other."""
    new = ISSUE.encode().replace(b"Q-1", b"Q-9")

    def grown(asked: int, data: bytes) -> bytes:
        return data + new if asked > 4 and data.startswith(b"  - id: Q-1\n") else data

    with pytest.raises(Doubt):
        list(Building(watched(register(5), grown), is_shared=False).pieces())
    here = os.getpid()

    def other(asked: int, data: bytes) -> bytes:
        return data if os.getpid() == here else data.replace("题".encode(), "目".encode())

    with pytest.raises(Doubt):
        list(Building(watched(register(200), other), is_shared=True).pieces())


def test_a_second_process_that_is_lost_changes_nothing() -> None:
    """What it would have read is read by the first."""
    here = os.getpid()

    def killed(_asked: int, data: bytes) -> bytes:
        if os.getpid() != here and b"id: Q-400\n" in data:
            os._exit(9)
        return data

    data = register(1000)
    alone = list(Building(data, is_shared=False).pieces())
    assert list(Building(watched(data, killed), is_shared=True).pieces()) == alone


def test_where_no_second_process_can_be_had_one_reads_all() -> None:
    """A limit on processes costs only time; the pieces are the same as those of two."""
    code = (
        "import os, sys; from rectify.store.cache_build import Building\n"
        "def refused(): raise OSError(11, 'no more')\n"
        "data = sys.stdin.buffer.read()\n"
        "two = list(Building(data, is_shared=True).pieces())\n"
        "os.fork = refused\n"
        "print(list(Building(data, is_shared=True).pieces()) == two, len(two))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=register(200), capture_output=True, check=True)
    assert done.stdout.decode().split() == ["True", str(-(-200 // BLOCK))]


def test_only_a_big_register_is_read_by_two() -> None:
    """In a process of its own, where it is safe: which processes ask for bytes of a small and of a big register."""
    code = (
        "import os, sys; from rectify.store.cache_build import Building\n"
        "class Source(bytes):\n"
        "    def __getitem__(self, part):\n"
        "        os.write(2, b'%d\\n' % os.getpid()); return bytes.__getitem__(self, part)\n"
        "list(Building(Source(sys.stdin.buffer.read())).pieces())"
    )
    processes = [
        len({*subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True).stderr.split()})
        for data in (register(100), register(100).replace("题".encode(), "题".encode() * 4000))
    ]
    is_possible = sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1
    assert processes == [1, 2 if is_possible else 1]


def test_an_open_file_is_read_in_parts(tmp_path: Path) -> None:
    """Its position stays; a part that is no longer there is a doubt."""
    path = tmp_path / "issues.yaml"
    path.write_bytes(GOOD.encode())
    with path.open("rb") as file:
        source = OpenFile(file.fileno(), len(GOOD.encode()))
        assert (len(source), source[6:9], source[:0], source[-5:]) == (len(GOOD.encode()), b": 1", b"", b"open\n")
        assert file.tell() == 0
        [piece] = Building(source).pieces()
        assert piece.ids == ["Q-1"]
        os.truncate(path, 20)
        with pytest.raises(Doubt):
            source[10:30]


def test_a_row_is_what_json_makes_of_the_data() -> None:
    """Byte for byte, whatever is in the issue."""
    for seed in range(300):
        rng = seeded(seed)
        issue: Issue = random_issue(rng, "Q-1", (*SAFE, "\x7f\u2028", "🙂", "e\u0301\\", "\x00\x1b"))
        assert row_of(issue) == json.dumps(issue.data(), ensure_ascii=False, separators=(",", ":")).encode()


def test_a_built_piece_is_plain_data() -> None:
    """It goes through a pipe between two processes as it is, whatever fields its issues have."""
    rng = seeded(6)
    issues = [random_issue(rng, f"Q-{number}", SAFE) for number in range(60)]
    [piece] = Building(Hand(rng).file(issues)[0].encode(), size=60).pieces()
    assert Built(*marshal.loads(marshal.dumps(tuple(piece)))) == piece  # noqa: S302  # our own

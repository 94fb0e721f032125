"""What is kept of a trail: that it is sound, as long as it is the same; and never an answer by itself."""

import json
import os
import shutil
from binascii import crc32
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.model.event import only_about
from rectify.store.cache_fresh import moment
from rectify.store.cache_trail import _PIECE, OpenTrail
from rectify.store.folder import FolderStore
from rectify.store.log_jsonl import read_line
from tests.store.contract import begin
from tests.store.keeping import Scene, many
from tests.store.material import noted, run_of
from tests.store.trails import SOME, TrailScene, chained, event

IDS = ("Q-1", "Q-11", "Q-2", "问题1", "register", "Q-9")


@pytest.fixture
def scene(tmp_path: Path) -> TrailScene:
    """A trail that is kept."""
    made = TrailScene.of(tmp_path)
    made.keep()
    return made


def test_what_is_said_is_what_the_trail_says(scene: TrailScene) -> None:
    """Of each entry and of all, each run with only its events on them; how many runs there are; those of a batch."""
    for entry in IDS:
        told = [found for run in scene.store.runs() if (found := only_about(run, (entry,)))]
        assert scene.kept.about([entry], "a trail") == told
        scene.require_same(entry)
    scene.require_same(*IDS)
    assert scene.kept.count() == len(SOME)
    assert scene.kept.of_batch("批-1", "a trail") == [run for run in scene.store.runs() if run.batch_id]
    assert scene.kept.of_batch("批-2", "a trail") == []


def test_nothing_is_said_before_the_trail_was_read(tmp_path: Path) -> None:
    """Whoever asks first has it read strictly, to its end."""
    scene = TrailScene.of(tmp_path)
    assert scene.kept.count() is None
    next(iter(scene.store.runs_about(["Q-1"])))
    assert scene.kept.count() is None
    scene.require_same("Q-1")
    assert scene.kept.count() == len(SOME)


@pytest.mark.parametrize("torn", [b'{"prev":', b"\0\0\0", b"\0\n"])
def test_an_unfinished_line_is_not_recorded(scene: TrailScene, torn: bytes) -> None:
    """As ever; and nothing is kept of such a trail."""
    scene.write(scene.path.read_bytes() + torn)
    scene.require_same(*IDS)
    assert scene.kept.count() is None
    assert scene.store.run_count() == len(SOME)


def test_a_damaged_line_is_an_error_as_ever(scene: TrailScene) -> None:
    """Also where the entry asked for stands in none of the damaged lines."""
    right = scene.told(["Q-2"])
    scene.edit(b'"verb":"edit","issue":"Q-1","changes":[{"path"', b'"verb":"edit","issue":"Q-1","changes":[{"pith"')
    assert isinstance(scene.told(["问题1"]), str)
    scene.require_same(*IDS)
    assert scene.told(["Q-2"]) != right


@pytest.mark.parametrize(
    "spell",
    [
        lambda line: line.replace(b'"issue":"Q-1"', b'"issue": "Q-1"', 1),
        lambda line: line.replace(b'"issue":"Q-1"', b'"issue":"Q\\u002d1"', 1),
        lambda line: line.replace(b'"issue":"Q-1"', b'"\\u0069ssue":"Q-1"', 1),
        lambda line: line.replace(b'"issue":"Q-1"', b'"issue":"Q-9","issue":"Q-1"', 1),
        lambda line: line.replace(b'"verb":"edit","issue":"Q-1"', b'"issue":"Q-1","verb":"edit"', 1),
    ],
)
def test_a_line_in_another_spelling_is_read_whole(tmp_path: Path, spell: Callable[[bytes], bytes]) -> None:
    """Such a run is one; but its bytes are not those that are looked for, and so nothing is kept."""
    lines = chained(SOME)
    lines[3] = spell(lines[3])
    scene = TrailScene.of(tmp_path, lines)
    scene.require_same(*IDS)
    assert scene.kept.count() is None


def test_keys_that_are_called_issue_elsewhere_are_no_events(tmp_path: Path) -> None:
    """A value may hold anything, even what looks like an event."""
    value = {"verb": "edit", "issue": "Q-1", "changes": [], "evidence": []}
    scene = TrailScene.of(tmp_path, chained([run_of(event("Q-2", [value])), run_of(event("Q-1", value))]))
    scene.keep()
    scene.require_same(*IDS)
    scene.edit(b"Q-2", b"Q-3")
    scene.require_same(*IDS)


def test_what_was_appended_is_read_strictly(scene: TrailScene) -> None:
    """By whomever; the rest is known by its bytes."""
    lines = chained((*SOME, run_of(event("Q-9", "新")), run_of(event("Q-1"))))
    scene.write(b"".join(lines))
    assert scene.kept.about(["Q-9"], "a trail") == [read_line(lines[4], "a trail", 5)]
    assert scene.kept.count() == len(SOME) + 2
    scene.write(b"".join(lines) + lines[0].replace(b'"verb"', b'"Verb"'))
    assert scene.kept.count() is None
    scene.require_same(*IDS)


def test_an_own_commit_is_seen(tmp_path: Path) -> None:
    """The next who asks finds it, in the same process and in others."""
    scene = TrailScene(Scene.of(tmp_path, many(3)))
    store = scene.store
    begin(store)
    for text in ("一", "二", "三"):
        with store.writing() as loaded:
            store.commit(run_of(noted("Q-1", text)), loaded.register)
        found = [run.events[0].text for run in store.runs_about(["Q-1"])]
        assert found[-1] == text
        scene.require_same("Q-1")
    assert (store.run_count(), scene.kept.count()) == (4, 4)


def replaced(scene: TrailScene) -> None:
    """Another file bears the name."""
    other = scene.path.with_suffix(".new")
    other.write_bytes(scene.path.read_bytes().replace("再".encode(), "又".encode()))
    shutil.copystat(scene.path, other)
    other.replace(scene.path)


EDITS: list[Callable[[TrailScene], None]] = [
    lambda scene: scene.edit("再".encode(), "又".encode()),
    lambda scene: scene.edit(b'"issue":"Q-2"', b'"issue":"Q-1"'),
    lambda scene: scene.write(b"".join(chained(SOME)[:2])),  # an older trail, as git has it
    lambda scene: scene.write(b"".join(chained(SOME[1:]))),
    lambda scene: scene.write(b""),
    lambda scene: scene.path.unlink(),
    lambda scene: os.utime(scene.path),
    replaced,
]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("is_settled", [True, False])
def test_another_trail_is_another(scene: TrailScene, edit: Callable[[TrailScene], None], is_settled: bool) -> None:
    """Edited in place, replaced, cut, taken back to an older state, or only touched: the answer is the trail's."""
    edit(scene)
    if is_settled and scene.path.exists():
        scene.settle()
    scene.require_same(*IDS)
    assert scene.store.run_count() == FolderStore(str(scene.scene.path)).run_count()


def test_two_edits_within_a_tick_are_two(scene: TrailScene) -> None:
    """What was just written is never taken by its stamp, however often somebody looks."""
    for _ in range(100):
        for old, new in (("再", "又"), ("又", "再")):
            scene.edit(old.encode(), new.encode())
            assert isinstance(found := scene.told(["Q-1"]), list)
            assert found[1].events[0].text == new


def test_what_was_just_written_is_not_trusted(scene: TrailScene) -> None:
    """Read for the first time or once more: while the clock stands still, a later edit could leave the same stamp."""
    seen = set()
    for turn in range(400):
        if is_first := bool(turn % 2):
            scene.note.unlink(missing_ok=True)
        scene.path.write_bytes(scene.path.read_bytes())
        assert scene.store.run_count() == len(SOME)
        if (changed := scene.path.stat().st_ctime_ns) >= moment():
            told = json.loads(scene.note.read_bytes()[12:])
            assert not (told["trusted"] and told["stamp"][4] == changed)
            seen.add(is_first)
    assert seen == {True, False}


def test_a_stamp_that_is_not_trusted_says_nothing(scene: TrailScene) -> None:
    """Then the bytes do."""
    told = json.loads(scene.note.read_bytes()[12:]) | {"sums": ["a" * 64]}
    for is_trusted, count in ((True, len(SOME)), (False, None)):
        data = json.dumps(told | {"trusted": is_trusted}).encode()
        scene.note.write_bytes(b"RCTTRAIL" + crc32(data).to_bytes(4, "little") + data)
        assert scene.kept.count() == count


def test_no_flipped_bit_makes_another_answer(scene: TrailScene) -> None:
    """Whichever of what is kept: it is noticed, and the trail is read."""
    whole, right = scene.note.read_bytes(), scene.told(["Q-1"], strictly=True)
    for at in range(len(whole)):
        scene.note.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        assert scene.kept.count() is None, at
    assert scene.told(["Q-1"]) == right
    assert scene.kept.count() == len(SOME)


@pytest.mark.parametrize("size", [0, 7, 8, 11, 12, 40])
def test_what_was_cut_is_not_used(scene: TrailScene, size: int) -> None:
    """Empty, or short by a little."""
    scene.note.write_bytes(scene.note.read_bytes()[:size])
    assert scene.kept.count() is None
    scene.require_same(*IDS)


def test_what_is_kept_is_the_users_alone(scene: TrailScene) -> None:
    """And what others may write to is not used."""
    assert scene.note.stat().st_mode & 0o777 == 0o600
    scene.note.chmod(0o622)
    assert scene.kept.count() is None
    scene.require_same(*IDS)


def test_what_is_kept_of_one_trail_is_not_of_another(scene: TrailScene, tmp_path: Path) -> None:
    """Two paths may share a name."""
    (tmp_path / "b").mkdir()
    other = TrailScene.of(tmp_path / "b", chained(SOME[:1]))
    other.keep()
    shutil.copy(scene.note, other.note)
    assert other.kept.count() is None
    other.require_same(*IDS)


def test_a_symlink_is_not_followed(scene: TrailScene) -> None:
    """Such a trail is read strictly every time."""
    scene.path.rename(scene.path.with_suffix(".real"))
    scene.path.symlink_to(scene.path.with_suffix(".real"))
    scene.require_same(*IDS)
    assert scene.kept.count() is None


def test_a_trail_held_in_memory_is_of_one_moment(scene: TrailScene) -> None:
    """Where the stamp tells nothing, all is said of the same bytes, whatever happens to the file meanwhile."""
    trail, data = OpenTrail(str(scene.path)), scene.path.read_bytes()
    trail.hold()
    scene.write(b"")
    trail.require_unchanged()
    assert (trail.read(3, 5), trail.piece(0, 10), trail.piece(7, 10)) == (
        data[3:8],
        (data, len(data)),
        (data[7:], len(data) - 7),
    )


def test_a_long_trail_is_known_piece_by_piece(tmp_path: Path) -> None:
    """Lines longer than what is read at once, and more of them than have one digest."""
    runs = [run_of(*(event(f"Q-{n % 700}", "甲" * 90) for n in range(at, at + 1500))) for at in range(0, 15000, 1500)]
    lines = chained(runs)
    scene = TrailScene.of(tmp_path, lines[:6])
    assert sum(map(len, lines[:6])) > 2 * _PIECE
    scene.keep()
    scene.require_same("Q-1", "Q-69", "Q-699", "Q-0")
    scene.write(b"".join(lines))
    assert scene.kept.count() == len(lines)
    scene.require_same("Q-1", "Q-69", "Q-699", "Q-0")
    os.utime(scene.path)  # by its bytes
    assert scene.kept.count() == len(lines)
    scene.require_same("Q-1")
    scene.edit("甲".encode(), "乙".encode())
    assert scene.kept.count() is None

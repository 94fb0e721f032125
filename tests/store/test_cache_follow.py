"""The cache after an own commit: it is that of the register after, without another look at it; or it is none."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from rectify.model.event import make_event
from rectify.model.register import Register
from rectify.model.shelf import Shelf
from rectify.model.traits import TRAITS
from rectify.store.cache_file import Index
from rectify.store.cache_folder import CacheFolder
from rectify.store.cache_fresh import is_as_renamed, is_settled
from rectify.store.folder import FolderStore
from rectify.terms import Verb
from tests.store.contract import begin
from tests.store.keeping import Scene, many, strictly, told
from tests.store.material import run_of, started


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A register of three blocks with a trail, kept and trusted."""
    made = Scene.of(tmp_path, many(70))
    begin(made.store)
    made.keep()
    return made


def start(store: FolderStore, *ids: str) -> None:
    """Start issues, one run each, under one lock."""
    with store.writing() as loaded:
        register = loaded.register
        for id_ in ids:
            event, register = started(register, id_)
            store.commit(run_of(event), register)


def test_an_own_commit_is_followed(scene: Scene) -> None:
    """Rows are added, the index is that of the new file, and what is told is what stands there."""
    size = scene.rows.stat().st_size
    start(scene.store, "Q-66")
    assert scene.rows.stat().st_size > size
    assert scene.store.load().digest == FolderStore(str(scene.path)).load().digest
    assert told(scene.store) == strictly(scene)
    scene.settle()
    assert scene.keeper.read() is not None
    assert scene.keeper.find() is not None


def test_what_was_spoilt_and_carried_on_is_noticed(scene: Scene) -> None:
    """A flipped bit in the head or in any section, then a commit: the answer is that of the register all the same."""
    for number in range(35):
        whole = scene.index.read_bytes()
        at = len(whole) * number // 35
        scene.index.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        start(scene.store, f"Q-{2 * number + 2}")
        assert told(scene.store) == strictly(scene), at
        scene.keep()


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "新题"},
        {"tags": ("土", "水")},
        {"category": None, "deadline": {"date": "2019-03-31"}},
        {"notes": "看过"},
        {"title": "新题", "status": "submitted", "evidence": (), "units": {"lead": "甲川县政府"}},
    ],
)
def test_what_rests_on_a_field_that_has_changed_is_told_anew(scene: Scene, changes: dict[str, Any]) -> None:
    """Title, traits and rows are those of the new file, whichever fields an edit was of; all others stay."""
    store, rows = scene.store, scene.rows
    with store.writing() as loaded:
        before, after = loaded.register.get("Q-5"), loaded.register.get("Q-5").but(**changes)
        event = make_event(Verb.EDIT, "Q-5", before.data(), after.data())
        store.commit(run_of(event), loaded.register.with_issue(after))
    followed = Index(CacheFolder(str(scene.index.parent)), scene.index.name).head["digest"]
    assert (followed, scene.rows) == (sha256(scene.path.read_bytes()).hexdigest(), rows)
    scene.settle()
    kept = scene.keeper.read()
    assert kept is not None
    register, whole = kept.register(no_spare), strict(scene)
    assert [[*register.column(trait)] for trait in TRAITS] == [[*whole.column(trait)] for trait in TRAITS]
    assert kept.titles("Q-5") == [(one.id, one.title) for one in whole.issues if one.id.startswith("Q-5")]
    assert [one.data() for one in register.issues] == [one.data() for one in whole.issues]


def no_spare() -> Shelf:
    """Nothing of it is spoilt."""
    raise AssertionError("it was read again")


def strict(scene: Scene) -> Register:
    """The register as the strict reading gives it."""
    return FolderStore(str(scene.path)).load().register


def test_two_commits_under_one_lock(scene: Scene) -> None:
    """The second starts from what the first has written."""
    start(scene.store, "Q-2", "Q-66")
    assert told(scene.store) == strictly(scene)
    assert [run.events[0].issue for run in scene.store.runs()][1:] == ["Q-2", "Q-66"]


def test_an_edit_right_after_a_commit_is_seen(scene: Scene) -> None:
    """However soon it comes, and of whatever size."""
    for number in range(4, 40, 2):
        start(scene.store, f"Q-{number}")
        scene.write(scene.path.read_text().replace(f"第{number + 1}件", f"第{number + 1}案"))
        assert scene.store.load().register.get(f"Q-{number + 1}").title == f"第{number + 1}案"
    assert told(scene.store) == strictly(scene)


def test_a_cache_that_is_lost_under_a_commit_changes_nothing(scene: Scene) -> None:
    """The commit stands, and the next who reads keeps it anew."""
    store = scene.store
    with store.writing() as loaded:
        event, after = started(loaded.register, "Q-2")
        for path in (scene.cache / "rectify").iterdir():
            path.unlink()
        store.commit(run_of(event), after)
    assert told(scene.store) == strictly(scene)


def test_what_a_stamp_tells() -> None:
    """Only what lies before the clock; where stamps are whole milliseconds, well before it."""
    now = 5_000_000_123
    assert [is_settled((1, 2, 3, 0, changed), now) for changed in (now - 1, now, now + 1)] == [True, False, False]
    assert [is_settled((1, 2, 3, 0, changed), now) for changed in (4_000_000_000, 2_000_000_000)] == [False, True]
    assert is_as_renamed((1, 2, 3, now - 9, now - 1), now)
    assert not is_as_renamed((1, 2, 3, now - 1, now - 1), now)
    assert not is_as_renamed((1, 2, 3, now - 9, now), now)

"""The cache: whatever lies in its folder, and whatever becomes of the register, the answer is that of the file."""

import errno
import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from rectify.store.cache import Keeper
from rectify.store.cache_file import Index, Spoilt
from rectify.store.cache_folder import CacheFolder
from rectify.store.disk import Disk
from rectify.store.folder import FolderStore
from tests.store.contract import StoreContract
from tests.store.keeping import Scene, many, strictly, told
from tests.store.material import TEXT, write_register


class TestKeptStore(StoreContract):
    """A folder store with a cache keeps every promise of a store."""

    def make(self, folder: Path) -> FolderStore:
        """A store of a new register file, with a cache of its own."""
        (folder / "cache").mkdir(mode=0o700)
        return FolderStore(str(write_register(folder)), environment={"XDG_CACHE_HOME": str(folder / "cache")})


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A register of five blocks, kept and trusted."""
    made = Scene.of(tmp_path, many(150))
    made.keep()
    return made


# --- found, mended, made anew ---


def test_what_is_kept_is_the_register(scene: Scene) -> None:
    """Ids, issues, traits, header and digest, whichever way they are asked for."""
    assert scene.keeper.find() is not None
    assert told(scene.store) == strictly(scene)
    register = scene.store.load().register
    assert [issue.id for issue in register.having("status", lambda status: status == "open")] == [
        f"Q-{number}" for number in range(2, 151, 2)
    ]
    assert ("Q-7" in register.by_id, "Q-" in register.by_id, "Q-7\nQ-8" in register.by_id) == (True, False, False)
    assert register.holder_of("q-9") == "Q-9"


@pytest.mark.parametrize("order", [1, -1, 7, -7])
def test_ids_are_found_in_whatever_order_they_are_asked_for(scene: Scene, order: int) -> None:
    """In that of the register, against it, or in none; and others are never there."""
    shelf = scene.store.load().register.by_id
    for place in range(150)[::order]:
        assert shelf.place_of(f"Q-{place + 1}") == place
        assert f"Q-{place + 1}" in shelf
        assert abs(order) == 1 or f"-{place + 1}" not in shelf


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("第70件", "第柒拾件"),
        lambda text: text.replace("第1件", "第一件"),
        lambda text: text.replace("第150件", "第末件"),
        lambda text: text.replace("第65件", "第六五件").replace("第129件", "第一二九件"),
        lambda text: text.replace("甲川台账", "乙岭台账"),
        lambda text: text.replace("甲川台账", "乙岭台账").replace("第70件", "第柒拾件"),
        lambda text: text + "  - {id: Q-151, title: 新, status: open}\n",
        lambda text: text[: text.index("  - id: Q-150")],
        lambda text: text[: text.index("  - id: Q-65")] + text[text.index("  - id: Q-130") :],
        lambda text: text[: text.index("  - id: Q-2\n")] + text[text.index("  - id: Q-66") :],
        lambda text: text.replace("  - id: Q-65", "  # a word before\n  - id: Q-65"),
        lambda text: text.replace("issues:\n", "issues:\n  - {id: Q-0, title: 前, status: open}\n"),
        lambda text: text + "extra: 1\n",
        lambda text: text.replace("第70件", '"第70件'),
        lambda text: text.replace("Q-70\n", "q-3\n"),
        lambda text: text.replace("Q-70\n", "Q-700\n"),
        lambda text: text.replace("    title: 第70件\n", "    title: 第70件\n    titel: x\n"),
        lambda text: text.removesuffix("\n"),
        lambda text: text.removesuffix("\n") + "  - {id: Q-151, title: 新, status: open}\n",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: text[: text.index("issues:")] + "issues: []\n",
        lambda _text: "",
    ],
)
def test_what_was_edited_is_read_again(scene: Scene, edit: Callable[[str], str]) -> None:
    """In whatever block, at the ends, in the header, well or ill: the answer is that of the strict reading."""
    before = scene.path.read_text()
    scene.write(edit(before))
    for _ in range(2):
        assert told(scene.store) == strictly(scene)
        scene.settle()
    scene.write(before)
    assert told(scene.store) == strictly(scene)


def test_a_file_without_a_last_line_break_goes_on_in_its_line(tmp_path: Path) -> None:
    """What is appended to it is part of its last line, and not one more issue."""
    scene = Scene.of(tmp_path, many(3).removesuffix("\n").replace("标0]", "标0] #"))
    scene.keep()
    with scene.path.open("a") as file:
        file.write("  - {id: Q-4, title: 新, status: open}\n")
    assert len(scene.store.load().register) == 3
    assert told(scene.store) == strictly(scene)


def test_only_what_was_changed_is_kept_anew(scene: Scene) -> None:
    """One edited issue is one more block of rows at the end; when most rows are of no issue, all is made anew."""
    size = scene.rows.stat().st_size
    scene.write(scene.path.read_text().replace("第70件", "第柒拾件"))
    scene.keep()
    assert size < scene.rows.stat().st_size < size * 2
    name = scene.rows.name
    for number in range(60):
        scene.write(scene.path.read_text().replace("第柒拾件", "第柒拾件" + "长" * 9000))
        scene.keep()
        if scene.rows.name != name:
            break
        assert number < 59
    assert told(scene.store) == strictly(scene)


def test_what_was_only_touched_is_found_the_same_again(scene: Scene) -> None:
    """Restored, moved or stamped otherwise: the digests say that it is the same, and no row is written."""
    before = scene.rows.read_bytes()
    os.utime(scene.path, ns=(0, 0))
    assert scene.keeper.find() is None
    assert told(scene.store) == strictly(scene)
    shutil.copy2(scene.path, scene.path.with_suffix(".bak"))
    scene.path.with_suffix(".bak").replace(scene.path)
    assert scene.keeper.find() is None
    scene.keep()
    assert (scene.rows.read_bytes(), told(scene.store)) == (before, strictly(scene))


def test_another_register_at_the_path_is_not_taken_for_it(scene: Scene) -> None:
    """A folder that was moved in its place has other files."""
    other = scene.path.parent.with_name("other")
    other.mkdir()
    (other / scene.path.name).write_text(many(150, first=500))
    scene.path.parent.rename(scene.path.parent.with_name("old"))
    other.rename(scene.path.parent)
    assert told(scene.store) == strictly(scene)
    assert scene.store.load().register.ids[0] == "Q-500"


def test_a_register_that_is_gone_is_gone(scene: Scene) -> None:
    """What is kept of it is no register."""
    scene.path.unlink()
    assert told(scene.store) == strictly(scene)


# --- where nothing can be kept ---


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/rectify"),
        ({"HOME": "/h"}, "/h/.cache/rectify"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/rectify"),
        ({"XDG_CACHE_HOME": "", "HOME": "h"}, None),
        ({}, None),
        ({"XDG_CACHE_HOME": "/x", "RECTIFY_CACHE": "off"}, None),
        ({"XDG_CACHE_HOME": "/x", "RECTIFY_CACHE": " OFF "}, None),
        ({"XDG_CACHE_HOME": "/x", "RECTIFY_CACHE": "on"}, "/x/rectify"),
    ],
)
def test_the_folder_is_where_the_user_keeps_such_things(environment: dict[str, str], folder: str | None) -> None:
    """By the XDG specification; where nothing is said, or it is switched off, there is none."""
    found = CacheFolder.of(environment)
    if os.uname().sysname != "Darwin":
        assert (found and found.path) == folder
    assert (Keeper.of(environment, "/r.yaml", bytes) is None) == (folder is None)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_is_read_only_is_no_matter(tmp_path: Path) -> None:  # pragma: no cover
    """Nothing is kept, and nothing said."""
    scene = Scene.of(tmp_path)
    scene.cache.chmod(0o500)
    assert told(scene.store) == strictly(scene)
    assert [*scene.cache.iterdir()] == []


def test_a_home_that_is_not_there_is_no_matter(tmp_path: Path) -> None:
    """A folder that cannot be made is not made."""
    scene = Scene.of(tmp_path)
    scene.cache.rmdir()
    scene.cache.write_bytes(b"")
    assert told(scene.store) == strictly(scene)


class Full(CacheFolder):
    """A folder on a disk that takes so many more bytes."""

    room = 0

    def put(self, name: str, parts: object) -> None:
        """No room for an index."""
        raise OSError(errno.ENOSPC, "no space left on device")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither an index nor rows."""
    scene = Scene.of(tmp_path)
    keeper = Keeper(Full(str(scene.cache / "rectify")), str(scene.path.resolve()), Disk().mount_table)
    assert keeper.read() is None
    assert [*(scene.cache / "rectify").iterdir()] == []


def test_without_a_table_of_mounts_nothing_is_taken_by_its_stamp(tmp_path: Path) -> None:
    """Nor on a network disk: what is kept is used where the digests are the same."""
    scene = Scene.of(tmp_path)
    scene.settle()
    for table in (b"", b"27 1 0:5 / / rw - nfs4 server:/ rw\n"):
        keeper = Keeper(CacheFolder(str(scene.cache / "rectify")), str(scene.path.resolve()), partial(bytes, table))
        kept = keeper.read()
        assert kept is not None
        assert keeper.find() is None
        before = scene.index.stat().st_mtime_ns
        assert keeper.read() is not None
        assert scene.index.stat().st_mtime_ns == before
        assert kept.known_digest == FolderStore(str(scene.path)).load().digest


def test_files_and_folders_are_this_users_alone(tmp_path: Path) -> None:
    """0700 and 0600, whatever the umask."""
    scene = Scene.of(tmp_path)
    old = os.umask(0)
    try:
        scene.keep()
    finally:
        os.umask(old)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (scene.cache / "rectify").iterdir()}
    assert ((scene.cache / "rectify").stat().st_mode & 0o777, {*modes.values()}) == (0o700, {0o600})


def test_what_was_left_over_is_swept_away(scene: Scene) -> None:
    """Rows of earlier indexes at once, what somebody was stopped at after an hour; nothing of another register."""
    folder = scene.cache / "rectify"
    name = scene.index.name
    for left in (f"{name}.old.rows", f"{name}.fresh.tmp", f"{name}.stale.tmp", "other.tmp"):
        (folder / left).write_bytes(b"")
    os.utime(folder / f"{name}.stale.tmp", (0, 0))
    scene.index.write_bytes(b"")
    scene.keep()
    assert {path.name for path in folder.iterdir()} == {name, scene.rows.name, f"{name}.fresh.tmp", "other.tmp"}


def test_a_register_that_only_looks_like_one_is_left_alone(tmp_path: Path) -> None:
    """What is refused is not kept: no index, no rows."""
    scene = Scene.of(tmp_path, TEXT.replace("status: open", "status: offen"))
    assert told(scene.store) == strictly(scene)
    assert [*(scene.cache / "rectify").iterdir()] == []


def test_a_section_that_is_not_there_is_spoilt(scene: Scene) -> None:
    """Asked for by a newer reader."""
    index = Index(CacheFolder(str(scene.cache / "rectify")), scene.index.name)
    with pytest.raises(Spoilt):
        index.section("nothing")
    with pytest.raises(KeyError):
        index.column("nothing")

"""What is kept and was spoilt: cut, flipped, put there by others; the answer is that of the register."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.faults import EditedMeanwhile
from rectify.store.cache_file import Index
from rectify.store.cache_folder import CacheFolder
from rectify.store.folder import FolderStore
from tests.store.keeping import Scene, many, strictly, told


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A register of five blocks, kept and trusted."""
    made = Scene.of(tmp_path, many(150))
    made.keep()
    return made


def files(scene: Scene) -> list[Path]:
    """What is kept."""
    return [scene.index, scene.rows]


@pytest.mark.parametrize("which", [0, 1])
def test_no_flipped_bit_makes_another_answer(scene: Scene, which: int) -> None:
    """In the head, in any section, in any row: it is noticed, and the register is read."""
    right, path = strictly(scene), files(scene)[which]
    whole = path.read_bytes()
    keep = {file: file.read_bytes() for file in files(scene)}
    step = max(1, len(whole) // 150)
    for at in [*range(64), *range(64, len(whole), step)]:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ (1 << at % 8)]) + whole[at + 1 :])
        assert told(scene.store) == right, at
        for file in (scene.cache / "rectify").iterdir():
            file.unlink()
        for file, data in keep.items():
            file.write_bytes(data)
            file.chmod(0o600)
    assert scene.keeper.find() is not None


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("size", [0, 1, 15, 16, 100, 0.5, 0.99])
def test_what_was_cut_is_not_used(scene: Scene, which: int, size: float) -> None:
    """Empty, or short by a little."""
    path = files(scene)[which]
    whole = path.read_bytes()
    path.write_bytes(whole[: int(size if isinstance(size, int) else size * len(whole))])
    assert told(scene.store) == strictly(scene)
    assert told(scene.store) == strictly(scene)


def no_rows(scene: Scene) -> None:
    """Only the index is left."""
    scene.rows.unlink()


def a_folder(scene: Scene) -> None:
    """A folder in the place of the index."""
    scene.index.rename(scene.index.with_suffix(".x"))
    (scene.cache / "rectify" / scene.cache.joinpath("rectify").iterdir().__next__().name.split(".")[0]).mkdir()


def a_pipe(scene: Scene) -> None:
    """A pipe that nobody writes to in the place of the index."""
    index = scene.index
    index.unlink()
    os.mkfifo(index, 0o600)


def a_symlink(scene: Scene) -> None:
    """A symlink to the very index."""
    index = scene.index
    index.replace(scene.cache / "index")
    index.symlink_to(scene.cache / "index")


def for_all(scene: Scene) -> None:
    """An index that everybody may write to."""
    scene.index.chmod(0o666)


def rows_for_all(scene: Scene) -> None:
    """Rows that the group may write to."""
    scene.rows.chmod(0o620)


def folder_for_all(scene: Scene) -> None:
    """A folder that everybody may write to."""
    (scene.cache / "rectify").chmod(0o777)


def folder_a_symlink(scene: Scene) -> None:
    """A folder that is elsewhere."""
    (scene.cache / "rectify").rename(scene.cache / "elsewhere")
    (scene.cache / "rectify").symlink_to(scene.cache / "elsewhere")


def folder_a_file(scene: Scene) -> None:
    """A file in the place of the folder."""
    shutil.rmtree(scene.cache / "rectify")
    (scene.cache / "rectify").write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [no_rows, a_folder, a_pipe, a_symlink, for_all, rows_for_all, folder_for_all, folder_a_symlink, folder_a_file],
)
def test_what_is_not_this_users_alone_is_not_believed(scene: Scene, spoil: Callable[[Scene], None]) -> None:
    """Nor what is no plain file: the register is read, nobody waits, and nothing is said."""
    spoil(scene)
    assert scene.keeper.find() is None
    assert told(scene.store) == strictly(scene)


def test_what_was_accepted_under_other_rules_is_read_again(scene: Scene, tmp_path: Path) -> None:
    """Another version of rectify, of Python or of a library."""
    data = scene.index.read_bytes()
    assert data.count(b'"rules":"') == 1
    (tmp_path / "other").mkdir(mode=0o700)
    other = Scene(scene.path, tmp_path / "other")
    other.keep()
    index = Index(CacheFolder(str(other.cache / "rectify")), other.index.name)
    from rectify.store.cache_file import put_index

    sections = {name: index.section(name) for name in index.head["sections"]}
    put_index(CacheFolder(str(other.cache / "rectify")), other.index.name, {**index.head, "rules": "old"}, sections)
    assert other.keeper.find() is None
    assert told(other.store) == strictly(other)
    assert other.keeper.find() is not None
    put_index(CacheFolder(str(other.cache / "rectify")), other.index.name, {**index.head, "path": "/x"}, sections)
    assert other.keeper.find() is None


def test_a_row_that_is_spoilt_while_it_is_read_costs_one_strict_reading(scene: Scene) -> None:
    """What was told before stands, and the rest comes from the register."""
    register = scene.store.load().register
    first = register.get("Q-1").title
    scene.rows.write_bytes(b"x" * scene.rows.stat().st_size)
    assert [issue.title for issue in register.issues] == [f"第{number}件" for number in range(1, 151)]
    assert (first, register.get("Q-150").title, [*register.column("status")][:2]) == (
        "第1件",
        "第150件",
        ["in_progress", "open"],
    )
    assert "Q-1" in register.by_id
    assert register.by_id.place_of("Q-3") == 2


def test_what_is_spoilt_and_edited_at_once_is_refused(scene: Scene) -> None:
    """Neither the old answer nor a mixture can be had: it is said that the file was changed."""
    register = scene.store.load().register
    scene.rows.write_bytes(b"x" * scene.rows.stat().st_size)
    scene.write(many(150, first=2))
    with pytest.raises(EditedMeanwhile):
        register.get("Q-1")


def test_a_digest_that_was_not_kept_is_counted_on_the_same_file(scene: Scene) -> None:
    """After a hand edit the digest is only counted when it is asked for; a file that was edited since has another."""
    scene.write(scene.path.read_text().replace("第70件", "第柒拾件"))
    scene.settle()
    loaded, late = scene.store.load(), scene.store.load()
    assert loaded.digest == FolderStore(str(scene.path)).load().digest
    scene.write(scene.path.read_text().replace("第柒拾件", "第70件"))
    with pytest.raises(EditedMeanwhile):
        _ = late.digest

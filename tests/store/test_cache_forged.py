"""What somebody has put in the place of what was kept, every checksum right: it may mislead its reader, and no more."""

import json
from array import array
from binascii import crc32
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rectify.faults import EditedMeanwhile
from rectify.store.cache_file import put_index, to_json
from rectify.store.cache_folder import CacheFolder
from tests.store.contract import begin
from tests.store.keeping import Scene, many, strictly, told
from tests.store.material import noted, run_of

Sections = dict[str, bytes]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A register of three blocks with a trail, kept and trusted."""
    made = Scene.of(tmp_path, many(150))
    begin(made.store)
    made.keep()
    return made


def forge(scene: Scene, change: Callable[[dict[str, Any], Sections], None]) -> None:
    """Put another index in the place of the one that is kept."""
    data = scene.index.read_bytes()
    base = 16 + int.from_bytes(data[8:12], "little")
    head = json.loads(data[16:base])
    sections = {name: data[base + at : base + at + size] for name, (at, size, _) in head["sections"].items()}
    change(head, sections)
    put_index(CacheFolder(str(scene.cache / "rectify")), scene.index.name, head, sections)


def another_row(scene: Scene, place: int, **values: Any) -> None:
    """Put other data in the place of an issue's."""
    another_text(scene, place, lambda row: to_json({**json.loads(row), **values}))


def another_text(scene: Scene, place: int, write: Callable[[bytes], bytes]) -> None:
    """Put other bytes in the place of an issue's row."""
    rows = bytearray(scene.rows.read_bytes())

    def change(_head: dict[str, Any], sections: Sections) -> None:
        spans = [
            array(width, sections[name]) for width, name in (("Q", "rows.at"), ("I", "rows.size"), ("I", "rows.sum"))
        ]
        at, size = spans[0][place], spans[1][place]
        row = write(bytes(rows[at : at + size]))
        for span, value in zip(spans, (len(rows), len(row), crc32(row)), strict=True):
            span[place] = value
        rows.extend(row)
        sections |= dict(zip(("rows.at", "rows.size", "rows.sum"), (span.tobytes() for span in spans), strict=True))

    forge(scene, change)
    scene.rows.write_bytes(rows)


def head_with(**values: Any) -> Callable[[dict[str, Any], Sections], None]:
    """A change of the head."""
    return lambda head, _sections: head.update(values)


def renamed(scene: Scene, *also: str) -> str:
    """Give the first issue another title after looking at others; the digest of before that the run tells."""
    store = scene.store
    with store.writing() as loaded:
        for id_ in also:
            loaded.register.get(id_)
        after = loaded.register.with_issue(loaded.register.get("Q-1").but(title="改"))
        return store.commit(run_of(noted()), after).run.before


@pytest.mark.parametrize("values", [{"title": "伪"}, {"status": "closed"}])
@pytest.mark.parametrize("place", [0, 69])
def test_what_was_decided_on_other_data_is_not_written(scene: Scene, place: int, values: dict[str, str]) -> None:
    """Be it the issue that changes or one that was only looked at; the next try goes by the file."""
    another_row(scene, place, **values)
    text, trail = scene.path.read_bytes(), scene.store.trail.last_line()
    with pytest.raises(EditedMeanwhile):
        renamed(scene, "Q-70")
    assert (scene.path.read_bytes(), scene.store.trail.last_line()) == (text, trail)
    renamed(scene, "Q-70")


@pytest.mark.parametrize("values", [{"title": 5}, {"id": None}])
def test_what_is_no_issue_is_read_in_the_file(scene: Scene, values: dict[str, Any]) -> None:
    """The models are asked before anything is decided."""
    another_row(scene, 0, **values)
    renamed(scene)
    assert told(scene.store) == strictly(scene)


@pytest.mark.parametrize("row", [b"", b"{", b"{},{}", b"[", b"5", b"null", b"\xff"])
@pytest.mark.parametrize("place", [0, 70, 149])
def test_a_row_that_is_not_one_issue_is_read_in_the_file(scene: Scene, place: int, row: bytes) -> None:
    """Rows are parsed together; none can pass for several, and those before it are right."""
    right = strictly(scene)
    another_text(scene, place, lambda _row: row)
    assert told(scene.store) == right


def test_what_was_decided_under_another_header_is_not_written(scene: Scene) -> None:
    """The header holds the policy."""
    forge(scene, head_with(header={"title": "伪"}))
    text = scene.path.read_bytes()
    with pytest.raises(EditedMeanwhile):
        renamed(scene)
    assert scene.path.read_bytes() == text


def test_what_is_no_header_is_read_in_the_file(scene: Scene) -> None:
    """As what is no issue is."""
    forge(scene, head_with(header={"title": 5}))
    renamed(scene)
    assert told(scene.store) == strictly(scene)


@pytest.mark.parametrize("digest", ["0" * 64, "x", None])
def test_a_digest_that_no_run_has_told_is_counted(scene: Scene, digest: str | None) -> None:
    """What the trail says of the register before a run is not what anybody has kept."""
    right = strictly(scene)[4]
    forge(scene, head_with(digest=digest))
    assert renamed(scene) == right


@pytest.mark.parametrize("name", ["../../data/issues.log.jsonl", "issues.rows", 5])
def test_rows_of_another_name_are_not_touched(scene: Scene, name: Any) -> None:
    """Rows are appended to: no other file is ever taken for them."""
    trail = scene.path.with_name("issues.log.jsonl").read_bytes()
    forge(scene, head_with(rows=name))
    assert scene.keeper.find() is None
    renamed(scene)
    assert scene.path.with_name("issues.log.jsonl").read_bytes().splitlines()[:-1] == trail.splitlines()


@pytest.mark.parametrize("section", ["rows.at", "rows.size", "values.status", "codes.status", "titles"])
def test_what_cannot_be_made_out_is_read_in_the_file(scene: Scene, section: str) -> None:
    """Numbers and values that are cut."""
    right = strictly(scene)
    forge(scene, lambda _head, sections: sections.update({section: sections[section][:-1]}))
    assert told(scene.store) == right

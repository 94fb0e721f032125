import hashlib
from pathlib import Path

import pytest

from rectify.faults import CaseFileExists, DiskRefused
from rectify.store.handed_out import HandedOut


@pytest.fixture
def shelf(tmp_path: Path) -> HandedOut:
    """What hands files out beside a register in the folder."""
    register = tmp_path / "issues.yaml"
    register.write_text("format: 1\nissues: []\n", encoding="utf-8")
    register.chmod(0o640)
    return HandedOut(str(register))


def test_the_bytes_are_there_whole(shelf: HandedOut, tmp_path: Path) -> None:
    """With their digest and size, for those who may read the register, and nothing beside them."""
    place = tmp_path / "公示.docx"
    written = shelf.write_bytes(str(place), b"notice")
    assert place.read_bytes() == b"notice"
    assert (written.path, written.sha256, written.size) == (str(place), hashlib.sha256(b"notice").hexdigest(), 6)
    assert place.stat().st_mode & 0o777 & ~0o640 == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["issues.yaml", "公示.docx"]


def test_what_is_there_is_replaced_only_where_that_is_asked_for(shelf: HandedOut, tmp_path: Path) -> None:
    """A file, never a folder."""
    place = tmp_path / "notice.md"
    shelf.write_bytes(str(place), b"one")
    with pytest.raises(CaseFileExists):
        shelf.write_bytes(str(place), b"two")
    assert place.read_bytes() == b"one"
    shelf.write_bytes(str(place), b"two", may_replace=True)
    assert place.read_bytes() == b"two"
    with pytest.raises(DiskRefused, match="there is something else than a file"):
        shelf.write_bytes(str(tmp_path), b"three", may_replace=True)


@pytest.mark.parametrize("name", ["issues.yaml", "issues.log.jsonl", "issues.evidence/HD-01/a.md", ".issues.lock"])
def test_the_registers_own_places_are_never_taken(shelf: HandedOut, tmp_path: Path, name: str) -> None:
    """Not even by force."""
    with pytest.raises(DiskRefused, match="it belongs to the register itself"):
        shelf.write_bytes(str(tmp_path / name), b"x", may_replace=True)


def test_a_place_that_is_none_is_told(shelf: HandedOut, tmp_path: Path) -> None:
    """A folder that is not there."""
    with pytest.raises(DiskRefused, match="cannot write"):
        shelf.write_bytes(str(tmp_path / "none" / "a.md"), b"x")

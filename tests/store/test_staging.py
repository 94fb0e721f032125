"""What is staged is there wholly, or not at all."""

from pathlib import Path

import pytest

from rectify.store.layout import Layout
from rectify.store.staging import drop, put, stage
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import TEXT, files_below, write_register


@pytest.mark.parametrize("fault", [None, *(Fault(method, "") for method in ("write_new", "sync"))])
def test_what_cannot_be_staged_leaves_nothing(tmp_path: Path, fault: Fault | None) -> None:
    """Otherwise it bears the mode of the register; what a stopped write left under its name is replaced."""
    register = write_register(tmp_path)
    register.chmod(0o640)
    layout = Layout.of(str(register))
    staged = Path(layout.staged("0a" * 32))
    staged.write_bytes(b"left over")
    disk = FaultyDisk(*[fault] if fault else [])
    if fault is None:
        stage(layout, disk, str(staged), b"new")
        assert (staged.read_bytes(), staged.stat().st_mode & 0o777) == (b"new", 0o640)
    else:
        with pytest.raises(OSError, match="error"):
            stage(layout, disk, str(staged), b"new")
        assert files_below(tmp_path) == {"issues.yaml": TEXT.encode()}


def test_what_cannot_be_put_in_place_leaves_nothing_staged(tmp_path: Path) -> None:
    """What stood there before is untouched."""
    layout = Layout.of(str(write_register(tmp_path)))
    with pytest.raises(OSError, match="error"):
        put(layout, FaultyDisk(Fault("rename", "")), layout.log, b"{}\n")
    assert files_below(tmp_path) == {"issues.yaml": TEXT.encode()}
    put(layout, FaultyDisk(), layout.log, b"{}\n")
    assert files_below(tmp_path) == {"issues.yaml": TEXT.encode(), "issues.log.jsonl": b"{}\n"}


def test_dropping_never_fails(tmp_path: Path) -> None:
    """It is done on the way out of another trouble."""
    drop(FaultyDisk(), None)
    drop(FaultyDisk(Fault("remove", "")), str(tmp_path / "x"))
    assert list(tmp_path.iterdir()) == []

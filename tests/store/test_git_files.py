"""What git is told of a register's folder."""

import subprocess
from pathlib import Path

import pytest

from rectify.store.disk import Disk
from rectify.store.git_files import set_up_git_files
from rectify.store.layout import Layout

IGNORE = b".*.lock\n.*.staged\n.*.incoming\n"


def set_up(folder: Path) -> None:
    """The git files of a register in a folder."""
    set_up_git_files(Layout.of(str(folder / "issues.yaml")), Disk(), 0o644)


def test_both_files_are_made_once(tmp_path: Path) -> None:
    """A second time changes nothing."""
    for _ in range(2):
        set_up(tmp_path)
        assert (tmp_path / ".gitignore").read_bytes() == IGNORE
        assert (tmp_path / ".gitattributes").read_bytes() == b"*.log.jsonl -text\n*.evidence/** -text\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", IGNORE),
        (b"*.pyc\n", b"*.pyc\n" + IGNORE),
        (b"*.pyc", b"*.pyc\n" + IGNORE),
        (b".*.staged\r\n", b".*.staged\r\n.*.lock\n.*.incoming\n"),
        (b"x\n" + IGNORE, b"x\n" + IGNORE),
    ],
)
def test_what_people_wrote_stays(tmp_path: Path, before: bytes, after: bytes) -> None:
    """Only the missing lines are added, at the end."""
    (tmp_path / ".gitignore").write_bytes(before)
    set_up(tmp_path)
    assert (tmp_path / ".gitignore").read_bytes() == after


@pytest.mark.parametrize("sort", ["symlink", "folder"])
def test_what_is_no_plain_file_is_left_alone(tmp_path: Path, sort: str) -> None:
    """A symlink, which git does not follow either, and a folder are not touched."""
    (tmp_path / "shared").write_bytes(b"*.pyc\n")
    path = tmp_path / ".gitignore"
    if sort == "symlink":
        path.symlink_to("shared")
    else:
        path.mkdir()
    set_up(tmp_path)
    assert (tmp_path / "shared").read_bytes() == b"*.pyc\n"


def test_git_understands_them(tmp_path: Path) -> None:
    """Local files are ignored, register and trail are not, and the bytes of trail and evidence are left alone."""

    def git(*words: str) -> str:
        return subprocess.run(["git", *words], cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    git("init", "-q")
    (tmp_path / "data").mkdir()
    set_up(tmp_path / "data")
    local = ["data/.issues.lock", "data/.issues.0123456789abcdef.staged", "data/issues.evidence/.1-a.incoming"]
    kept = ["data/issues.yaml", "data/issues.log.jsonl", "data/issues.evidence/Q-1/0123-a.txt"]
    assert git("check-ignore", *local, *kept).split() == local
    assert git("check-attr", "text", *kept).splitlines() == [
        "data/issues.yaml: text: unspecified",
        "data/issues.log.jsonl: text: unset",
        "data/issues.evidence/Q-1/0123-a.txt: text: unset",
    ]

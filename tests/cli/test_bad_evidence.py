"""Evidence that cannot be taken in: what is wrong with it, and nothing changed."""

import os
import socket
from pathlib import Path

import pytest

from tests.cli.harness import REGISTER, Cli
from tests.store.people import open_folder, ordinary_user

VERBS = {
    "close": ("close", "QH-01"),
    "submit": ("submit", "QH-01"),
    "progress": ("progress", "QH-01", "--note", "n"),
    "note": ("note", "QH-01", "n"),
}
HINT = "hint: give the path of a regular, readable file (./-name for a name that begins with a dash)\n"


def nothing(path: Path) -> None:
    """Leave it missing."""


def folder(path: Path) -> None:
    """Make a folder of it."""
    path.mkdir()


def fifo(path: Path) -> None:
    """Make a FIFO of it, which nobody will ever write to."""
    os.mkfifo(path)


def link(path: Path) -> None:
    """Make a symlink of it, to a file that is there."""
    path.symlink_to("report.pdf")


def dangling(path: Path) -> None:
    """Make a symlink of it that leads nowhere."""
    path.symlink_to("gone")


def device(path: Path) -> None:
    """Make a symlink of it, to a device."""
    path.symlink_to("/dev/zero")


def door(path: Path) -> None:
    """Make a socket of it."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (nothing, "no such file or directory"),
        (folder, "it is a folder"),
        (fifo, "it is a FIFO, not a file"),
        (link, "it is a symlink"),
        (dangling, "it is a symlink"),
        (device, "it is a symlink"),
        (door, "it is a socket, not a file"),
    ],
)
@pytest.mark.parametrize("is_dry", [False, True])
def test_only_a_regular_file_is_taken_in(cli: Cli, make: object, why: str, is_dry: bool) -> None:
    """Exit 3 with the path and the reason, at once, in a dry run too; a FIFO makes nobody wait."""
    assert callable(make)
    make(cli.folder / "proof")
    before = cli.snapshot()
    result = cli("close", "QH-01", "--evidence", "proof", *(["-n"] if is_dry else []))
    assert (result.code, result.err) == (3, f"error: evidence 'proof' cannot be taken in: {why}.\n{HINT}")
    assert cli.snapshot() == before


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("path", ["../../x", "-rf", "~/x", "a\x1b[31mb", ""])
def test_a_path_is_only_a_path(cli: Cli, verb: str, path: str) -> None:
    """Whatever it looks like, it is looked up as it is, shown safely, and nothing is changed."""
    before = cli.snapshot()
    result = cli(*VERBS[verb], "--evidence", path)
    assert result.code in (2, 3)
    assert "\x1b" not in result.err
    assert "hint: " in result.err
    assert cli.snapshot() == before


def test_a_second_file_behind_one_option_is_told(cli: Cli) -> None:
    """What a shell makes of `--evidence *.pdf`: the second file is no id, and the way is shown."""
    cli.write("b.pdf", b"b")
    result = cli("close", "QH-01", "--evidence", "report.pdf", "b.pdf")
    assert (result.code, result.err) == (
        2,
        "error: b.pdf is a file, not an id\nhint: each file has its own: --evidence b.pdf\n",
    )


def test_one_bad_file_of_two_keeps_both_out(cli: Cli) -> None:
    """The good one does not stay behind in the evidence folder."""
    before = cli.snapshot()
    assert cli("close", "QH-01", "--evidence", "report.pdf", "--evidence", "gone.pdf").code == 3
    assert cli.snapshot() == before


def test_a_name_that_leads_out_is_kept_by_its_last_part(cli: Cli) -> None:
    """A file from elsewhere lies in its case folder and nowhere else."""
    (cli.folder / "sub").mkdir()
    cli.write("sub/../report.pdf", b"report")
    cli.ok("close", "QH-01", "--evidence", "sub/../report.pdf")
    (blob,) = (cli.folder / "issues.evidence" / "QH-01").iterdir()
    assert blob.name.endswith("-report.pdf")


def test_a_file_nobody_may_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Permission denied is told as such, and the register stays as it is."""
    with open_folder() as place:
        monkeypatch.chdir(place)
        cli = Cli(place)
        cli.write("issues.yaml", REGISTER)
        (place / "issues.yaml").chmod(0o666)
        cli.write("secret.pdf", b"secret")
        (place / "secret.pdf").chmod(0)
        cli.ok("close", "QH-01", "--evidence", "issues.yaml", "-n")  # loads every module while it still may
        with ordinary_user():
            result = cli("close", "QH-01", "--evidence", "secret.pdf")
        assert (result.code, result.err) == (
            3,
            f"error: evidence 'secret.pdf' cannot be taken in: permission denied.\n{HINT}",
        )
        assert set(cli.snapshot()) == {"issues.yaml", "secret.pdf"}

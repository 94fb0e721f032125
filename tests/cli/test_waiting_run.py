"""A run is recorded and waits to be published, and meanwhile somebody touches the register: nothing is overwritten."""

import errno
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.harness import Cli
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.people import open_folder, ordinary_user

REGISTER = "issues.yaml"


@pytest.fixture
def waiting(cli: Cli) -> Cli:
    """The run that starts QH-02 is the third, and waits."""
    cli.ok("assign", "QH-04", "--person", "李敏")
    cli.write("older.yaml", (cli.folder / REGISTER).read_bytes())  # as an older commit has it
    cli.ok("edit", "QH-04", "--set", "category=气")
    assert cli("start", "QH-02", disk=FaultyDisk(Fault("rename", REGISTER, errno.EIO))).code == 9
    return cli


def staged(cli: Cli) -> Path:
    """The text that waits."""
    (path,) = cli.folder.glob(".issues.*.staged")
    return path


def edit(path: Path) -> None:
    """Change a deadline by hand."""
    path.write_text(path.read_text(encoding="utf-8").replace("2019-07-20", "2020-07-20"), encoding="utf-8")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "edited": edit,
    "a comment added": lambda path: path.write_bytes(path.read_bytes() + b"# seen\n"),
    "emptied": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:200]),
    "an older version": lambda path: path.write_bytes((path.parent / "older.yaml").read_bytes()),
    "deleted": Path.unlink,
}


@pytest.mark.parametrize("how", TOUCHED)
def test_a_touched_register_is_never_overwritten(waiting: Cli, how: str) -> None:
    """Exit 7 names the run and the file that waits; both stay, whatever is tried, and the trail is not written to."""
    TOUCHED[how](waiting.folder / REGISTER)
    before = waiting.snapshot()
    for words in (("start", "QH-02"), ("note", "QH-03", "看过"), ("check",), ("audit", "adopt", "--reason", "校对")):
        result = waiting("-f", REGISTER, *words)
        assert result.code == 7, result.err
        assert f"{REGISTER} was changed while run 4 waited to be published; both are kept" in result.err
        assert str(staged(waiting)) in result.err
    assert waiting.snapshot() == before


def reconcile(cli: Cli, said: str, right: bytes) -> None:
    """Do what the hint says, word by word."""
    hint = re.search(r"hint: compare (\S+) with (\S+), put what is right into (\S+), remove (\S+), then (.*)", said)
    assert hint is not None
    assert hint[1] == hint[3]
    assert hint[2] == hint[4]
    assert Path(hint[2]).exists()
    (cli.folder / hint[3]).write_bytes(right)
    Path(hint[4]).unlink()
    assert hint[5] == "rectify check"


@pytest.mark.parametrize("how", TOUCHED)
def test_the_hint_leads_out(waiting: Cli, how: str) -> None:
    """What waits is taken as right: the check is clean, repeating the command adds nothing, and work goes on."""
    TOUCHED[how](waiting.folder / REGISTER)
    right = staged(waiting).read_bytes()
    reconcile(waiting, waiting("-f", REGISTER, "check").err, right)
    assert "outside rectify" not in waiting("check").out
    assert waiting.ok("start", "QH-02").out == "QH-02  nothing to do\n"
    waiting.ok("note", "QH-03", "看过")
    assert [run["seq"] for run in waiting.runs()] == [1, 2, 3, 4, 5]


def test_both_can_be_kept(waiting: Cli) -> None:
    """The run's text with the edit put into it: the check names the edit alone, and it can be adopted."""
    edit(waiting.folder / REGISTER)
    said = waiting("check").err
    edit(staged(waiting))
    reconcile(waiting, said, staged(waiting).read_bytes())
    found = json.loads(waiting("check", "-o", "json").out)["flaws"]
    outside = [flaw["message"] for flaw in found if "outside" in flaw["message"]]
    assert len(outside) == 1
    assert "2019-07-20" in outside[0]
    assert "2020-07-20" in outside[0]
    waiting.ok("audit", "adopt", "--reason", "甲川县来函")
    assert "outside rectify" not in waiting("check").out
    assert waiting.issue("QH-02").status == "in_progress"


def test_the_edit_alone_can_be_kept(waiting: Cli) -> None:
    """Without what waited, the run's own change is named as undone by hand; nothing is redone behind anybody's back."""
    edit(waiting.folder / REGISTER)
    said = waiting("check").err
    reconcile(waiting, said, (waiting.folder / REGISTER).read_bytes())
    result = waiting("check")
    assert result.code == 1
    assert "QH-02" in result.out
    assert waiting.issue("QH-02").status == "open"


def test_a_register_put_back_is_published(waiting: Cli) -> None:
    """An edit that is taken back (git stash, git checkout) leaves the register as the run found it."""
    path = waiting.folder / REGISTER
    found = path.read_bytes()
    edit(path)
    assert waiting("check").code == 7
    path.write_bytes(found)
    waiting("check")
    assert waiting.issue("QH-02").status == "in_progress"
    assert len(waiting.runs()) == 4


def test_a_published_run_is_never_redone(cli: Cli) -> None:
    """A branch switch behind a published run is a hand edit: it is named, and the register stays as it was put."""
    before = (cli.folder / REGISTER).read_bytes()
    cli.ok("start", "QH-02")
    (cli.folder / REGISTER).write_bytes(before)
    result = cli("check")
    assert result.code == 1
    assert "QH-02 status: in_progress → open" in result.out
    assert (cli.folder / REGISTER).read_bytes() == before


def test_who_may_not_write_is_not_told_of_a_hand_edit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A check on a disk that is read-only sees the register as it will be, and blames nobody."""
    with open_folder() as place:
        monkeypatch.chdir(place)
        cli = Cli(place)
        cli.write(REGISTER, "format: 1\nissues:\n  - {id: QH-01, title: 题, status: open, units: {lead: 甲川}}\n")
        cli.ok("assign", "QH-01", "--due", "2030-12-31")
        assert cli("assign", "QH-01", "--person", "王明", disk=FaultyDisk(Fault("rename", REGISTER))).code == 9
        writable = cli.snapshot()
        cli("check", disk=FaultyDisk(Fault("rename", "")))  # loads every module while it still may
        place.chmod(0o555)
        with ordinary_user():
            result = cli("check")
        assert "outside" not in result.out
        assert "0 errors" in result.out
        assert cli.snapshot() == writable
        place.chmod(0o755)


@pytest.mark.parametrize("words", [("check",), ("audit", "verify")], ids=" ".join)
def test_what_waits_is_said_where_nobody_may_write(waiting: Cli, words: tuple[str, ...]) -> None:
    """The verdict goes by the register as it will be, and says that the file is not there yet."""
    result = waiting(*words, disk=FaultyDisk(Fault("sync", waiting.folder.name, errno.EROFS)))
    assert "recorded but not published yet" in result.err
    published = waiting(*words)
    assert (published.code, published.err) == (result.code, "")

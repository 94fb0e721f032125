"""A register under git: what a switched branch, a stash, a rebase and a merge leave, found and named."""

import shutil
import subprocess
from pathlib import Path

import pytest

from rectify.faults import Unpublished
from rectify.store.folder import FolderStore
from tests.cli.harness import NOW, Cli
from tests.make import request
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import session_of

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")
GOOD = {
    "title": "题",
    "status": "open",
    "units": {"responsible": ["甲"]},
    "measures": [{"id": "M1", "text": "清淤"}],
    "deadline": {"date": "2020-01-01"},
}
"""An issue that no check has anything to say of."""
SETTINGS = {"user.name": "甲某", "user.email": "jia@example.org", "commit.gpgsign": "false", "core.autocrlf": "false"}
BOTH = ("issues.yaml", "issues.log.jsonl")


class Git:
    """git in a folder, without anybody's own settings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self("init", "-q", "-b", "main")
        for name, value in SETTINGS.items():
            self("config", name, value)

    def __call__(self, *words: str, ok: bool = True) -> str:
        """Run it; where it must succeed, it does."""
        around = {"PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(self._folder), "GIT_CONFIG_NOSYSTEM": "1"}
        ran = subprocess.run(["git", *words], cwd=self._folder, env=around, capture_output=True, text=True, check=False)
        assert not ok or ran.returncode == 0, ran.stderr
        return ran.stdout

    def commit(self, message: str) -> None:
        """All there is."""
        self("add", "-A")
        self("commit", "-q", "-m", message)


@pytest.fixture
def git(empty: Cli) -> Git:
    """A repository with a register of three issues whose trail has begun."""
    empty.make(*({"id": f"Q-{number}", **GOOD} for number in (1, 2, 3)))
    empty.ok("note", "Q-1", "看过")
    git = Git(empty.folder)
    git.commit("begun")
    return git


def trail_of(cli: Cli) -> list[bytes]:
    """The lines of the trail."""
    return (cli.folder / "issues.log.jsonl").read_bytes().splitlines()


def test_local_files_are_not_committed(empty: Cli, git: Git) -> None:
    """Register and trail are, and the git files of the folder; the lock is not."""
    empty.ok("start", "Q-1")
    assert git("ls-files").split() == [".gitattributes", ".gitignore", "issues.log.jsonl", "issues.yaml"]
    assert git("status", "--short", "--untracked-files=all").split() == ["M", "issues.log.jsonl", "M", "issues.yaml"]


def test_a_switched_branch_brings_back_an_earlier_state_whole(empty: Cli, git: Git) -> None:
    """Register and trail belong together on every branch; only the number of runs and the head tell of the switch."""
    git("switch", "-q", "-c", "work")
    empty.ok("start", "Q-1")
    git.commit("started")
    told = empty.ok("check", "-o", "json").json
    git("switch", "-q", "main")
    before = empty.ok("check", "--strict", "-o", "json").json
    assert (before["runs"], told["runs"], before["count"]) == (2, 3, 0)
    assert before["head"] != told["head"]
    assert empty.issue("Q-1").status == "open"
    git("switch", "-q", "work")
    assert empty.ok("check", "-o", "json").json["head"] == told["head"]


@pytest.mark.parametrize("how", ["stash", "checkout", "restore"])
def test_the_register_alone_of_an_earlier_day_is_named_as_such(empty: Cli, git: Git, how: str) -> None:
    """The version, the runs that are not in it, and every field; it is neither written over nor redone."""
    empty.ok("start", "Q-1")
    empty.ok("edit", "Q-2", "--set", "place=甲川")
    newer = (empty.folder / "issues.yaml").read_bytes()
    if how == "stash":
        git("stash", "push", "-q", "issues.yaml")
    elif how == "checkout":
        git("checkout", "-q", "HEAD", "--", "issues.yaml")
    else:
        git("restore", "issues.yaml")
    older = (empty.folder / "issues.yaml").read_bytes()
    told = empty("check")
    assert told.code == 1
    assert "the register is the one that run 2 left" in told.out
    assert "; 2 later runs are not in it [older-register]" in told.out
    assert "Q-1 status: in_progress → open, outside rectify [outside-edit]" in told.out
    assert "Q-2 place: 甲川 → –, outside rectify [outside-edit]" in told.out
    for words in (("note", "Q-1", "x"), ("close", "Q-2", "--evidence", "issues.yaml")):
        assert empty(*words).code == 7
    assert (empty.folder / "issues.yaml").read_bytes() == older
    empty.ok("check", "--rebuild")
    assert (empty.folder / "issues.rebuilt.yaml").read_bytes() == newer
    (empty.folder / "issues.rebuilt.yaml").replace(empty.folder / "issues.yaml")
    assert empty.ok("check", "--strict").code == 0


def test_what_is_written_meanwhile_survives_the_return(empty: Cli, git: Git) -> None:
    """A write to another issue goes on, says what is outside, and still stands after `git stash pop`."""
    empty.ok("start", "Q-1")
    git("stash", "push", "-q", "issues.yaml")
    empty.ok("note", "Q-3", "照常")
    assert empty.runs()[-1]["outside"] == ["Q-1"]
    git("stash", "pop", "-q")
    assert empty.ok("check", "--strict").code == 0
    assert len(trail_of(empty)) == 4


def test_the_trail_alone_of_an_earlier_day_leaves_edits_that_nobody_vouches_for(empty: Cli, git: Git) -> None:
    """What the lost runs did is told as done outside rectify, field by field; adopting takes it in again."""
    empty.ok("start", "Q-1")
    git("checkout", "-q", "HEAD", "--", "issues.log.jsonl")
    told = empty("check")
    assert told.code == 1
    assert "Q-1 status: open → in_progress, outside rectify" in told.out
    assert "older-register" not in told.out
    assert empty("note", "Q-1", "x").code == 7
    empty.ok("audit", "adopt", "--reason", "日志回退")
    assert empty.ok("check", "--strict").code == 0


@pytest.fixture
def diverged(empty: Cli, git: Git) -> Git:
    """Two branches, each with a run of its own; `main` is checked out."""
    git("switch", "-q", "-c", "work")
    empty.ok("start", "Q-1")
    git.commit("started")
    git("switch", "-q", "main")
    empty.ok("edit", "Q-3", "--set", "place=乙山")
    git.commit("found the place")
    return git


def test_a_merge_conflict_is_named_in_both_files(empty: Cli, diverged: Git) -> None:
    """Nothing is read past a conflict marker, and nothing is written; the way out is named."""
    for branch, title in (("work", "甲"), ("main", "乙")):
        diverged("switch", "-q", branch)
        empty.ok("edit", "Q-2", "--set", f"title={title}", "--reason", "r")
        diverged.commit(title)
    diverged("merge", "work", ok=False)
    before = empty.snapshot()
    assert [name for name in BOTH if b"<<<<<<<" in before[name]] == list(BOTH)
    told = empty("check")
    assert told.code == 3
    assert "conflict marker" in told.err
    assert empty("note", "Q-1", "x").code == 3
    diverged("checkout", "-q", "--ours", "issues.yaml")
    told = empty("check")
    assert told.code == 7
    assert "the line is a conflict marker of git; take one side's trail whole" in told.out
    assert empty("note", "Q-1", "x").code == 7
    assert empty("check", "--rebuild").code == 7
    assert empty.snapshot()["issues.log.jsonl"] == before["issues.log.jsonl"]


def test_after_a_merge_one_trail_is_taken_whole_and_the_rest_adopted(empty: Cli, diverged: Git) -> None:
    """What came with the other side's register stands outside the trail until it is taken in."""
    diverged("merge", "work", ok=False)
    diverged("checkout", "-q", "--ours", "issues.log.jsonl")
    told = empty("check")
    assert "Q-1 status: open → in_progress, outside rectify" in told.out
    empty.ok("audit", "adopt", "Q-1", "--reason", "合并")
    assert empty.ok("check", "--strict").code == 0
    diverged.commit("merged")


def test_a_rebase_stops_at_the_trail(empty: Cli, diverged: Git) -> None:
    """Two runs after the same line are a conflict for git too, so none is lost in silence."""
    diverged("switch", "-q", "work")
    diverged("rebase", "main", ok=False)
    assert empty("check").code in {3, 7}
    diverged("rebase", "--abort")
    assert empty.ok("check", "--strict").code == 0


def test_a_run_that_waits_and_is_swept_away_by_git_is_found(empty: Cli, git: Git) -> None:
    """`git clean -xdf` takes the staged register of a run that is recorded; the register is one run behind."""
    disk = FaultyDisk(Fault("rename", "issues.yaml"))
    with pytest.raises(Unpublished):
        session_of(FolderStore("issues.yaml", disk=disk), NOW).do([request("start", "Q-1")])
    git("clean", "-xdfq")
    told = empty("check")
    assert "the register is the one that run 2 left" in told.out
    assert "Q-1 status: in_progress → open, outside rectify" in told.out
    empty.ok("check", "--rebuild")
    (empty.folder / "issues.rebuilt.yaml").replace(empty.folder / "issues.yaml")
    assert empty.ok("check", "--strict").code == 0
    assert empty.issue("Q-1").status == "in_progress"


@pytest.mark.parametrize(
    "words", [("checkout", "-q", "HEAD~1", "--", "issues.yaml"), ("stash", "push", "-q", "issues.yaml")]
)
def test_a_register_replaced_while_a_run_waits_is_not_published_over(
    empty: Cli, git: Git, words: tuple[str, ...]
) -> None:
    """What is neither the run's before nor its after stops the work, and both are kept."""
    empty.ok("start", "Q-2")
    if words[0] == "checkout":
        git.commit("one")
    disk = FaultyDisk(Fault("rename", "issues.yaml"))
    with pytest.raises(Unpublished):
        session_of(FolderStore("issues.yaml", disk=disk), NOW).do([request("start", "Q-1")])
    git(*words)
    before = empty.snapshot()
    told = empty("note", "Q-3", "x")
    assert told.code == 7
    assert "was changed while run 4 waited to be published; both are kept" in told.err
    assert empty.snapshot() == before


def test_line_endings_of_a_clone_do_not_touch_the_trail(empty: Cli, git: Git) -> None:
    """Where git writes CRLF into text files, the trail keeps its bytes, and the register its values."""
    empty.ok("start", "Q-1")
    git.commit("more")
    git("-c", "core.autocrlf=true", "clone", "-q", ".", "clone")
    clone = empty.folder / "clone"
    assert b"\r\n" in (clone / "issues.yaml").read_bytes()
    assert (clone / "issues.log.jsonl").read_bytes() == (empty.folder / "issues.log.jsonl").read_bytes()
    assert empty("-f", "clone/issues.yaml", "check", "--strict").code == 0

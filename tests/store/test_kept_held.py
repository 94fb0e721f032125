"""A commit that starts from what was kept: windows where that can be, the whole file where not, and nothing unseen."""

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from rectify.errors import RectifyError
from rectify.faults import DiskRefused, EditedMeanwhile, SavedMeanwhile
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.store.cache import Keeper
from rectify.store.drafts import Spliced
from rectify.store.folder import FolderStore
from rectify.store.kept_held import KeptHeld
from rectify.store.kept_text import IndexedText
from rectify.store.layout import Layout
from rectify.store.yaml_layout import habits
from tests.cli.kept import settle
from tests.store.contract import begin
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.keeping import many
from tests.store.material import TEXT, files_below, noted, run_of, started, write_register
from tests.store.rewritten import file_of

ENVIRONMENT = "XDG_CACHE_HOME"


def keeping(folder: Path, text: str = TEXT) -> tuple[FolderStore, FaultyDisk]:
    """A store with a cache whose trail has begun, on a disk that tells what it was asked."""
    path, disk = write_register(folder, text), FaultyDisk()
    store = FolderStore(str(path), disk=disk, timeout=0)
    begin(store)
    settle(folder)
    (folder / "cache").mkdir()
    layout = Layout.of(str(path))
    store._reading.keeper = Keeper.of({ENVIRONMENT: str(folder / "cache")}, layout.register, disk.mount_table)
    disk.calls.clear()
    return store, disk


def ways(disk: FaultyDisk) -> list[str]:
    """How new registers were written."""
    return [method for method, path in disk.calls if method in ("splice", "write_new") and path.endswith(".staged")]


def test_a_changed_issue_is_written_in_a_window(tmp_path: Path) -> None:
    """Only its bytes are new, the run tells the digests of both, and the file is not read whole."""
    store, disk = keeping(tmp_path)
    with store.writing() as loaded:
        assert isinstance(store._held, KeptHeld)
        event, after = started(loaded.register)
        receipt = store.commit(run_of(event), after)
    text = (tmp_path / "issues.yaml").read_text(encoding="utf-8")
    assert text == TEXT.replace("status: open   #", "status: in_progress   #")
    assert (ways(disk), receipt.re_emitted) == (["splice"], ())
    assert ("read", "issues.yaml") not in disk.calls
    whole = FolderStore(store.name).load(whole=True)
    assert (receipt.run.after, whole.last) == (whole.digest, receipt.run)
    assert list(store.damage()) == []


def test_a_remark_changes_no_register(tmp_path: Path) -> None:
    """Nor does an issue that is put in as it was."""
    store, disk = keeping(tmp_path)
    with store.writing() as loaded:
        run = store.commit(run_of(noted()), loaded.register).run
        again = store.commit(run_of(noted()), loaded.register.with_issue(loaded.register.get("Q-1").but())).run
    assert run.before == run.after == again.after
    assert ways(disk) == []


def added(register: Register) -> Register:
    """A register with one more issue."""
    return register.with_issue(Issue.model_validate({"id": "N", "title": "新", "status": "open"}))


def retitled(register: Register) -> Register:
    """A register with another header, and a changed issue."""
    return started(register)[1].with_header(register.header.but(title="另册"))


@pytest.mark.parametrize("change", [added, retitled])
def test_other_changes_are_written_whole(tmp_path: Path, change: Callable[[Register], Register]) -> None:
    """A new issue, another header: as without a cache."""
    store, disk = keeping(tmp_path)
    with store.writing() as loaded:
        after = change(loaded.register)
        run = store.commit(run_of(noted()), after).run
    assert ways(disk) == ["write_new"]
    found = FolderStore(store.name).load(whole=True)
    assert (found.register.entries(), found.digest) == (after.entries(), run.after)


def test_two_commits_under_one_lock(tmp_path: Path) -> None:
    """The second starts from what the first has left."""
    store, disk = keeping(tmp_path)
    with store.writing() as loaded:
        event, middle = started(loaded.register)
        one = store.commit(run_of(event), middle).run
        event, after = started(middle, "Q-3")
        two = store.commit(run_of(event), after).run
    assert (two.before, two.prev != one.prev) == (one.after, True)
    assert ways(disk) == ["splice", "write_new"]
    assert FolderStore(store.name).load(whole=True).register.entries() == after.entries()


def test_a_second_commit_after_an_edit_is_refused(tmp_path: Path) -> None:
    """Who saves the register between two commits keeps what was saved."""
    store, _ = keeping(tmp_path)
    with store.writing() as loaded:
        event, middle = started(loaded.register)
        store.commit(run_of(event), middle)
        path = tmp_path / "issues.yaml"
        path.write_bytes(path.read_bytes() + b"# saved\n")
        event, after = started(middle, "Q-3")
        with pytest.raises(EditedMeanwhile):
            store.commit(run_of(event), after)
    assert path.read_bytes().endswith(b"# saved\n")
    assert len(list(store.runs())) == 2


def unseen(path: Path, old: str, new: str) -> None:
    """Edit a file so that size and time of change are the same."""
    found = path.stat()
    data = path.read_bytes().replace(old.encode(), new.encode())
    assert len(data) == found.st_size
    path.write_bytes(data)
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_an_edit_that_leaves_the_stamp_is_found_in_a_block_that_is_edited(tmp_path: Path) -> None:
    """What is written is never made from other bytes than were decided on."""
    store, _ = keeping(tmp_path)
    with store.writing() as loaded:
        event, after = started(loaded.register)
        unseen(tmp_path / "issues.yaml", "丙泉市", "丁湖县")
        with pytest.raises(EditedMeanwhile):
            store.commit(run_of(event), after)
    assert len(list(store.runs())) == 1
    assert "丁湖县" in (tmp_path / "issues.yaml").read_text(encoding="utf-8")


def test_what_was_decided_on_must_stand_in_the_file(tmp_path: Path) -> None:
    """Rows that are not those of the file, as no checksum tells: nothing is written, and they are forgotten."""
    store, disk = keeping(tmp_path)
    with store.writing() as loaded:
        assert isinstance(store._held, KeptHeld)
        other = [issue.but(title="另一个") for issue in loaded.register.issues]
        store._held.register = Register.of(loaded.register.header, other)
        event, after = started(store._held.register)
        with pytest.raises(EditedMeanwhile):
            store.commit(run_of(event), after)
    assert ways(disk) == []
    assert (tmp_path / "issues.yaml").read_text(encoding="utf-8") == TEXT
    with store.writing() as loaded:
        assert loaded.register.get("Q-1").title == "甲川县垃圾场渗滤液外溢"


@pytest.mark.parametrize("kept", [True, False])
def test_an_edit_anywhere_that_restores_the_time_of_change_is_noticed(tmp_path: Path, kept: bool) -> None:
    """Neither is it overwritten, nor copied unread: the time of change of the entry is the kernel's alone."""
    store, _ = keeping(tmp_path, many(150))
    settle(tmp_path)
    with store.writing(whole=not kept) as loaded:
        after = loaded.register.with_issue(loaded.register.get("Q-1").but(title="改"))
        unseen(tmp_path / "issues.yaml", "title: 第140件", "title  第140件")
        with pytest.raises(EditedMeanwhile):
            store.commit(run_of(noted()), after)
    assert len(list(store.runs())) == 1


def test_where_no_stamp_tells_every_edit_the_bytes_do(tmp_path: Path) -> None:
    """A disk that no one here stamps: what is copied must be what was read, to the last byte."""
    store, disk = keeping(tmp_path)
    keeper = Keeper.of({ENVIRONMENT: str(tmp_path / "cache")}, Layout.of(store.name).register, lambda: b"")
    store._reading.keeper = keeper
    with store.writing() as loaded:
        event, after = started(loaded.register)
        run = store.commit(run_of(event), after).run
    assert ways(disk) == ["write_new"]
    assert FolderStore(store.name).load(whole=True).digest == run.after
    with store.writing() as loaded:
        assert isinstance(store._held, KeptHeld)
        event, after = started(loaded.register, "Q-3")
        draft = store._held.draft(after)
        assert isinstance(draft, Spliced)
        unseen(tmp_path / "issues.yaml", "乙岭区", "丁湖县")
        with pytest.raises(OSError, match="changed"):
            draft.write(disk, store._layout.register, str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("edited", [False, True])
def test_the_habits_of_the_file_are_known(tmp_path: Path, edited: bool) -> None:
    """As they were kept; after an edit by hand, read off the file again."""
    text = TEXT.replace("    units: {", "    measures:\n        - id: M1\n          text: 改\n    units: {")
    store, disk = keeping(tmp_path, text)
    path = tmp_path / "issues.yaml"
    if edited:
        store.load()
        text = (
            text.replace("丙泉市矿山", "丙泉市的矿山")
            .replace("        -", "          -")
            .replace("          t", "            t")
        )
        path.write_text(text, encoding="utf-8")
    assert store._reading.keeper
    kept = store._reading.keeper.read()
    assert kept
    found = file_of(text)
    style = kept.text().style(partial(disk.read_at, str(path)))
    assert isinstance(kept.text(), IndexedText)
    assert style == habits(found.text, found.root)


# --- a disk that refuses, and others who write ---

REFUSED = [
    Fault("splice", ".staged", errno.ENOSPC),
    Fault("splice", ".staged", errno.EIO, after=True),
    Fault("rename", ".staged", errno.EACCES),
    Fault("rename", ".staged", errno.EIO, after=True),
    Fault("sync", "", errno.EIO, nth=3),  # the first two are recovery's
    Fault("append", ".log.jsonl", errno.EDQUOT),
]


@pytest.mark.parametrize("fault", REFUSED, ids=lambda fault: f"{fault.method}{fault.path_end}-{fault.after}")
def test_what_fails_before_the_commit_leaves_nothing(tmp_path: Path, fault: Fault) -> None:
    """Register and trail stay as they were, and no new text is left beside them."""
    store, disk = keeping(tmp_path)
    before = {name: data for name, data in files_below(tmp_path).items() if not name.startswith("cache")}
    disk.faults.append(fault)
    with pytest.raises(DiskRefused), store.writing() as loaded:
        event, after = started(loaded.register)
        store.commit(run_of(event), after)
    assert {name: data for name, data in files_below(tmp_path).items() if not name.startswith("cache")} == before


@pytest.mark.parametrize("moment", ["splice", "rename", "append"])
def test_an_edit_in_the_same_moment_is_never_overwritten(tmp_path: Path, moment: str) -> None:
    """Somebody who saves the register while it is copied, named or recorded keeps what was saved."""
    store, disk = keeping(tmp_path)
    path, saved = tmp_path / "issues.yaml", TEXT + "# saved by hand\n"

    def save(method: str, _path: str) -> None:
        if method == moment:
            path.write_bytes(saved.encode())

    disk.watch = save
    expected: type[RectifyError] = SavedMeanwhile if moment == "append" else EditedMeanwhile
    with pytest.raises(expected), store.writing() as loaded:
        event, after = started(loaded.register)
        store.commit(run_of(event), after)
    assert path.read_bytes() == saved.encode()
    assert len(list(store.runs())) == (2 if moment == "append" else 1)
    assert store.pending() is (moment == "append")


def test_what_a_killed_copy_has_left_is_swept_away(tmp_path: Path) -> None:
    """Its name is no run's, and the next write begins with it gone."""
    store, _ = keeping(tmp_path)
    left = Path(Layout.of(store.name).drafted)
    left.write_bytes(b"half")
    with store.writing() as loaded:
        assert not left.exists()
        left.write_bytes(b"half again")  # as no other can, who holds no lock
        event, after = started(loaded.register)
        store.commit(run_of(event), after)
    assert not left.exists()

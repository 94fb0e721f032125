"""Recovery: every state that a stopped write can leave on a disk; tests/crash makes them all."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.faults import DiskRefused, InvalidTrail, PendingConflict
from rectify.store.disk import Disk
from rectify.store.folder import FolderStore
from rectify.store.layout import Layout
from rectify.store.log_jsonl import read_line, write_line
from rectify.store.recovery import recover
from rectify.store.trail_end import last_line, torn_line
from rectify.store.trail_lines import digest
from tests.store.contract import begin, commit
from tests.store.faulty_disk import FaultyDisk
from tests.store.material import TEXT, files_below, noted, register_of, run_of, started, write_register

AFTER = TEXT.replace("status: open   # to be", "status: in_progress   # to be")


class Scene:
    """A folder in which a run has started Q-1; tests put its files back to an earlier moment."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = FolderStore(str(write_register(folder)))
        begin(self.store)
        self.before = files_below(folder)
        event, after = started(register_of())
        commit(self.store, run_of(event), after)
        self.after = files_below(folder)
        self.log, self.register = folder / "issues.log.jsonl", folder / "issues.yaml"
        self.line = self.after["issues.log.jsonl"][len(self.before["issues.log.jsonl"]) :]
        self.layout = Layout.of(str(self.register))
        self.staged = Path(self.layout.staged(digest(self.line)))

    def recover(self) -> dict[str, bytes]:
        """The files after recovery; once more changes nothing."""
        recover(self.layout, Disk(), "issues.yaml", "issues.log.jsonl")
        once = files_below(self.folder)
        disk = FaultyDisk()
        recover(self.layout, disk, "issues.yaml", "issues.log.jsonl")
        assert files_below(self.folder) == once
        assert {method for method, _ in disk.calls} <= {"sync", "facts"}
        return once

    def unpublish(self, staged: bytes = AFTER.encode()) -> None:
        """The run is recorded and not yet published."""
        self.register.write_bytes(TEXT.encode())
        self.staged.write_bytes(staged)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """Such a folder."""
    return Scene(tmp_path)


def test_a_sound_folder_stays_as_it_is(scene: Scene) -> None:
    """Where nothing was stopped there is nothing to do but to sync."""
    assert scene.recover() == scene.after


def test_a_recorded_run_is_published(scene: Scene) -> None:
    """Stopped between the line and the rename: the register becomes what the line says."""
    scene.unpublish()
    assert scene.store.pending()
    assert scene.recover() == scene.after
    assert not scene.store.pending()


def test_a_run_not_recorded_is_dropped(scene: Scene) -> None:
    """Stopped before the line: the staged register goes, and so does that of a trail never begun."""
    scene.log.write_bytes(scene.before["issues.log.jsonl"])
    scene.unpublish()
    (scene.folder / ".issues.0123456789abcdef.staged").write_bytes(b"half")
    assert scene.recover() == scene.before
    scene.log.unlink()
    scene.staged.write_bytes(b"the trail")
    assert scene.recover().keys() == {".gitattributes", ".gitignore", "issues.yaml"}


def test_a_published_run_needs_its_staged_file_no_longer(scene: Scene) -> None:
    """Some disks keep the old name through a power cut: it goes."""
    scene.staged.write_bytes(AFTER.encode())
    assert scene.recover() == scene.after


def test_what_is_none_of_the_registers_stays(scene: Scene) -> None:
    """Files of other registers, of editors and of people are not touched."""
    for name in (".other.0123456789abcdef.staged", ".issues.yaml.swp", "issues.yaml~", "notes.staged"):
        (scene.folder / name).write_bytes(b"theirs")
    everything = files_below(scene.folder)
    assert scene.recover() == everything


@pytest.mark.parametrize(
    "torn",
    [
        lambda line: line[:1],
        lambda line: line[: len(line) // 2],
        lambda line: line[:-2],
        lambda line: b"\0" * len(line),
        lambda line: line[:9] + b"\0" * 9 + line[18:],
        lambda line: b"\0" * (len(line) - 1) + b"\n",
    ],
)
@pytest.mark.parametrize("is_staged", [True, False])
def test_a_torn_line_is_cut(scene: Scene, torn: Callable[[bytes], bytes], is_staged: bool) -> None:
    """A line that the power cut tore was never recorded: it goes, and its staged register with it."""
    scene.log.write_bytes(scene.before["issues.log.jsonl"] + torn(scene.line))
    scene.register.write_bytes(TEXT.encode())
    if is_staged:
        scene.staged.write_bytes(AFTER.encode())
    assert not scene.store.pending()
    assert scene.recover() == scene.before


def test_a_line_that_lost_its_newline_is_completed_when_it_is_published(scene: Scene) -> None:
    """A whole line without its newline whose register stands: the newline is put back."""
    scene.log.write_bytes(scene.after["issues.log.jsonl"][:-1])
    assert scene.recover() == scene.after


def test_a_line_that_lost_its_newline_is_cut_when_it_is_not_published(scene: Scene) -> None:
    """The same line with the old register was never recorded."""
    scene.log.write_bytes(scene.after["issues.log.jsonl"][:-1])
    scene.register.write_bytes(TEXT.encode())
    assert scene.recover() == scene.before


def test_a_line_that_lost_its_newline_is_completed_when_the_register_was_edited_since(scene: Scene) -> None:
    """An editor strips the trail's last newline, somebody edits the register: the recorded run is not lost for that."""
    scene.log.write_bytes(scene.after["issues.log.jsonl"][:-1])
    scene.register.write_bytes(AFTER.replace("Q-3", "Q-4").encode())
    assert scene.recover()["issues.log.jsonl"] == scene.after["issues.log.jsonl"]


def test_a_line_that_lost_its_newline_is_cut_while_its_register_still_waits(scene: Scene) -> None:
    """It was never published, whatever the register has become: nobody was told that it is recorded."""
    scene.log.write_bytes(scene.after["issues.log.jsonl"][:-1])
    scene.unpublish()
    scene.register.write_bytes(TEXT.replace("Q-3", "Q-4").encode())
    assert scene.recover()["issues.log.jsonl"] == scene.before["issues.log.jsonl"]


def test_a_trail_of_one_line_survives_an_editor_that_drops_the_newline(scene: Scene) -> None:
    """Taking a register in changes nothing in it, so its line is published by itself."""
    scene.register.write_bytes(TEXT.encode())
    scene.log.write_bytes(scene.before["issues.log.jsonl"][:-1])
    assert scene.recover() == scene.before


@pytest.mark.parametrize("found", [TEXT + "# edited\n", None, ""])
def test_an_edit_while_a_run_waits_stops_everything(scene: Scene, found: str | None) -> None:
    """A register that is neither before nor after is never overwritten; both are kept, and the run is named."""
    scene.unpublish()
    if found is None:
        scene.register.unlink()
    else:
        scene.register.write_text(found, encoding="utf-8")
    everything = files_below(scene.folder)
    with pytest.raises(PendingConflict) as raised:
        scene.recover()
    assert (raised.value.exit_code, raised.value.facts["seq"]) == (7, 2)
    assert str(scene.staged) in str(raised.value.hint)
    assert files_below(scene.folder) == everything


def test_a_staged_register_that_is_not_the_runs_is_never_published(scene: Scene) -> None:
    """The staged bytes must be those the line vouches for."""
    scene.unpublish(staged=b"format: 1\nissues: []\n")
    with pytest.raises(PendingConflict):
        scene.recover()
    assert scene.register.read_bytes() == TEXT.encode()


def test_a_staged_trail_is_never_taken_for_a_register(scene: Scene) -> None:
    """Both names of a trail's first rename on a disk that keeps the old one: the register stays."""
    scene.log.write_bytes(scene.before["issues.log.jsonl"])
    scene.register.write_bytes(TEXT.encode())
    path = Path(scene.layout.staged(digest(scene.before["issues.log.jsonl"])))
    path.write_bytes(scene.before["issues.log.jsonl"])
    assert scene.recover() == scene.before


def test_a_damaged_line_with_a_waiting_run_is_told(scene: Scene) -> None:
    """A last line that is no run, yet has a staged file, is named with its number in the trail."""
    scene.log.write_bytes(scene.before["issues.log.jsonl"] + b"bogus\n")
    Path(scene.layout.staged(digest(b"bogus"))).write_bytes(b"x")
    with pytest.raises(InvalidTrail) as raised:
        scene.recover()
    assert raised.value.facts["place"] == "issues.log.jsonl:2"


def test_what_is_recovered_is_durable_first(scene: Scene) -> None:
    """Trail and folder are synced before anything is decided by them."""
    scene.unpublish()
    disk = FaultyDisk()
    recover(scene.layout, disk, "issues.yaml", "issues.log.jsonl")
    changes = [call for call in disk.calls if call[0] not in {"facts", "read"}]
    assert changes[:2] == [("sync", "issues.log.jsonl"), ("sync", scene.folder.name)]
    assert changes[-2:] == [("rename", "issues.yaml"), ("sync", scene.folder.name)]


def test_a_write_recovers_first(scene: Scene) -> None:
    """Whoever writes next completes what was stopped, and goes on from there."""
    scene.unpublish()
    run = commit(scene.store, run_of(noted()), started(register_of())[1]).run
    assert (run.seq, run.before) == (3, read_line(scene.line, "x", 1).after)
    assert list(scene.store.damage()) == []


def test_a_disk_that_refuses_recovery_is_told(scene: Scene) -> None:
    """A register that still cannot be replaced stops the next write too; nothing is lost."""
    scene.unpublish()
    scene.register.unlink()
    scene.register.mkdir()
    with pytest.raises(DiskRefused), scene.store.writing():
        raise AssertionError
    assert scene.staged.exists()


# --- the end of the trail ---


def test_the_end_of_a_trail_is_found_at_any_size(tmp_path: Path) -> None:
    """Whatever the lengths of the last lines, and whatever is torn behind them."""
    log = tmp_path / "x.log.jsonl"
    assert (last_line(str(log), Disk()), torn_line(str(log), Disk())) == (None, b"")
    for size in (0, 1, 65_534, 65_535, 65_536, 65_537, 524_288, 600_000):
        for before in (b"", b"a\n", b"b" * 70_000 + b"\n"):
            for torn in (b"", b"t", b"t" * 70_000, b"\0\0\n"):
                log.write_bytes(before + b"l" * size + b"\n" + torn)
                assert last_line(str(log), Disk()) == b"l" * size
                assert torn_line(str(log), Disk()) == torn


def test_a_trail_without_a_whole_line_has_no_end(tmp_path: Path) -> None:
    """Nothing recorded, all torn."""
    log = tmp_path / "x.log.jsonl"
    for data in (b"", b"x", b"x" * 70_000, b"\0\n"):
        log.write_bytes(data)
        assert (last_line(str(log), Disk()), torn_line(str(log), Disk())) == (None, data)


def test_a_line_is_known_by_its_bytes() -> None:
    """The digest of a line does not count its newline."""
    line = write_line(run_of(noted())._replace(seq=1))
    assert digest(line) == digest(line[:-1])

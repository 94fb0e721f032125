"""The folder store on a disk that refuses: nothing, or a doubt, or a run that waits; never half of one."""

import errno
from pathlib import Path

import pytest

from rectify.errors import RectifyError
from rectify.faults import DiskRefused, EditedMeanwhile, NotLasting, OutcomeUnknown, SavedMeanwhile, Unpublished
from rectify.store.folder import FolderStore
from tests.store.begun import begun, start
from tests.store.contract import begin, commit
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import TEXT, files_below, noted, register_of, run_of, started, with_evidence, write_register

BEFORE_THE_COMMIT = [
    Fault("write_new", ".staged", errno.ENOSPC),
    Fault("sync", "", errno.EIO, nth=3),  # the first two are recovery's
    Fault("append", ".log.jsonl", errno.ENOSPC),
    Fault("append", ".log.jsonl", errno.EDQUOT),
    Fault("make_folder", "Q-2", errno.EACCES),
    Fault("rename", "-report.pdf", errno.EIO),
]


@pytest.mark.parametrize("fault", BEFORE_THE_COMMIT, ids=lambda fault: f"{fault.method}{fault.path_end}-{fault.number}")
def test_what_fails_before_the_commit_leaves_nothing(tmp_path: Path, fault: Fault) -> None:
    """A disk that refuses before the run is recorded leaves register and trail as they were, and no litter."""
    store = begun(tmp_path, fault)
    before = files_below(tmp_path)
    (tmp_path / "report.pdf").write_bytes(b"cured")
    event, after = with_evidence(store.load().register, "Q-2", [store.take_in(str(tmp_path / "report.pdf"))])
    with pytest.raises(DiskRefused) as raised:
        commit(store, run_of(event), after)
    assert raised.value.exit_code == 8
    left = {name: data for name, data in files_below(tmp_path).items() if not name.endswith("report.pdf")}
    assert left == before
    again = FolderStore(store.name)
    commit(again, run_of(noted()), register_of())
    assert (again.load().register, list(again.damage())) == (register_of(), [])


@pytest.mark.parametrize(
    "fault", [Fault("rename", ".log.jsonl", errno.EACCES), Fault("write_new", ".staged", errno.ENOSPC)]
)
def test_a_trail_that_cannot_be_begun_leaves_nothing(tmp_path: Path, fault: Fault) -> None:
    """The first write makes a trail or none; only the git files may be there already."""
    store = FolderStore(str(write_register(tmp_path)), disk=FaultyDisk(fault))
    with pytest.raises(DiskRefused):
        begin(store)
    assert files_below(tmp_path).keys() == {"issues.yaml", ".gitignore", ".gitattributes"}
    assert not store.load().has_trail


def test_a_note_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """A run without a new register has nothing else to take back."""
    store = begun(tmp_path, Fault("append", ".log.jsonl", errno.ENOSPC))
    before = files_below(tmp_path)
    with pytest.raises(DiskRefused, match="no space left"):
        commit(store, run_of(noted()), register_of())
    assert files_below(tmp_path) == before


def test_a_trail_that_cannot_be_synced_leaves_a_doubt(tmp_path: Path) -> None:
    """EIO while the run is recorded: the outcome is unknown, said so, and settled by the next write."""
    store = begun(tmp_path, Fault("sync", ".log.jsonl", errno.EIO, nth=2, for_ever=False))
    with pytest.raises(OutcomeUnknown) as raised:
        start(store)
    assert raised.value.exit_code == 8
    assert store.pending()
    commit(store, run_of(noted()), started(register_of())[1])
    assert [run.seq for run in store.runs()] == [1, 2, 3]
    assert not store.pending()


@pytest.mark.parametrize(
    "fault",
    [
        Fault("rename", "issues.yaml", errno.EACCES, for_ever=False),
        Fault("sync", "", errno.EIO, nth=2, for_ever=False),  # the first makes the line last
        Fault("facts", "issues.yaml", errno.EIO, for_ever=False),
    ],
    ids=lambda fault: fault.method,
)
def test_what_fails_after_the_commit_is_published_later(tmp_path: Path, fault: Fault) -> None:
    """The run stands, exit 9; the next write publishes it, and there is one event.

    What is said of the register is true: after the rename it has been replaced.
    """
    disk = FaultyDisk()
    store = begun(tmp_path, disk=disk)

    def arm(method: str, _path: str) -> None:
        if method == "append":
            disk.faults.append(fault)

    disk.watch = arm
    with pytest.raises(Unpublished) as raised:
        start(store)
    assert (raised.value.exit_code, raised.value.facts["seq"]) == (9, 2)
    is_replaced = (tmp_path / "issues.yaml").read_text(encoding="utf-8") != TEXT
    assert (type(raised.value) is NotLasting, "could not be replaced" in raised.value.message) == (
        is_replaced,
        not is_replaced,
    )
    with store.writing() as loaded:
        assert loaded.register == started(register_of())[1]
    assert [run.seq for run in store.runs()] == [1, 2]
    assert (list(store.damage()), store.pending()) == ([], False)


@pytest.mark.parametrize("moment", ["write_new", "append"])
def test_an_edit_in_the_same_moment_is_never_overwritten(tmp_path: Path, moment: str) -> None:
    """Somebody who saves the register while a run is on its way keeps what was saved."""
    disk = FaultyDisk()
    store = begun(tmp_path, disk=disk)
    path, saved = tmp_path / "issues.yaml", TEXT + "# saved by hand\n"

    def save(method: str, _path: str) -> None:
        if method == moment:
            path.write_bytes(saved.encode())

    disk.watch = save
    expected: type[RectifyError] = EditedMeanwhile if moment == "write_new" else SavedMeanwhile
    with pytest.raises(expected) as raised:
        start(store)
    assert raised.value.exit_code == (6 if moment == "write_new" else 9)
    assert path.read_bytes() == saved.encode()
    assert len(list(store.runs())) == (1 if moment == "write_new" else 2)
    assert store.pending() is (moment == "append")


@pytest.mark.parametrize("moment", ["before", "after"])
def test_ctrl_c_while_the_line_is_synced_leaves_a_run_that_is_known(tmp_path: Path, moment: str) -> None:
    """The line stands by then: whoever is interrupted must not ask for it again; the next write publishes it."""

    class Interrupted(FaultyDisk):
        """Ctrl-C as the line is made durable."""

        def sync(self, path: str) -> None:
            """See `Disk.sync`."""
            if moment == "after":
                super().sync(path)
            if ("append", "issues.log.jsonl") in self.calls:
                raise KeyboardInterrupt

    store = begun(tmp_path, disk=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        start(store)
    assert (store.recorded, store.pending()) == (2, True)
    with FolderStore(store.name).writing() as loaded:
        assert loaded.register == started(register_of())[1]


def test_ctrl_c_before_the_line_is_written_leaves_nothing(tmp_path: Path) -> None:
    """Nor is any run told of."""
    disk = FaultyDisk()
    store = begun(tmp_path, disk=disk)
    before = files_below(tmp_path)

    def interrupt(method: str, _path: str) -> None:
        if method == "append":
            raise KeyboardInterrupt

    disk.watch = interrupt
    with pytest.raises(KeyboardInterrupt):
        start(store)
    assert (store.recorded, files_below(tmp_path)) == (None, before)


def test_a_rehearsal_starts_from_what_is_recorded(tmp_path: Path) -> None:
    """A run that still waits to be published is no hand edit: the rehearsal stands where the next write will."""
    store = begun(tmp_path, Fault("rename", "issues.yaml", errno.EROFS))
    with pytest.raises(Unpublished):
        start(store)
    rehearsed = store.rehearsal().load()
    assert rehearsed.last is not None
    assert (rehearsed.register.get("Q-1").status, rehearsed.digest) == ("in_progress", rehearsed.last.after)
    assert store.load().register.get("Q-1").status == "open"


def test_a_rehearsal_beside_a_writer_finds_the_register(tmp_path: Path) -> None:
    """A waiting run that is published in the moment of looking is read from the register."""
    disk = FaultyDisk()
    store = begun(tmp_path, Fault("rename", "issues.yaml", errno.EROFS, for_ever=False), disk=disk)
    with pytest.raises(Unpublished):
        start(store)

    def publish(method: str, path: str) -> None:
        if method == "read" and path.endswith(".staged"):
            disk.watch = lambda _method, _path: None
            Path(path).replace(tmp_path / "issues.yaml")

    disk.watch = publish
    assert store.rehearsal().load().register.get("Q-1").status == "in_progress"


def test_a_line_that_stands_in_spite_of_an_error_leaves_a_doubt(tmp_path: Path) -> None:
    """A network disk may tell of an error on closing; the staged register is kept, and the next write publishes it."""
    store = begun(tmp_path, Fault("append", ".log.jsonl", errno.EIO, after=True, for_ever=False))
    with pytest.raises(OutcomeUnknown):
        start(store)
    assert store.pending()
    with store.writing() as loaded:
        assert loaded.register == started(register_of())[1]
    assert ([run.seq for run in store.runs()], store.pending()) == ([1, 2], False)

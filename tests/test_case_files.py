"""The session at the cabinet, over stores by value; what a person sees of it is in tests/cli/test_evidence*.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rectify.actions.close import Close
from rectify.actions.note import Note
from rectify.case_files import CaseFiles
from rectify.errors import BadUsage, UnknownIssue
from rectify.faults import CaseDamaged
from rectify.session import Session
from rectify.store.case_file import CaseFileStore
from rectify.store.disk import Disk
from rectify.store.folder import FolderStore
from rectify.store.loaded import Loaded
from rectify.terms import FileState
from tests.make import Clock
from tests.store.begun import begun, start
from tests.store.handed_in import handed_in
from tests.store.material import TEXT, WHO


def cabinet(folder: Path) -> CaseFiles:
    """The case folders of a register in a folder, whose trail has begun, and in which Q-1 is closed with a file."""
    store = begun(folder)
    start(store)
    Session(store, Clock(), WHO).do([Close(id="Q-1", evidence=(handed_in(folder),))])
    return CaseFiles(FolderStore(store.name), CaseFileStore(store.name), Clock())


def test_what_is_read_is_of_one_moment(tmp_path: Path) -> None:
    """The files of all, or of some, with how many there are in all."""
    look = cabinet(tmp_path)
    assert [(piece.issue, piece.name) for piece in look.listed().pieces] == [("Q-1", "report.pdf")]
    some = look.checked(["Q-2"])
    assert (some.pieces, some.total, some.findings) == ((), 1, ())
    assert [finding.state for finding in look.checked().findings] == [FileState.SOUND]


@pytest.mark.parametrize("id_", ["Q-9", "q-1"])
def test_an_unknown_issue_is_refused(tmp_path: Path, id_: str) -> None:
    """Whatever is asked of it."""
    look = cabinet(tmp_path)
    for ask in (look.listed, look.checked, look.cases):
        with pytest.raises(UnknownIssue):
            ask([id_])


class Looking(FolderStore):
    """A store that tells how it was looked at."""

    whole: tuple[bool, ...] = ()

    def load(self, *, whole: bool = False) -> Loaded:
        """See `Store.load`."""
        self.whole += (whole,)
        return super().load(whole=whole)


def test_the_register_is_read_whole(tmp_path: Path) -> None:
    """Whatever was kept of it: who judges files, or hands them out, judges the register as it lies there."""
    cabinet(tmp_path)
    for ask in (CaseFiles.listed, CaseFiles.checked, CaseFiles.cases):
        store = Looking(str(tmp_path / "issues.yaml"), environment={"XDG_CACHE_HOME": str(tmp_path)})
        ask(CaseFiles(store, CaseFileStore(store.name), Clock()), ["Q-1"])
        assert set(store.whole) == {True}


class Counting(Disk):
    """A disk that counts how often the lines of a file were asked for."""

    def __init__(self) -> None:
        self.read_through = 0

    def lines(self, path: str) -> Iterator[bytes]:
        """See `Disk.lines`."""
        self.read_through += 1
        return super().lines(path)


def test_many_cases_are_made_in_one_pass(tmp_path: Path) -> None:
    """The trail is not read again for each; each has what it has when it is made alone."""
    name = str(tmp_path / "issues.yaml")
    cabinet(tmp_path)
    passes, cases = [], []
    for ids in (["Q-1"], ["Q-2"], ["Q-1", "Q-2"]):
        disk = Counting()
        cases.append(CaseFiles(FolderStore(name, disk=disk), CaseFileStore(name, disk=disk), Clock()).cases(ids))
        passes.append(disk.read_through)
    assert len(set(passes)) == 1
    assert cases[2] == cases[0] + cases[1]


def test_more_cases_than_one_need_a_folder(tmp_path: Path) -> None:
    """It is told before anything is read."""
    look = cabinet(tmp_path)
    with pytest.raises(BadUsage, match=r"is no folder, and there are 2 case files"):
        look.require_free(["Q-1", "Q-2"], str(tmp_path / "all.zip"), may_replace=False)
    look.require_free(["Q-1", "Q-2"], str(tmp_path), may_replace=False)
    assert look.cases([]) == []


def test_a_case_is_of_the_time_of_its_last_record(tmp_path: Path) -> None:
    """In the register's time zone; its files are numbered in the order they came in."""
    case, other = cabinet(tmp_path).cases(["Q-1", "Q-2"])
    assert (str(case.at), case.zone.key, case.runs, len(case.lines)) == (
        "2019-03-01 12:00:00+08:00",
        "Asia/Shanghai",
        3,
        3,
    )
    assert (case.paths, case.problems) == (("evidence/01-report.pdf",), ())
    assert (len(other.lines), other.findings) == (1, ())


def test_a_clock_that_ran_backwards_is_no_problem_of_a_case(tmp_path: Path) -> None:
    """It is a warning of the trail's, and breaks nothing."""
    look = cabinet(tmp_path)
    store = FolderStore(str(tmp_path / "issues.yaml"))
    Session(store, lambda: Clock()().replace(year=2018), WHO).do([Note(id="Q-1", text="看过")])
    assert look.cases(["Q-1"])[0].problems == ()


def test_an_edit_of_one_issue_is_no_problem_of_another(tmp_path: Path) -> None:
    """Each is told of its own."""
    look = cabinet(tmp_path)
    path = tmp_path / "issues.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("丙泉市矿山未复绿", "改过"), encoding="utf-8")
    assert "丙泉市矿山未复绿" in TEXT
    with pytest.raises(CaseDamaged) as raised:
        look.cases(["Q-1", "Q-3"])
    assert [detail.place for detail in raised.value.details] == ["Q-3"]
    assert [len(case.problems) for case in look.cases(["Q-1", "Q-3"], may_be_damaged=True)] == [0, 1]

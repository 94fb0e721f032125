"""What may be going on when the power fails: each scene is a register, what was done before, and what is done."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rectify.actions.action import Action
from rectify.actions.add import Add
from rectify.actions.assign import Assign
from rectify.actions.close import Close
from rectify.actions.note import Note
from rectify.actions.start import Start
from rectify.store.folder import FolderStore
from tests.crash.simulated_disk import SimulatedDisk
from tests.store.material import TEXT, session_of

Doing = Callable[[FolderStore, Path], object]
NAME = "issues.yaml"
REGISTER = TEXT.replace("in_progress", "open")


@dataclass(frozen=True)
class Scene:
    """`before` is done in peace, then `edit` changes the register by hand, then `act` is what is cut short."""

    act: Doing
    before: Doing | None = None
    edit: tuple[str, str] = ("", "")

    def prepared(self, root: Path) -> SimulatedDisk:
        """The disk as `act` finds it; all of it durable."""
        disk = SimulatedDisk(str(root), ((NAME, REGISTER.encode()),))
        if self.before:
            self.before(store_on(disk), root)
        text = disk.read(f"{root}/{NAME}").decode()
        tree = {**dict(disk.tree()), NAME: text.replace(*self.edit).encode()}
        return SimulatedDisk(str(root), tuple(sorted(tree.items())))


def store_on(disk: SimulatedDisk, kind: type[FolderStore] = FolderStore) -> FolderStore:
    """The store of the register on a disk, as a new process makes it."""
    return kind(f"{disk.root}/{NAME}", disk=disk, timeout=0)


def do(store: FolderStore, *actions: Action) -> None:
    """One run; it must be allowed, but there may be nothing left to do."""
    outcome = session_of(store).do(actions)
    assert outcome.errors == ()


def note(store: FolderStore, _folder: Path) -> None:
    """A remark: the register stays as it is."""
    do(store, Note(id="Q-2", text="看过"))


def change_status(store: FolderStore, _folder: Path) -> None:
    """One issue is started."""
    do(store, Start(id="Q-2"))


def batch(store: FolderStore, _folder: Path) -> None:
    """Three changes that stand or fall together."""
    do(store, Start(id="Q-2"), Assign(id="Q-1", unit=("甲川县",)), Note(id="Q-3", text="看过"))


def many(store: FolderStore, _folder: Path) -> None:
    """A batch of thirty lines: new issues, changes of old and new ones, remarks; one line of the trail for all."""
    added = [Add(id=f"N-{number}", title=f"第{number}个") for number in range(10)]
    named = [Assign(id=f"N-{number}", unit=("甲川县",), due="2030-12-31") for number in range(10)]
    noted = [Note(id=f"N-{number}", text="看过") for number in range(10)]
    outcome = session_of(store).do([*added, *named, *noted], batch_id="many")
    assert outcome.errors == ()


def close_with_evidence(store: FolderStore, folder: Path) -> None:
    """Two issues are closed on the same two files; the case folders are new."""
    papers = [folder.parent / "desk" / name for name in ("report.pdf", "photo.jpg")]
    papers[0].parent.mkdir(exist_ok=True)
    for paper in papers:
        paper.write_bytes(f"the {paper.stem}".encode())
    given = tuple(str(paper) for paper in papers)
    do(store, *(Close(id=id_, evidence=given) for id_ in ("Q-1", "Q-2")))


def adopt(store: FolderStore, _folder: Path) -> None:
    """What was edited by hand is taken into the trail."""
    session_of(store).adopt(reason="校对")


def add_evidence_again(store: FolderStore, folder: Path) -> None:
    """A case folder that is there already gets a second file."""
    paper = folder.parent / "desk" / "second.pdf"
    paper.parent.mkdir(exist_ok=True)
    paper.write_bytes(b"the second")
    do(store, Note(id="Q-3", text="补充", evidence=(str(paper),)))


def give_a_deadline(store: FolderStore, _folder: Path) -> None:
    """An issue gets the deadline that is moved by hand afterwards."""
    do(store, Assign(id="Q-3", due="2018-12-31"))


EDIT = ("2018-12-31", "2019-12-31")

SCENES = MappingProxyType(
    {
        "first write": Scene(change_status),
        "first write with evidence": Scene(close_with_evidence),
        "status": Scene(change_status, before=note),
        "batch": Scene(batch, before=note),
        "batch of many": Scene(many, before=note),
        "note": Scene(note, before=note),
        "close with evidence": Scene(close_with_evidence, before=note),
        "evidence again": Scene(add_evidence_again, before=close_with_evidence),
        "adopt": Scene(adopt, before=give_a_deadline, edit=EDIT),
        "beside a hand edit": Scene(change_status, before=give_a_deadline, edit=EDIT),
    }
)

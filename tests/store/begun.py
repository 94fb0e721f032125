"""A folder store whose trail has begun, on a disk that can be made to refuse."""

from pathlib import Path

from rectify.store.folder import FolderStore
from tests.store.contract import begin, commit
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.store.material import run_of, started, write_register


def begun(folder: Path, *faults: Fault, disk: FaultyDisk | None = None) -> FolderStore:
    """A store whose trail has begun; the faults strike from then on."""
    disk = disk or FaultyDisk()
    store = FolderStore(str(write_register(folder)), disk=disk, timeout=0)
    begin(store)
    disk.faults += faults
    return store


def start(store: FolderStore, id_: str = "Q-1") -> None:
    """One run that starts an issue."""
    event, after = started(store.load().register, id_)
    commit(store, run_of(event), after)

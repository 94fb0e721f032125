"""The memory store."""

from pathlib import Path

import pytest

from rectify.errors import BadEvidence
from rectify.store.folder import FolderStore
from rectify.store.memory import MemoryStore
from tests.store.contract import StoreContract, begin, commit
from tests.store.material import files_below, register_of, run_of, started, with_evidence, write_register


class TestRehearsal(StoreContract):
    """The memory store of a dry run keeps every promise of a store."""

    def make(self, folder: Path) -> MemoryStore:
        """The rehearsal of a folder store."""
        return FolderStore(str(write_register(folder))).rehearsal()


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    """A dry run hashes evidence and commits, and the folder stays byte for byte what it was."""
    store = FolderStore(str(write_register(tmp_path)))
    (tmp_path / "a.pdf").write_bytes(b"a")
    before = files_below(tmp_path)
    dry = store.rehearsal()
    found = begin(dry)
    event, after = with_evidence(found.register, "Q-1", [dry.take_in(str(tmp_path / "a.pdf"))])
    commit(dry, run_of(event), after)
    assert files_below(tmp_path) == before
    assert list(tmp_path.rglob(".*")) == []


def test_a_rehearsal_begins_where_the_folder_stands(tmp_path: Path) -> None:
    """A dry run's register, digest, place and runs are those of the folder."""
    store = FolderStore(str(write_register(tmp_path)))
    begin(store)
    dry, real = store.rehearsal().load(), store.load()
    assert (dry.register, dry.digest, dry.last) == (real.register, real.digest, real.last)
    assert dry.place("Q-2", "status") == real.place("Q-2", "status")
    event, after = started(real.register)
    memory = store.rehearsal()
    assert commit(memory, run_of(event), after).run.seq == 2


def test_a_memory_store_can_start_from_a_register_alone(tmp_path: Path) -> None:
    """Without a file the digest is that of the register's data; without eyes there is no evidence."""
    store = MemoryStore(register_of(), name="试册")
    assert store.load().digest != MemoryStore(started(register_of())[1]).load().digest
    assert store.load().place("Q-1", "").file == "试册"
    with pytest.raises(BadEvidence, match="no such file"):
        store.take_in(str(tmp_path))

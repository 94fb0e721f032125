"""What stands beside a register: a second one with the same trail, a trail whose register is gone."""

from pathlib import Path

import pytest

from rectify.faults import NoRegister, PendingConflict, RegisterGone, SharedTrail
from rectify.store.folder import FolderStore
from tests.store.begun import begun, start
from tests.store.contract import begin
from tests.store.faulty_disk import Fault
from tests.store.material import TEXT, files_below, write_register


def test_two_registers_never_write_into_one_trail(tmp_path: Path) -> None:
    """Beside X.yaml an X.yml is refused, from either side, and nothing is changed; reading goes on."""
    stores = [FolderStore(str(write_register(tmp_path, name=name))) for name in ("issues.yaml", "issues.yml")]
    before = files_below(tmp_path)
    for store, other in zip(stores, reversed(stores), strict=True):
        with pytest.raises(SharedTrail) as raised:
            begin(store)
        assert raised.value.exit_code == 8
        assert raised.value.facts["other"] == other.name
        assert store.load().register.by_id.keys() == {"Q-1", "Q-2", "Q-3"}
    assert files_below(tmp_path) == before


@pytest.mark.parametrize("name", ["issues.yml", "other.yaml", "issues", "issues.yaml.bak", "issues.rebuilt.yaml"])
def test_other_neighbours_do_no_harm(tmp_path: Path, name: str) -> None:
    """A symlink to the register, other registers, folders and copies have trails of their own, or none."""
    store = FolderStore(str(write_register(tmp_path)))
    if name == "issues.yml":
        (tmp_path / name).symlink_to("issues.yaml")
    else:
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    begin(store)
    assert store.load().has_trail


def test_a_folder_of_that_name_is_no_register(tmp_path: Path) -> None:
    """Only a file can have the same trail."""
    (tmp_path / "issues.yml").mkdir()
    begin(FolderStore(str(write_register(tmp_path))))


def test_a_register_that_is_gone_is_told_apart_from_none(tmp_path: Path) -> None:
    """Where the trail is there, nobody is asked to make a new register; where neither is, somebody is."""
    store = begun(tmp_path)
    (tmp_path / "issues.yaml").unlink()
    for read in (store.load, lambda: store.writing().__enter__(), lambda: store.create(b"")):
        with pytest.raises(RegisterGone) as raised:
            read()
        assert raised.value.exit_code == 7
    (tmp_path / "issues.log.jsonl").unlink()
    with pytest.raises(NoRegister):
        store.load()


def test_a_register_that_is_gone_while_a_run_waits_names_the_run(tmp_path: Path) -> None:
    """Its next text lies there, and the error says where."""
    store = begun(tmp_path, Fault("rename", "issues.yaml", for_ever=False))
    with pytest.raises(Exception, match="recorded as run 2"):
        start(store)
    (tmp_path / "issues.yaml").unlink()
    writing = store.writing()
    for read in (store.load, writing.__enter__):
        with pytest.raises(PendingConflict) as raised:
            read()
        assert Path(str(raised.value.facts["staged"])).exists()

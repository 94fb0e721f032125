from dataclasses import replace
from pathlib import Path

import pytest

from rectify.anchoring import Anchoring
from rectify.errors import BadAnchor
from rectify.faults import NoSshKeygen
from rectify.proof.checkpoint import Anchor, Checkpoint, write_checkpoint

POINT = Checkpoint("试册", 3, "a" * 64, "b" * 64, "2019-07-01T02:30:00Z")


@pytest.fixture
def names(tmp_path: Path) -> list[str]:
    """Two checkpoints, kept elsewhere."""
    paths = [tmp_path / "cp.txt", tmp_path / "cp-9.txt"]
    for path, point in zip(paths, (POINT, replace(POINT, runs=9)), strict=True):
        path.write_text(write_checkpoint(point), encoding="utf-8")
    return [str(path) for path in paths]


def test_checkpoints_are_read_in_the_order_they_are_named(names: list[str]) -> None:
    """Each keeps the name of its file; nobody is said to have signed it."""
    assert Anchoring().read(names) == [Anchor(names[0], POINT), Anchor(names[1], replace(POINT, runs=9))]
    assert Anchoring().read([]) == []


def test_a_file_that_is_no_checkpoint_is_told_with_its_name(names: list[str]) -> None:
    """One that is missing, and one that holds something else."""
    Path(names[1]).write_text("x\n", encoding="utf-8")
    with pytest.raises(BadAnchor, match=r"cp-9\.txt:1: a checkpoint begins with"):
        Anchoring().read(names)
    with pytest.raises(BadAnchor, match="it cannot be read"):
        Anchoring().read([f"{names[0]}.none"])


def test_what_is_not_there_is_told_before_a_program_is_asked(names: list[str]) -> None:
    """First the signature, then the list of signers, then the program that compares them."""
    here, gone = names[1], f"{names[0]}.none"
    anchoring = Anchoring(search="")
    for signature, signers in ((gone, here), (here, gone)):
        with pytest.raises(BadAnchor, match=r"none: it cannot be read"):
            anchoring.read_signed(names[0], signature=signature, signers=signers)
    with pytest.raises(NoSshKeygen):
        anchoring.read_signed(names[0], signature=here, signers=here)

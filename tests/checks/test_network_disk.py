import pytest

from rectify.checks.network_disk import find
from rectify.model.ground import Ground, SharedDisk
from rectify.terms import Severity
from tests.checks.inspecting import seen, told


def test_a_register_on_a_disk_of_this_machine_is_in_order() -> None:
    """So is one of whose disk nothing is known."""
    assert told(find, seen()) == []


@pytest.mark.parametrize(
    ("shared", "words"),
    [
        (
            SharedDisk("nfs4", "/srv/share"),
            "the register lies on a shared disk (nfs4 at /srv/share): another machine may not see its lock,"
            " and what is recorded survives a power cut only if the server keeps its word",
        ),
        (
            SharedDisk("cifs", "/srv/台账", has_own_locks=True, is_lazy=True),
            "the register lies on a shared disk (cifs at /srv/台账): as it is mounted, another machine does not see"
            " its lock, and as it is mounted, what is recorded need not have reached the server",
        ),
    ],
)
def test_a_shared_disk_is_told_with_what_is_not_certain_there(shared: SharedDisk, words: str) -> None:
    """A warning: nothing is wrong yet, but nobody here can prove that all is well."""
    (flaw,) = find(seen(ground=Ground(shared)))
    assert (flaw.message, flaw.severity) == (words, Severity.WARNING)
    assert flaw.hint == "let one machine write, or keep the register on a disk of its own and share it by git"

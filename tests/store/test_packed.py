import gc
import tracemalloc
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from rectify.auditing import Auditing
from rectify.errors import UnknownIssue
from rectify.model.flaw import Place
from rectify.model.issue import Issue
from rectify.store.blocks import ABOVE, Doubt, Hand, node_of_issue
from rectify.store.drafts import WholeText
from rectify.store.folder import FolderStore
from rectify.store.packed import Packed
from rectify.store.register_yaml import read_register
from tests.hostile.registers import HEAD, ISSUE
from tests.make import Clock
from tests.store.begun import begun

NOTES = "    notes: 渗滤液处理站扩容，周边水体复查达标后报验，附监测报告与现场照片\n"


def text(count: int) -> bytes:
    """A register of so many issues."""
    return (HEAD + "".join(ISSUE.replace("Q-1", f"Q-{number}") + NOTES for number in range(count))).encode()


def packed(count: int = 5, size: int = 2) -> Packed:
    """The same, packed in blocks of so many."""
    return Packed("x.yaml", text(count), (7,), size=size)


def issues_alive() -> int:
    """How many models of issues there are in this process."""
    gc.collect()
    return sum(type(one) is Issue for one in gc.get_objects())


def test_an_issue_is_made_when_it_is_asked_for() -> None:
    """None before; once, whoever asks again."""
    before, register = issues_alive(), packed(300, 64).register
    assert (len(register), register.ids[299], "Q-7" in register.by_id, "Q-300" in register.by_id) == (
        300,
        "Q-299",
        True,
        False,
    )
    assert (register.by_id.data("Q-7")["id"], issues_alive() - before) == ("Q-7", 0)
    assert register.get("Q-7") is register.get("Q-7")
    assert [issue.id for issue in register.by_id.at([3, 7])] == ["Q-3", "Q-7"]
    assert issues_alive() - before == 2
    with pytest.raises(UnknownIssue):
        register.get("Q-300")


def test_who_asks_for_all_has_them_made_once() -> None:
    """By a trait of all, or as such."""
    register, whole = packed().register, read_register(text(5), "x.yaml").register
    assert list(register.column("status")) == list(whole.column("status"))
    assert register.issues == whole.issues
    assert all(one is other for one, other in zip(register.issues, register.issues, strict=True))
    assert register == whole


def test_issues_in_any_order_are_found() -> None:
    """Also when more blocks were asked for than are held unpacked."""
    shelf = packed(40, 2).register.by_id
    ids = [f"Q-{number * 7 % 40}" for number in range(40)]
    assert [shelf.data(id_)["id"] for id_ in ids] == ids


@pytest.mark.parametrize(
    ("make", "most"),
    [(lambda data: Packed("x.yaml", data, ()), 900), (lambda data: read_register(data, "x.yaml"), None)],
)
def test_a_packed_issue_takes_hardly_more_memory_than_its_text(
    make: Callable[[bytes], object], most: int | None
) -> None:
    """Less than its name and its place in a table; read whole, it takes several kilobytes."""
    few, many = (_taken(lambda count=count: make(text(count))) for count in (64, 2112))  # type: ignore[misc]
    growth = (many - few) / 2048
    assert growth < most if most else growth > 4000


def _taken(make: Callable[[], object]) -> int:
    make()  # what is imported and made once is not counted
    tracemalloc.start()
    try:
        made = make()
        return tracemalloc.get_traced_memory()[0] if made else 0
    finally:
        tracemalloc.stop()


def test_what_has_no_blocks_is_a_doubt() -> None:
    """It is read whole."""
    with pytest.raises(Doubt):
        Packed("x.yaml", b"format: 1\nissues: []\n", ())


def test_the_mapping_of_one_issue() -> None:
    """Below two lines of our own; of two issues, or of half a one, there is none."""
    text, node = node_of_issue(ISSUE.encode(), Hand(2, b"\n"))
    assert text.startswith("format: 1\nissues:\n" + ISSUE)
    assert (list(node.pairs), text.count("\n", 0, node.start)) == (["id", "title", "status"], ABOVE)
    for piece in (ISSUE + ISSUE.replace("Q-1", "Q-2"), "  - id: 'Q-1\n", "  - x\n"):
        with pytest.raises(Doubt):
            node_of_issue(piece.encode(), Hand(2, b"\n"))


def test_where_nothing_stands() -> None:
    """An issue that is not there has no place; a path in one that is must be a path."""
    found = packed()
    assert found.place("nobody", "x") == Place("x.yaml")
    with pytest.raises(ValueError, match="not a path"):
        found.place("Q-3", "[")


def test_a_packed_register_can_be_changed() -> None:
    """It is unpacked for that: the very bytes that were read are edited, whatever lies on the disk by now."""
    found = packed()
    assert found.draft(found.register) is None
    after = found.register.with_issue(found.register.get("Q-3").but(title="改"))
    draft = found.draft(after)
    assert isinstance(draft, WholeText)
    assert draft.text.data == text(5).replace(b"Q-3\n    title: \xe9\xa2\x98", "Q-3\n    title: 改".encode())
    found.keep_up(draft, "", ())
    assert (found.stamp, found.digest) == ((7,), packed().digest)


class Counting(Clock):
    """A clock that counts the models of issues whenever it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.alive: list[int] = []

    def __call__(self) -> datetime:
        """See `Clock`."""
        self.alive.append(issues_alive())
        return super().__call__()


def test_an_audit_makes_no_issue(tmp_path: Path) -> None:
    """Register and trail are held against each other as data."""
    store, before, clock = begun(tmp_path), issues_alive(), Counting()
    verdict = Auditing(FolderStore(store.name), clock).verify()
    assert (verdict.is_sound, verdict.issues.total > 0) == (True, True)
    assert {*clock.alive} == {before}

"""The folders that commands are timed in."""

from pathlib import Path

from bench.make_register import make_register
from bench.places import REGISTER, Places, edit_by_hand, forget


def test_an_edit_by_hand_changes_one_title(tmp_path: Path) -> None:
    """The word stands before the title of that issue, and no other line has changed."""
    register = tmp_path / REGISTER
    register.write_text("".join(make_register(66)), encoding="utf-8")
    before = register.read_text(encoding="utf-8").splitlines()
    edit_by_hand(tmp_path, 7, "改")
    after = register.read_text(encoding="utf-8").splitlines()
    pairs = enumerate(zip(before, after, strict=True))
    (at, old, new), *more = [(at, old, new) for at, (old, new) in pairs if old != new]
    assert new == old.replace("title: ", "title: 改")
    assert before[at - 1] == "  - id: B-00007"
    assert more == []


def test_a_copy_is_fresh_each_time(tmp_path: Path) -> None:
    """What a round has changed is not met by the next."""
    template = tmp_path / "template"
    (template / "cache").mkdir(parents=True)
    (template / REGISTER).write_text("format: 1\n", encoding="utf-8")
    places = Places(tmp_path)
    first = places.copy(template, "work")
    (first / REGISTER).write_text("changed", encoding="utf-8")
    again = places.copy(template, "work")
    assert again == first
    assert (again / REGISTER).read_text(encoding="utf-8") == "format: 1\n"
    forget(again)
    assert not (again / "cache").exists()
    assert (template / "cache").exists()

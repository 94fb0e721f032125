import os
import pwd
from pathlib import Path

import pytest

from rectify import config
from rectify.faults import NoRegister


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with a register in data/, one in a folder below, and one more folder below that."""
    for name in ("data/issues.yaml", "a/issues.yaml", "a/data/issues.yaml", "a/b/c/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


@pytest.mark.parametrize(
    ("asked", "environment", "folder", "found"),
    [
        ("x.yaml", {"RECTIFY_REGISTER": "y.yaml"}, "a", "x.yaml"),
        (None, {"RECTIFY_REGISTER": "y.yaml"}, "a", "y.yaml"),
        (None, {"RECTIFY_REGISTER": ""}, "a", "issues.yaml"),
        (None, {}, ".", "data/issues.yaml"),
        (None, {}, "a", "issues.yaml"),
        (None, {}, "a/b/c", "{tree}/a/issues.yaml"),
        (None, {}, "data", "issues.yaml"),
    ],
)
def test_where_the_register_is(
    tree: Path, asked: str | None, environment: dict[str, str], folder: str, found: str
) -> None:
    """The option, the environment, the usual names here, then in the nearest parent; as short as it can be said."""
    assert config.find_register(asked, environment, str(tree / folder)) == found.format(tree=tree)


def test_none_to_be_found(tmp_path: Path) -> None:
    """A folder of the usual name is no register."""
    (tmp_path / "issues.yaml").mkdir()
    with pytest.raises(NoRegister, match=r"no issues\.yaml or data/issues\.yaml in this folder or any above it"):
        config.find_register(None, {}, str(tmp_path))


@pytest.mark.parametrize("lost", ["issues", "data/issues"])
def test_a_trail_marks_the_place_of_a_register_that_is_gone(tmp_path: Path, lost: str) -> None:
    """Nobody shall write into the register of a folder above instead."""
    (tmp_path / "issues.yaml").touch()
    inner = tmp_path / "inner"
    (inner / "data").mkdir(parents=True)
    (inner / f"{lost}.log.jsonl").touch()
    assert config.find_register(None, {}, str(inner)) == f"{lost}.yaml"
    (inner / f"{lost}.log.jsonl").unlink()
    assert config.find_register(None, {}, str(inner)) == str(tmp_path / "issues.yaml")


def test_a_new_register_is_made_here_unless_named() -> None:
    """Not in a parent, and not in data/."""
    assert config.new_register(None, {}) == "issues.yaml"
    assert config.new_register("x.yaml", {"RECTIFY_REGISTER": "y.yaml"}) == "x.yaml"


def test_who_acts() -> None:
    """The option, the environment, else login@host."""
    assert config.actor("王明", {"RECTIFY_ACTOR": "李"}) == "王明"
    assert config.actor(None, {"RECTIFY_ACTOR": "李"}) == "李"
    assert config.actor(None, {}) == f"{pwd.getpwuid(os.getuid()).pw_name}@{os.uname().nodename}"


def test_a_user_without_a_name_is_his_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a container a process may run as a user that the system has no name for."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54_321)
    assert config.login() == "54321"

"""A module that is hardly ever used is loaded when it is."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from rectify.postponed import postpone

SOURCE = 'loaded = 1\ndef seek(word, *, more=""):\n    return word + more\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """A package of its own, with a module `heavy` in it."""
    (tmp_path / "shed").mkdir()
    (tmp_path / "shed" / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "shed" / "heavy.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("shed")
    for name in [name for name in sys.modules if name.startswith("shed")]:
        del sys.modules[name]


def is_loaded() -> bool:
    """True when the module itself is there, not what stands for it."""
    return "loaded" in vars(sys.modules["shed.heavy"])


def test_a_function_is_had_without_loading_and_loads_when_called(package: ModuleType) -> None:
    """`from shed.heavy import seek` loads nothing; the call gives what the function itself gives, every time."""
    postpone(package, "heavy", "seek")
    later = importlib.import_module("shed.heavy")
    seek = later.seek
    assert not is_loaded()
    assert seek("水", more="库") == "水库"
    assert is_loaded()
    assert package.heavy is sys.modules["shed.heavy"] is not later
    assert (seek("矿"), later.seek("山")) == ("矿", "山")


def test_anything_else_loads_at_once(package: ModuleType) -> None:
    """What was not named is asked of the module itself; a name it does not have is refused by it."""
    postpone(package, "heavy", "seek")
    assert package.heavy.loaded == 1
    assert is_loaded()
    postpone(package, "heavy", "seek")
    assert is_loaded(), "a loaded module is left alone"
    with pytest.raises(AttributeError, match="nowhere"):
        package.heavy.nowhere  # noqa: B018  # asking is the test

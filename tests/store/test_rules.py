"""The rules by which a register is read: the constant is that of the sources, and the libraries count."""

import shutil
import sys
from pathlib import Path

import pydantic
import yaml

from rectify.store.rules import RULES, rules, rules_of
from tools.rules import FILE, main, rules_now, sources


def test_the_constant_is_that_of_the_sources() -> None:
    """What was kept under other rules must not be used: run `python tools/rules.py` after a change."""
    assert rules_now() == RULES
    assert main(["--check"]) == 0
    assert FILE.name == "rules.py"


def test_every_source_counts(tmp_path: Path) -> None:
    """Its content, and that it is there."""
    root = tmp_path / "rectify"
    for path in sources():
        copy = root / path.relative_to(FILE.parent.parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    assert rules_now(root) == rules_now()
    for path in sources(root):
        text = path.read_bytes()
        path.write_bytes(text + b"#")
        assert rules_now(root) != rules_now()
        path.unlink()
        assert rules_now(root) != rules_now()
        path.write_bytes(text)


def test_the_releases_of_the_libraries_count(tmp_path: Path) -> None:
    """Told by the files that say them; where one is not found, nothing is kept."""
    told = [(Path(pydantic.__file__).parent / "version.py"), Path(yaml.__file__)]
    for source, name in zip(told, ("pydantic", "yaml"), strict=True):
        (tmp_path / name).mkdir()
        shutil.copy(source, tmp_path / name / source.name)
    assert rules_of([str(tmp_path)]) == rules_of(["/nowhere", *sys.path]) == rules()
    (tmp_path / "yaml" / "__init__.py").write_bytes(b"__version__ = '7'")
    assert rules_of([str(tmp_path)]) != rules()
    (tmp_path / "pydantic" / "version.py").unlink()
    assert rules_of([str(tmp_path)]) is None

"""A case file, killed on its way: it is there, whole, or not there, and the next one can be made."""

import zipfile
from pathlib import Path

import pytest

from tests.cli.harness import REGISTER, Cli
from tests.crash import traced
from tests.crash.traced import Spot

pytestmark = pytest.mark.skipif(bool(traced.why_not()), reason=traced.why_not() or "it can be traced")

WORDS = ("evidence", "export", "QH-01")
CALLS = (("fsync", 1), ("fsync", 2), ("link", 1), ("linkat", 1), ("unlink", 1), ("unlinkat", 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register with one file of evidence."""
    made = tmp_path / "made"
    made.mkdir()
    (made / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    (made / "report.pdf").write_bytes(b"%PDF the whole report")
    Cli(made).ok("-f", str(made / "issues.yaml"), "note", "QH-01", "x", "--evidence", str(made / "report.pdf"))
    return made


def test_a_killed_export_leaves_a_whole_case_file_or_none(folder: Path) -> None:
    """Killed as it syncs, gives the name, and takes the old one away: nothing half done is ever in the way."""
    whole, stopped = folder / "QH-01.zip", 0
    for name, nth in CALLS:
        stopped += traced.killed(folder, Spot(name, nth, ""), *WORDS)
        assert not whole.exists() or zipfile.is_zipfile(whole), name
        if not whole.exists():
            Cli(folder).ok("-f", str(folder / "issues.yaml"), *WORDS, "--to", str(whole))
        assert zipfile.is_zipfile(whole), name
        whole.unlink()
    assert stopped >= 4

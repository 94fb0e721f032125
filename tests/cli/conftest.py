from pathlib import Path

import pytest

from tests.cli.harness import REGISTER, Cli


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """A command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Cli(tmp_path)


@pytest.fixture
def cli(empty: Cli) -> Cli:
    """A command line in a folder with a register of four issues and a report to hand in."""
    empty.write("issues.yaml", REGISTER)
    empty.write("report.pdf", b"%PDF the whole report")
    return empty

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


@pytest.fixture
def worked(cli: Cli) -> Cli:
    """A register with four runs, one piece of evidence, and a checkpoint of the third."""
    cli.ok("start", "QH-02")
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    cli.write("cp.txt", cli.ok("audit", "checkpoint").out)
    cli.ok("note", "QH-03", "已看")
    return cli

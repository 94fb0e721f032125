"""What a soak found, in figures: told at the end, for docs/safety.md. `make test` does not come here."""

from collections.abc import Callable
from pathlib import Path

import pytest

Tell = Callable[[str], None]


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Say a figure at the end of the soak."""
    return lambda figure: record_property("figure", figure)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the register is said to lie; only the lock file is really there."""
    (tmp_path / "data").mkdir()
    return (tmp_path / "data").resolve()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of all tests, also of those that failed."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.getreports(kind)]
    figures = [value for report in reports for name, value in report.user_properties if name == "figure"]
    for figure in figures:
        terminalreporter.write_line(f"soak: {figure}")

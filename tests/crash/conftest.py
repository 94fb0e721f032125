"""Where the crash tests play."""

from pathlib import Path

import pytest


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Where the register is said to lie; only the lock file is really there."""
    (tmp_path / "data").mkdir()
    return (tmp_path / "data").resolve()

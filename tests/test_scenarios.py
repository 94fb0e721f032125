"""The sessions of tests/scenarios: a manual that is run, each page in a fresh folder (tools/console.py says how)."""

from pathlib import Path

import pytest

from tools.console import lay_out, run, sessions

PAGES = sorted((Path(__file__).parent / "scenarios").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_a_scenario_goes_as_written(page: Path, tmp_path: Path) -> None:
    """Every command prints what the page shows and ends with the exit code it shows; `make docs` writes it anew."""
    ((kind, commands),) = sessions(page).items()
    lay_out(kind, tmp_path)
    really = run(commands, tmp_path)
    assert len(really) == len(commands)
    wrong = {one.line: ran for one, ran in zip(commands, really, strict=True) if not ran.is_as_shown(one)}
    assert wrong == {}

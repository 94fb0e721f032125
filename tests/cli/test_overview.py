import pytest

from rectify.view.width import cells
from tests.cli.harness import Cli


def test_rectify_alone_shows_where_things_stand(cli: Cli) -> None:
    """Counts by status, what is overdue, what is due soon, and commands that work as they are printed."""
    result = cli.ok()
    assert "issues.yaml · 4 issues · as of 2019-07-01" in result.out
    assert "Overdue: 1 of 4" in result.out
    assert "QH-01  甲川县垃圾场渗滤液外溢  2018-12-31  182 d late" in result.out
    commands = [line.split()[1:] for line in result.out.splitlines() if line.startswith("  rectify ")]
    assert commands
    for words in commands:
        assert cli(*("report.pdf" if word == "FILE" else word for word in words)).code == 0


def test_it_takes_the_global_options(cli: Cli) -> None:
    """Another day, another register."""
    assert "as of 2018-12-31" in cli.ok("--today", "2018-12-31").out
    cli.write("b.yaml", "format: 1\nissues: []\n")
    assert "b.yaml · 0 issues" in cli.ok("-f", "b.yaml").out


def test_other_forms_are_for_the_verbs(cli: Cli) -> None:
    """The overview is for people."""
    assert cli("-o", "json").code == 2


def test_without_a_register_it_says_how_to_make_one(empty: Cli) -> None:
    """Exit 8 and the command."""
    result = empty()
    assert result.code == 8
    assert "no issues.yaml or data/issues.yaml in this folder or any above it" in result.err
    assert "hint: make one with: rectify init --title TEXT" in result.err


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_it_fits_every_terminal(cli: Cli, columns: int) -> None:
    """No line is wider than the terminal."""
    out = cli.ok(columns=columns, environment={"NO_COLOR": "1"}).out
    assert max(cells(line) for line in out.splitlines()) <= columns

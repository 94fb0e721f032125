"""What a command drops is gone at once: why `rectify.__main__` lets the search for garbage wait."""

import gc
from collections.abc import Iterator

import pytest

from tests.cli.harness import Cli


@pytest.fixture
def without_garbage_collection() -> Iterator[None]:
    """Nothing is collected meanwhile."""
    gc.disable()
    yield
    gc.enable()


def circles(cli: Cli, words: tuple[str, ...], issues: int) -> int:
    """How many objects a command leaves behind that only a search finds, with a register of so many issues."""
    entries = "".join(f"  - id: Q-{n}\n    title: 甲\n    tags: [水]\n    status: open\n" for n in range(issues))
    cli.write("issues.yaml", f"format: 1\nregister:\n  title: 试册\nissues:\n{entries}")
    cli.write("lines", "".join(f"note Q-{n} seen\n" for n in range(issues)))
    gc.collect()
    cli(*words)
    return gc.collect()


@pytest.mark.usefixtures("without_garbage_collection")
@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "-o", "json"),
        ("list", "--where", "status == open"),
        ("summary",),
        ("due",),
        ("batch", "lines", "--dry-run"),
        ("check",),
        ("log",),
    ],
    ids=" ".join,
)
def test_no_command_leaves_circles_for_each_issue(cli: Cli, words: tuple[str, ...]) -> None:
    """Objects that hold each other are only found by a search; there are no more of them for more issues."""
    circles(cli, words, 5)  # what is made once and kept
    few, many = circles(cli, words, 5), circles(cli, words, 155)
    assert many - few < 100

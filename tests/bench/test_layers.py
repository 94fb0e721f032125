"""The layers whose cost is counted."""

import shutil
import sys
from pathlib import Path

import pytest

from bench import layers, startup


@pytest.mark.parametrize("layer", [layers.FLOOR, *layers.LAYERS])
def test_a_layer_can_be_imported(tmp_path: Path, layer: str) -> None:
    """A module that was renamed would end the count."""
    startup.run([sys.executable, "-c", layer], tmp_path, startup.environment(tmp_path, ""))


def test_the_commands_are_those_of_the_guard() -> None:
    """What is counted by layers is counted as a whole in the same way."""
    assert set(layers.COMMANDS) <= startup.COMMANDS.keys()


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind counts instructions")
def test_instructions_are_the_same_twice(tmp_path: Path) -> None:
    """The count moves by less than a thousandth, whatever else the machine is doing."""
    env = startup.environment(tmp_path, "")
    first, second = (startup.executed([layers.FLOOR], tmp_path, env) for _ in range(2))
    assert first > 1_000_000
    assert second == pytest.approx(first, rel=0.001)

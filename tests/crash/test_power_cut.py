"""The power fails at any moment: every run is wholly there or wholly absent, and what was confirmed stays."""

from pathlib import Path

import pytest

from tests.crash.examiner import Examiner, only_recover
from tests.crash.scenes import SCENES


@pytest.mark.parametrize("name", SCENES)
def test_a_power_cut_tears_no_run(name: str, root: Path) -> None:
    """Whatever is lost, kept or half written at any step, recovery finds the run there or not there."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root)
    steps, _ = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    assert examiner.torn == []
    assert len(steps) >= 5
    assert examiner.states > 8


@pytest.mark.parametrize("name", SCENES)
def test_a_recovery_can_be_cut_short_itself(name: str, root: Path) -> None:
    """From every state that a kill or a power cut leaves, recovery can be stopped at any step and begun again."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root)
    steps, states = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    for disk in [*steps, *(examiner.disk(tree) for tree in states)]:
        examiner.play(only_recover, disk, examiner.confirmed)
    assert examiner.torn == []


@pytest.mark.parametrize("name", SCENES)
def test_a_command_repeated_after_a_kill_can_be_cut_short(name: str, root: Path) -> None:
    """Killed at any step, given again, and that cut at any step: still nothing is torn, nothing confirmed is lost."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root, most=20)
    steps, _ = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    for disk in steps[:: 1 + len(steps) // 20]:  # a soak takes them all
        examiner.play(scene.act, disk, examiner.confirmed)
        assert examiner.torn == []

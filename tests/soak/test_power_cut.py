"""Every power cut of every scene: far more combinations of lost and kept than `make test` tries."""

from pathlib import Path

import pytest

from tests.crash.examiner import Examiner, only_recover
from tests.crash.scenes import SCENES, add_evidence_again, note
from tests.crash.test_refused_steps import refuse_each
from tests.soak.conftest import Tell

MOST, MOST_AFTER, MOST_REFUSED = 3000, 200, 60


@pytest.mark.parametrize("name", SCENES)
def test_cut(name: str, root: Path, tell: Tell) -> None:
    """Cut at any step, with all combinations of what was lost and kept; recovered, and that cut at any step."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root, most=MOST)
    steps, states = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    direct = examiner.states
    for disk in [*steps, *(examiner.disk(tree) for tree in states)]:
        examiner.play(only_recover, disk, examiner.confirmed)
    tell(f"power cut, {name}: {len(steps)} steps, {direct} states, {examiner.states} with cuts of the recovery")
    assert examiner.torn == []


@pytest.mark.parametrize("name", SCENES)
def test_killed_and_then_cut(name: str, root: Path, tell: Tell) -> None:
    """Killed at any step; then the same command, or another one, and that cut at any step."""
    scene, examiner = SCENES[name], Examiner(SCENES[name], root, most=MOST_AFTER)
    steps, _ = examiner.play(scene.act, examiner.disk(), examiner.confirmed)
    others = (note,) if scene.edit[0] else (note, add_evidence_again)  # the issue edited by hand takes no evidence
    for step in steps:
        for act in (scene.act, *others):
            examiner.play(act, step.clone(), examiner.confirmed)
    tell(f"killed, then cut, {name}: {len(steps)} kills, {examiner.states} states")
    assert examiner.torn == []


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for ever"])
@pytest.mark.parametrize("name", SCENES)
def test_refused_and_cut(name: str, for_ever: bool, root: Path, tell: Tell) -> None:
    """Each step refused, the command repeated when the disk is well, the power failing at any step of both."""
    examiner = Examiner(SCENES[name], root, most=MOST_REFUSED)
    steps = refuse_each(examiner, name, for_ever=for_ever)
    kind = "for ever" if for_ever else "once"
    tell(f"refused {kind} and cut, {name}: {steps} steps, {examiner.states} states")
    assert examiner.torn == []

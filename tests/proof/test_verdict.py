from datetime import date
from typing import Any

import pytest

from rectify.proof.checkpoint import Anchor, Checkpoint
from rectify.proof.verdict import Share, Verdict, anchor_flaws
from rectify.proof.walk import Gaps, Mark
from rectify.terms import Severity

POINT = Checkpoint("试册", 3, "a" * 64, "b" * 64, "2018-12-31T04:00:00Z")
ANCHOR = Anchor("cp.txt", POINT)


def verdict(**changes: Any) -> Verdict:
    """A sound verdict of five runs, with these facts instead."""
    share = Share(5, 5)
    known: dict[str, Any] = {"trail": "x.log.jsonl", "register": "x.yaml", "title": None, "as_of": date(2019, 1, 1)}
    known |= {"runs": share, "issues": share, "evidence": share, "head": "c" * 64, "after": "d" * 64}
    known |= {"is_as_left": True, "is_chain_only": False, "gaps": Gaps(), "anchors": (), "flaws": (), "counts": {}}
    return Verdict(**known | changes)


@pytest.mark.parametrize(
    ("counts", "is_damaged", "is_sound"),
    [
        ({}, False, True),
        ({Severity.WARNING: 2}, False, True),
        ({Severity.ERROR: 1}, False, False),
        ({Severity.DAMAGE: 1, Severity.ERROR: 1}, True, False),
    ],
)
def test_what_is_found_makes_the_verdict(counts: dict[Severity, int], is_damaged: bool, is_sound: bool) -> None:
    """Damage is of trail and evidence, an error of the register, a warning of neither."""
    told = verdict(counts=counts)
    assert (told.is_damaged, told.is_sound) == (is_damaged, is_sound)


def test_the_last_checkpoint_says_how_far_a_trail_is_anchored() -> None:
    """Nothing is, without one, or where anything is damaged."""
    earlier = Anchor("old.txt", Checkpoint("试册", 1, "e" * 64, "f" * 64, "2018-11-30T04:00:00Z"))
    assert verdict().anchored == 0
    assert verdict(anchors=(ANCHOR, earlier)).anchored == 3
    assert verdict(anchors=(ANCHOR,), counts={Severity.DAMAGE: 1}).anchored == 0


@pytest.mark.parametrize(
    ("runs", "mark", "said"),
    [
        (5, Mark("a" * 64, "b" * 64), None),
        (2, None, "1 run is missing since the checkpoint of 2018-12-31T04:00:00Z (cp.txt): it saw 3, here are 2"),
        (0, None, "3 runs are missing since the checkpoint of 2018-12-31T04:00:00Z (cp.txt)"),
        (5, Mark("0" * 64, "b" * 64), "the chain was rewritten at or before run 3"),
        (5, Mark("a" * 64, "0" * 64), "names another register than run 3 left"),
        (5, Mark("a" * 64, None), "names another register than run 3 left"),
    ],
)
def test_a_trail_is_held_against_a_checkpoint(runs: int, mark: Mark | None, said: str | None) -> None:
    """Its run must be there, with this head, and have left this register."""
    found = list(anchor_flaws(ANCHOR, runs, mark, "x.log.jsonl"))
    assert [flaw.severity for flaw in found] == [Severity.DAMAGE] * (said is not None)
    assert all(said in flaw.message for flaw in found if said)
    assert all(flaw.place and flaw.place.line == min(runs, 3) for flaw in found)

import json
from dataclasses import replace
from datetime import date

import pytest

from rectify.model.flaw import Flaw, Place
from rectify.proof.checkpoint import Anchor, Checkpoint
from rectify.proof.verdict import Share, Verdict
from rectify.proof.walk import Gaps
from rectify.terms import Severity
from rectify.view.plain_table import plain_text
from rectify.view.verdict import checkpoint_json, shown_checkpoint, verdict_json, verdict_page
from tests.view.samples import HOSTILE, assert_harmless

POINT = Checkpoint("试册", 3, "a" * 64, "b" * 64, "2018-12-31T04:00:00Z")
ANCHOR = Anchor("cp.txt", POINT)
SOUND = Verdict(
    trail="x.log.jsonl",
    register="x.yaml",
    title="试册",
    as_of=date(2019, 1, 1),
    runs=Share(5, 5),
    issues=Share(2, 2),
    evidence=Share(0, 0),
    head="0123456789abcdef" * 4,
    after="d" * 64,
    is_as_left=True,
    is_chain_only=False,
    gaps=Gaps(),
    anchors=(),
    flaws=(),
    counts={},
)
DAMAGE = Flaw("trail-chain", Severity.DAMAGE, "torn", place=Place("x.log.jsonl", 3))


def text_of(verdict: Verdict) -> str:
    """A verdict in plain text."""
    return plain_text(verdict_page(verdict))


def test_what_was_looked_at_stands_first_with_its_denominators() -> None:
    """Then the head, and that nobody outside vouches for it."""
    lines = text_of(SOUND).splitlines()
    assert lines[0] == (
        "sound: 5 of 5 runs in order, 2 of 2 issues as recorded, 0 of 0 files of evidence as handed in"
        " · as of 2019-01-01"
    )
    assert lines[1] == "trail: 5 runs, head 0123456789abcdef"
    assert lines[2].startswith("unanchored: ")


@pytest.mark.parametrize(
    ("changes", "said", "unsaid"),
    [
        (
            {"runs": Share(1, 1), "issues": Share(1, 1), "evidence": Share(1, 1)},
            "1 of 1 run in order, 1 of 1 issue as",
            "",
        ),
        ({"gaps": Gaps(1, [7])}, "edited by hand between runs 1 time, met by the runs 7\n", ""),
        ({"gaps": Gaps(22, [3, 4])}, "edited by hand between runs 22 times, met by the runs 3, 4, …\n", ""),
        ({"is_as_left": False}, "x.yaml is not the file that the last run left: in comments or layout alone", ""),
        ({"is_as_left": False, "counts": {Severity.ERROR: 1}}, "not sound (1 error): ", "is not the file"),
        ({"is_as_left": False, "counts": {Severity.DAMAGE: 1}}, "not sound (1 damaged, 0 errors): ", "is not the file"),
        ({"is_as_left": False, "is_chain_only": True}, "whether values differ was not looked at", "issues"),
        ({"gaps": Gaps(1, [7]), "counts": {Severity.DAMAGE: 1}}, "not sound", "by hand"),
        (
            {"flaws": (DAMAGE,), "counts": {Severity.DAMAGE: 1}},
            "x.log.jsonl:3: damage: torn [trail-chain]\n\n",
            "anchored",
        ),
        ({"flaws": (DAMAGE,), "counts": {Severity.DAMAGE: 4}}, "\nand 3 more\n\nnot sound (4 damaged, 0 errors)", ""),
        ({"runs": Share(0, 0), "head": None, "after": None}, "trail: nothing is recorded yet", "anchored"),
        (
            {"anchors": (ANCHOR,)},
            "cp.txt: run 3 at 2018-12-31T04:00:00Z, no signature checked\n",
            "",
        ),
        ({"anchors": (Anchor("cp.txt", POINT, "office"),)}, "2018-12-31T04:00:00Z, signed by office\n", "no signature"),
        (
            {"anchors": (ANCHOR,)},
            "anchored up to run 3 of 5; the last 2 runs are unanchored: a cut",
            "",
        ),
        (
            {"anchors": (replace(ANCHOR, checkpoint=replace(POINT, runs=4)),)},
            "run 4 of 5; the last run is unanchored",
            "",
        ),
        (
            {"anchors": (replace(ANCHOR, checkpoint=replace(POINT, runs=5)),)},
            "anchored up to run 5 of 5: all of it",
            "unanchored",
        ),
        ({"anchors": (ANCHOR,), "counts": {Severity.DAMAGE: 1}}, "not sound", "anchored"),
    ],
)
def test_what_is_said(changes: dict[str, object], said: str, unsaid: str) -> None:
    """Of edits, of another layout, of damage, and of how far the trail is held from outside."""
    text = text_of(replace(SOUND, **changes))  # type: ignore[arg-type]  # a table of fields
    assert said in text
    assert not unsaid or unsaid not in text


def test_json_counts_all_and_tells_some() -> None:
    """Every share with its total; what was not looked at is null."""
    found = replace(
        SOUND, flaws=(DAMAGE,), counts={Severity.DAMAGE: 9, Severity.WARNING: 1}, anchors=(Anchor("c", POINT),)
    )
    told = json.loads(verdict_json(found))
    assert (told["schema"], told["as_of"], told["sound"]) == ("rectify/1", "2019-01-01", False)
    assert (told["damaged"], told["errors"], told["warnings"], len(told["flaws"])) == (9, 0, 1, 1)
    assert (told["anchored"], told["unanchored"], told["head"]) == (0, 5, SOUND.head)
    assert told["checkpoints"] == [
        {"file": "c", "origin": "试册", "runs": 3, "head": "a" * 64, "register": "b" * 64}
        | {"time": POINT.time, "signer": None}
    ]
    alone = json.loads(verdict_json(replace(SOUND, is_chain_only=True)))
    assert (alone["issues"], alone["evidence"], alone["gaps"]) == (None, None, None)


def test_a_checkpoint_as_json() -> None:
    """Its facts in their order."""
    told = json.loads(checkpoint_json(POINT))
    assert list(told.values()) == ["rectify/1", "试册", 3, "a" * 64, "b" * 64, "2018-12-31T04:00:00Z"]


def test_dangerous_names_are_escaped() -> None:
    """Of files, signers and registers."""
    point = replace(POINT, origin=HOSTILE)
    hostile = replace(SOUND, register=HOSTILE, is_as_left=False, anchors=(Anchor(HOSTILE, point, HOSTILE),))
    for text in (text_of(hostile), verdict_json(hostile), checkpoint_json(point), shown_checkpoint(point).origin):
        assert_harmless(text)

"""The form of the trail's lines, and what is no line of it."""

import json
from collections.abc import Callable
from io import BytesIO

import pytest

from rectify.faults import InvalidTrail
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.store.log_jsonl import read_line, read_lines, write_line
from rectify.store.trail_lines import recorded, whole_lines
from rectify.terms import Severity
from tests.store.chained import SOUND, edited, flaws, with_line
from tests.store.material import mention, noted, run_of

FULL = Event(
    "close",
    "Q-1",
    reason="done\r\nand \x1b[31m dusted\u2028\x00\x7f",
    text="验收 ✓",
    on="2018-12-01",
    changes=(Change("status", "open", "closed"), Change("evidence[0]", None, {"size": 5, "tags": ["a", None, True]})),
    evidence=(mention(b"cured", "report.pdf"),),
)


# --- form ---


def test_a_line_is_read_back_as_it_was_written() -> None:
    """Every field of a run comes back, whatever its texts hold."""
    run = run_of(FULL, noted(), batch_id="五月")
    run = run._replace(outside=("Q-2", "register"), prev=("a" * 64,), seq=7, before="b", after="c")
    assert read_line(write_line(run), "x", 1) == run


def test_the_form_of_a_line_is_fixed() -> None:
    """Keys in their order, `prev` first, no spaces, letters as they are, absent keys left out."""
    assert write_line(run_of(FULL)._replace(prev=("p",), seq=2, before="b", after="a")).decode() == (
        '{"prev":["p"],"seq":2,"format":1,"at":"2018-12-03T04:00:00Z","actor":"甲某","login":"jia","host":"desk",'
        '"via":"cli","tool":"rectify 0","before":"b","after":"a","events":[{"verb":"close","issue":"Q-1",'
        '"reason":"done\\r\\nand \\u001b[31m dusted\u2028\\u0000\\u007f","text":"验收 ✓","on":"2018-12-01","changes":'
        '[{"path":"status","before":"open","after":"closed"},'
        '{"path":"evidence[0]","before":null,"after":{"size":5,"tags":["a",null,true]}}],'
        f'"evidence":[{{"sha256":"{mention(b"cured", "").sha256}","name":"report.pdf","size":5}}]}}]}}\n'
    )


def test_a_line_is_one_line_for_every_reader() -> None:
    """No text can bring a line break, a carriage return or a NUL into the trail."""
    line = write_line(run_of(FULL))
    assert (line.count(b"\n"), line.count(b"\r"), line.count(b"\0")) == (1, 0, 0)


DEEP = [{"path": "custom", "before": None, "after": json.loads("[" * 40 + "]" * 40)}]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda _: b"", "not JSON"),
        (lambda _: b"<<<<<<< HEAD", "a conflict marker of git"),
        (lambda line: line[:-1], "not JSON"),
        (lambda line: line.replace("甲".encode(), b"\xff"), "not JSON"),
        (lambda line: line.decode().encode("utf-16"), "not JSON"),
        (lambda line: line.replace("甲".encode(), b"\\ud800"), "not JSON"),
        (lambda _: b"[" * 100_000, "nested too deeply"),
        (lambda _: b"[]", "no run"),
        (lambda _: b"7", "no run"),
        (lambda line: line.replace(b'"seq":2,', b""), "no 'seq'"),
        (edited(format=2), "format 2; this rectify reads format 1"),
        (edited(seq="2"), "'2' is no whole number"),
        (edited(seq=True), "True is no whole number"),
        (edited(seq=2.0), "2.0 is no whole number"),
        (edited(seq=float("nan")), "NaN is no whole number"),
        (edited(actor=None), "None is not text"),
        (edited(batch_id=5), "5 is not text"),
        (edited(outside=[5]), "5 is not text"),
        (edited(prev=[5]), "5 is not text"),
        (edited(prev=5), "no run"),
        (edited(events=5), "no run"),
        (edited(events=["x"]), "no run"),
        (edited(events=[{"verb": "note"}]), "no 'issue'"),
        (edited(events=[{"verb": "note", "issue": "A", "on": "2018-02-31"}]), "'2018-02-31' is no day"),
        (edited(at="2018-13-03T04:00:00Z"), "no time in UTC"),
        (edited(at="2018-12-03T04:00:00+08:00"), "no time in UTC"),
        (edited(at="yesterday evening, ZZ"), "no time in UTC"),
        (edited(at="9999-12-31T23:59:59Z"), "no time in UTC"),
        (edited(events=[{"verb": "edit", "issue": "A", "changes": DEEP, "evidence": []}]), "more than 32 levels deep"),
    ],
)
def test_what_is_no_run_is_told_with_its_line(change: Callable[[bytes], bytes], why: str) -> None:
    """A damaged line is named by file and number, and never ends in a traceback."""
    lines = with_line(2, change)
    with pytest.raises(InvalidTrail) as raised:
        list(read_lines(BytesIO(b"\n".join(lines) + b"\n"), "x.log.jsonl"))
    assert raised.value.facts["place"] == "x.log.jsonl:2"
    assert why in raised.value.message
    assert (2, Severity.DAMAGE) in [flaw[:2] for flaw in flaws(lines)]


def test_a_backslash_is_not_half_a_character() -> None:
    r"""A text that holds the six characters `\ud800` is a text."""
    run = run_of(noted(text="\\ud800 C:\\udrive"))
    assert read_line(write_line(run), "x", 1) == run


# --- torn ends ---


@pytest.mark.parametrize("torn", [b"{", b'{"prev":[]', b"\0\0\0", b'{"prev"\0\0\0}\n', b"\0\0\0\n", b'{"pr\0\n{"rest'])
def test_a_torn_last_line_is_not_recorded(torn: bytes) -> None:
    """What a power cut left unfinished, or with a hole of zeros, is no run, and is told as a flaw."""
    data = b"\n".join(SOUND) + b"\n"
    assert whole_lines(data + torn) == SOUND
    assert recorded(data + torn) == len(data)
    assert len(list(read_lines(BytesIO(data + torn), "x"))) == 4
    assert [(line, message[:29]) for line, _, message in flaws(SOUND, b"\n" + torn)] == [
        (5, "the last line is not finished")
    ]


@pytest.mark.parametrize("data", [b"", b"x", b"\0", b"\0\n", b"x\0y"])
def test_a_trail_may_have_no_recorded_line(data: bytes) -> None:
    """An empty or wholly torn trail has no runs."""
    assert (recorded(data), whole_lines(data), list(read_lines(BytesIO(data), "x"))) == (0, [], [])


def test_a_hole_in_an_older_line_is_damage() -> None:
    """Only the last line can have been torn; zeros further up are damage."""
    assert (2, Severity.DAMAGE, "the line is not JSON (Q-1)") in flaws(
        with_line(2, lambda line: line[:9] + b"\0" + line[10:])
    )

"""The chain of the lines: every alteration is found, where it is, with the issues it is about."""

import json
from collections.abc import Callable, Iterable
from io import BytesIO

import pytest

from rectify.store.chain import bare_links, issues_of, links
from rectify.store.log_jsonl import read_line, write_line
from rectify.store.trail_lines import digest, recorded, whole_lines
from rectify.terms import Severity
from tests.store.chained import SOUND, TIMES, edited, flaws, trail, with_line
from tests.store.material import noted, run_of


def test_a_sound_chain_has_no_flaws() -> None:
    """What rectify writes is in order; so is an empty trail."""
    assert flaws(SOUND) == []
    assert list(links([], "x")) == []
    assert list(bare_links([], "x")) == []


def test_a_link_holds_its_run_and_its_digest() -> None:
    """Each line is parsed once, and numbered from 1."""
    found = list(links(lines_of(SOUND), "x"))
    assert [(link.number, link.digest, link.run) for link in found] == [
        (number, digest(line), read_line(line, "x", number)) for number, line in enumerate(SOUND, 1)
    ]


def lines_of(lines: Iterable[bytes]) -> list[bytes]:
    """Lines as they come from the disk."""
    return [line + b"\n" for line in lines]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (with_line(2, edited(actor="乙某")), [(3, "prev is")]),
        ([SOUND[0], *SOUND[2:]], [(2, "prev is"), (2, "seq is 3, but this is run 2")]),
        (SOUND[1:], [(1, "prev is"), (1, "seq is 2, but this is run 1")]),
        ([SOUND[0], SOUND[1], SOUND[1], *SOUND[2:]], [(3, "prev is"), (3, "seq is 2, but this is run 3")]),
        (with_line(2, lambda line: line.replace(b'"seq":2', b'"seq": 2')), [(2, "not in canonical"), (3, "prev is")]),
        (with_line(2, lambda line: line + b"\r"), [(2, "not in canonical"), (3, "prev is")]),
        (with_line(2, edited(extra=1)), [(2, "not in canonical"), (3, "prev is")]),
        (with_line(2, edited(prev=[])), [(2, "prev is empty, but the line before (Q-1) has"), (3, "prev is")]),
        (
            with_line(1, edited(prev=["a" * 64])),
            [(1, "prev is aaaaaaaaaaaaaaaa, but the line before has none"), (2, "prev is")],
        ),
        (with_line(4, edited(actor="乙某")), []),  # the last line is not yet vouched for: docs/trail.md says so
        (SOUND[:3], []),  # nor is a cut tail seen without a checkpoint
    ],
)
def test_every_alteration_is_told_once_and_where_it_is(lines: list[bytes], found: list[tuple[int, str]]) -> None:
    """Altered, removed, doubled and re-encoded lines are damage in the line that shows it, and only there."""
    told = flaws(lines)
    assert {severity for _, severity, _ in told} <= {Severity.DAMAGE}
    assert len(told) == len(found)
    for (line, _, message), (number, words) in zip(told, found, strict=True):
        assert line == number
        assert words in message


def test_swapped_lines_are_found() -> None:
    """Two lines in each other's place break the chain and the sequence."""
    swapped = [SOUND[0], SOUND[2], SOUND[1], SOUND[3]]
    assert {line for line, severity, _ in flaws(swapped) if severity is Severity.DAMAGE} == {2, 3, 4}


def test_a_clock_that_ran_backwards_is_a_warning() -> None:
    """A run recorded before the one above it is odd, but no damage."""
    lines = trail(*(run_of(noted(), at=at) for at in (TIMES[0], TIMES[3], TIMES[1], TIMES[2])))
    assert flaws(lines) == [(3, Severity.WARNING, f"the clock ran backwards: {TIMES[1]} after {TIMES[3]} (Q-1)")]


# --- re-encoded ---

NFD = "e\u0301"


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace(b'"seq":4', b'"seq": 4'),
        lambda line: line.replace(b'{"prev"', b'{ "prev"'),
        lambda line: line + b" ",
        lambda line: line + b"\r",
        lambda line: line + b"\t",
        lambda line: line.replace("甲".encode(), b"\\u7532"),
        lambda line: line.replace("甲".encode(), b"\\u7532"),
        lambda line: line.replace(b"desk", b"des\\u006b"),
        lambda line: line.replace(b"cli", b"cl\\/i"),
        lambda line: line.replace("甲".encode(), NFD.encode()),
        lambda line: line.replace("甲".encode(), "\u2126".encode()),
        lambda line: line.replace(b'"seq":4', b'"seq":4.0'),
        lambda line: line.replace(b'"seq":4', b'"seq":4e0'),
        lambda line: line.replace(b'"seq":4', b'"seq":04'),
        lambda line: line.replace(b'"seq":4', b'"seq":4,"seq":4'),
        lambda line: line.replace(b'"actor"', b'"actor":"x","actor"'),
        lambda line: line.replace(b'"format":1,', b"").replace(b'"seq":4', b'"format":1,"seq":4'),
        lambda line: line.replace(b'"format":1', b'"format":2'),
        lambda line: line.replace(b'"evidence":[]', b'"evidence":[],"more":1'),
        lambda line: line.replace(b'"via":"cli"', b'"via":"cli","outside":[]'),
        lambda line: line.replace(b'"issue":"Q-1"', b'"issue":"Q-1","reason":null'),
        lambda line: line.replace(b'"changes":[]', b'"changes":{}'),
        lambda line: b"\xef\xbb\xbf" + line,
        lambda line: line[1:],
        lambda line: line[:-1],
        lambda line: line + line,
        lambda line: b"",
        lambda line: b"null",
        lambda line: line.decode().encode("gb18030"),
        lambda line: json.dumps(json.loads(line), ensure_ascii=False).encode(),
        lambda line: json.dumps(json.loads(line), separators=(",", ":")).encode(),
        lambda line: json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(),
    ],
)
def test_a_line_has_one_form_only(change: Callable[[bytes], bytes]) -> None:
    """The last line, which no later one vouches for, passes in its own bytes alone; with the chain alone, too."""
    lines = with_line(4, change)
    assert lines != SOUND
    assert [(line, severity) for line, severity, _ in flaws(lines)] == [(4, Severity.DAMAGE)]
    assert [link.number for link in bare_links(lines_of(lines), "x") if link.flaws] == [4]


# --- the issues ---


def test_a_flaw_names_the_issues_of_its_line() -> None:
    """The sole issue is the flaw's own; of many the first three are named and the others counted."""
    many = run_of(*(noted(f"Q-{number}") for number in range(1, 8)))
    lines = trail(run_of(noted("Q-9")), many, run_of(noted("Q-2")))
    lines[1] = lines[1].replace("看过".encode(), b"seen")
    [flaw] = [flaw for link in links(lines_of(lines), "x") for flaw in link.flaws]
    assert (flaw.place and flaw.place.line, flaw.issue) == (3, "Q-2")
    assert "but the line before (Q-1, Q-2, Q-3 and 4 more) has" in flaw.message


def test_a_line_that_is_no_run_still_names_its_issues() -> None:
    """As far as they can be read."""
    [flaw] = next(iter(links([b'{"events":[{"issue":"Q-1"},{"issue":"Q-1"},{"issue":\n'], "x"))).flaws
    assert (flaw.message, flaw.issue) == ("the line is not JSON (Q-1)", "Q-1")
    assert issues_of(b'\xff "issue":"Q-1" "issue":"' + "乙-2".encode() + b'"') == ("Q-1", "乙-2")


# --- the end ---


@pytest.mark.parametrize("torn", [b"{", b"\0\0\0", b'{"prev"\0\0\0}\n', b"\0\0\0\n", b'{"pr\0\n{"rest', b"", b"\n"])
@pytest.mark.parametrize("lines", [SOUND, SOUND[:1], []])
def test_the_end_is_parted_as_everywhere(lines: list[bytes], torn: bytes) -> None:
    """Which lines are recorded is the same line by line and in the whole file."""
    data = b"".join(lines_of(lines)) + torn
    found = list(links(BytesIO(data), "x"))
    assert [link.digest for link in found if link.is_recorded] == [digest(line) for line in whole_lines(data)]
    assert [link.number for link in found if not link.is_recorded] == (
        [len(whole_lines(data)) + 1] if recorded(data) < len(data) else []
    )
    assert [link.is_recorded for link in bare_links(BytesIO(data), "x")][-1:] == [link.is_recorded for link in found][
        -1:
    ]


# --- the chain alone ---


def test_the_chain_alone_gives_what_is_wanted_and_the_last() -> None:
    """Other sound lines are passed by."""
    assert [link.number for link in bare_links(lines_of(SOUND), "x")] == [4]
    found = list(bare_links(lines_of(SOUND), "x", {1, 3, 9}))
    assert [link.number for link in found] == [1, 3, 4]
    assert found == [link for link in links(lines_of(SOUND), "x") if link.number != 2]


def test_the_chain_alone_parses_no_line_it_passes_by() -> None:
    """What stands behind the head of a line is vouched for by the next one, whatever it is."""
    odd = [SOUND[0], SOUND[1].replace(b'"at":"2018', b'"at":"201X')]
    odd.append(write_line(read_line(SOUND[2], "x", 3)._replace(prev=(digest(odd[1]),))).removesuffix(b"\n"))
    assert [link.flaws for link in bare_links(lines_of(odd), "x")] == [()]
    assert [line for line, _, _ in flaws(odd)] == [2]


@pytest.mark.parametrize(
    "lines",
    [
        with_line(2, edited(actor="乙某")),
        [SOUND[0], *SOUND[2:]],
        SOUND[1:],
        [SOUND[0], SOUND[1], *SOUND[1:]],
        [SOUND[0], SOUND[2], SOUND[1], SOUND[3]],
        [*SOUND[:2], b"{}", *SOUND[2:]],
        with_line(3, lambda _: b""),
        with_line(1, lambda line: b"\xef\xbb\xbf" + line),
    ],
)
def test_the_chain_alone_finds_what_breaks_it(lines: list[bytes]) -> None:
    """In the same lines, and in the same words, as the whole."""
    whole, alone = (
        [flaw for link in found for flaw in link.flaws if flaw.severity is Severity.DAMAGE]
        for found in (links(lines_of(lines), "x"), bare_links(lines_of(lines), "x"))
    )
    assert alone
    assert alone == whole

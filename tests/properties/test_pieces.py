"""Registers read in pieces: as far as they are, they are what the whole strict reading gives."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.pieces import TEXTS, are_the_same, bent_register, compare, in_pieces
from tests.hostile.accepted import ACCEPTED
from tests.hostile.registers import GOOD, HEAD, ISSUE, REFUSED
from tests.hostile.test_yaml_corpus import DOCUMENTS
from tests.properties.styled_register import Hand, random_issue

SECOND = ISSUE.replace("Q-1", "Q-2")
SEEDED = st.integers(0, 2**32).map(Random)
READ_WHOLE = {
    "a BOM", "CRLF and LF mixed", "all in braces", "all in braces behind a mark", "braces over many lines", "JSON",
    "JSON without spaces", "long keys", "keys in quotes", "the dash alone", "a title of a megabyte", "10 MB of notes",
}  # fmt: skip
"""Odd files that are not read in pieces; all others are."""


@settings(max_examples=60, deadline=None)
@given(rng=SEEDED)
def test_a_register_of_any_hand_is_read_in_pieces(rng: Random) -> None:
    """Whatever the style, and whatever the texts look like: the same issues, header and habits."""
    issues = [random_issue(rng, f"Q-{number}", TEXTS) for number in range(rng.randrange(1, 6))]
    assert compare(Hand(rng).file(issues)[0].encode())


@settings(max_examples=200, deadline=None)
@given(rng=SEEDED)
def test_a_bent_register_is_read_in_pieces_as_it_is_whole_or_not_at_all(rng: Random) -> None:
    """Slips where pieces may be cut, and anywhere else; `make fuzz` goes on with it."""
    compare(bent_register(rng))


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_odd_register_is_read_in_pieces_where_it_can_be(name: str) -> None:
    """Those with a list in brackets, a mark at the beginning, a dash alone or a very long line are read whole."""
    content = ACCEPTED[name][0]
    assert compare(content if isinstance(content, bytes) else content.encode()) == (name not in READ_WHOLE)


def test_no_hostile_register_is_read_in_pieces() -> None:
    """What is refused whole is refused in pieces of any size."""
    for content in REFUSED.values():
        assert not compare(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("register", "is_hopeless"),
    [
        (f"{GOOD}    custom:\n@\n{SECOND}", False),
        (f"{GOOD}    notes: @\n{SECOND}", False),
        (f"format: 1\nregister:\n  title: @\nissues:\n{ISSUE}{SECOND}", False),
        (f"{GOOD}{SECOND}register:\n  title: @\n", False),
        (f"{GOOD}@\n{SECOND}", True),
        (f"{HEAD}@\n{ISSUE}{SECOND}", True),
        ("@", False),
    ],
)
def test_any_yaml_within_a_register_is_read_in_pieces_as_it_is_whole(register: str, is_hopeless: bool) -> None:
    """A corpus of small documents as a mapping, a text, a part of the header, between issues, or as the file."""
    accepted = 0
    for document in DOCUMENTS[len(register) % 5 :: 5]:
        text = "\n".join(f"      {line}" for line in document.text.split("\n"))
        placed = register.replace("@", text if "custom" in register else document.text)
        accepted += compare(placed.encode("utf-8", "surrogatepass"), (1,))
    assert (accepted == 0) == is_hopeless


def test_a_difference_is_seen() -> None:
    """Issues, a header or a style that are not those of the whole reading break the promise."""
    one, other = (in_pieces(text.encode(), 64) for text in (GOOD, GOOD.replace("题", "目")))
    assert one
    assert other
    for data, found in ((GOOD, other), (f"{GOOD}    x: y\n", one), (f"register: {{title: x}}\n{GOOD}", one)):
        with pytest.raises(AssertionError):
            are_the_same(data.encode(), [found])

"""A register that is held packed: as far as it can be, it is what the whole strict reading gives, place by place."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.errors import InvalidRegister
from rectify.model.names import RESERVED_ID
from rectify.store.disk import Disk
from rectify.store.register_disk import RegisterOnDisk
from tests.fuzz.packed import are_the_same, compare, packed
from tests.fuzz.pieces import TEXTS, bent_register
from tests.hostile.accepted import ACCEPTED
from tests.hostile.registers import GOOD, HEAD, ISSUE, REFUSED
from tests.properties.styled_register import Hand, random_issue

SEEDED = st.integers(0, 2**32).map(Random)


def told(path: Path) -> object:
    """What a whole reading says of a file: its entries, or every flaw with line and column."""
    try:
        return dict(RegisterOnDisk(str(path), "x.yaml", Disk()).read().register.entries())
    except InvalidRegister as error:
        return error.message, error.details


def told_packed(path: Path) -> object:
    """What is said of it where it may be packed."""
    try:
        return dict(RegisterOnDisk(str(path), "x.yaml", Disk()).read_packed().register.entries())
    except InvalidRegister as error:
        return error.message, error.details


@settings(max_examples=60, deadline=None)
@given(rng=SEEDED)
def test_a_register_of_any_hand_can_be_packed(rng: Random) -> None:
    """Whatever the style, before or behind the issues: the same entries, each part in its line and column."""
    issues = [random_issue(rng, f"Q-{number}", TEXTS) for number in range(rng.randrange(1, 6))]
    text = Hand(rng).file(issues)[0]
    assert compare(text.encode())


@settings(max_examples=150, deadline=None)
@given(rng=SEEDED)
def test_a_bent_register_is_packed_as_it_is_whole_or_not_at_all(rng: Random) -> None:
    """Slips where blocks may be cut, and anywhere else."""
    compare(bent_register(rng))


@settings(max_examples=100, deadline=None)
@given(rng=SEEDED)
def test_a_faulty_register_is_told_in_the_same_words(tmp_path_factory: pytest.TempPathFactory, rng: Random) -> None:
    """Every flaw with its line and column, whichever way it was tried first."""
    path = tmp_path_factory.mktemp("bent") / "issues.yaml"
    path.write_bytes(bent_register(rng))
    assert told_packed(path) == told(path)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_in_the_same_words(tmp_path: Path, name: str) -> None:
    """Every hostile file there is."""
    content = REFUSED[name]
    path = tmp_path / "issues.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    assert told_packed(path) == told(path)


@pytest.mark.parametrize("name", [name for name in ACCEPTED if "MB" not in name and "megabyte" not in name])
def test_an_odd_register_is_the_same_packed(name: str) -> None:
    """As far as it can be."""
    content = ACCEPTED[name][0]
    compare(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("is_behind", [False, True])
@pytest.mark.parametrize("end", ["", "\n"])
def test_the_header_stands_before_the_issues_or_behind_them(eol: str, end: str, *, is_behind: bool) -> None:
    """Its lines are counted past all issues, the first of which is the only one read again."""
    issues = "".join(ISSUE.replace("Q-1", f"Q-{number}") + "    # 备注\n\n" for number in range(5))
    header = "register:\n  title: 台账\n  people:\n    - {id: a, name: 甲, unit: 乙}\n"
    text = f"{HEAD}{issues}{header}" if is_behind else f"# x\nformat: 1\n{header}issues:\n{issues}"
    data = (text.strip("\n") + end).replace("\n", eol).encode()
    assert compare(data)
    found = packed(data, 2)
    assert found
    place = found.place(RESERVED_ID, "people[0].name")
    assert place.column == data.decode().split(eol)[place.line - 1].index("甲") + 1


def test_a_difference_is_seen() -> None:
    """Issues, a header or a place that are not those of the whole reading break the promise."""
    one, other = (packed(text.encode(), 64) for text in (GOOD, GOOD.replace("题", "目")))
    assert one
    assert other
    for data, found in (
        (GOOD, other),
        (f"{GOOD}    x: y\n", one),
        (f"register: {{title: x}}\n{GOOD}", one),
        (f"#\n{GOOD}", one),
    ):
        with pytest.raises(AssertionError):
            are_the_same(data.encode(), found)

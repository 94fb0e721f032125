import gc

import pytest

from rectify.errors import ExitCode, InvalidRegister
from rectify.store.register_yaml import RegisterFile, read_register
from tests.store.flawed import HEAD, flaw, flaws

TEN = """\
format: 1
register:
  timezon: Asia/Shanghai
issues:
  - id: 012
    title: t
    status: no
  - id: A
    title: &x t
    statuss: open
    status: open
  - id: a
    title: t
    status: open
    status: closed
  - id: B
    title：t
    status: open
  - id: C
    status: open
    deadline: {date: 2026-02-30}
  - id: D
    title: t
    status: open
    deadline: 2018年底
    due: 2018-12-31
"""


def read(text: str) -> RegisterFile:
    """A register that has no flaws."""
    return read_register(text.encode(), "data/issues.yaml")


# --- what is read -------------------------------------------------------------------------------


def test_a_register_is_read_with_its_header_and_issues() -> None:
    """Header and issues become values; keys with nothing after them are absent."""
    file = read(
        "format: 1\nregister:\n  title: 台账\n  notes:\nissues:\n  - {id: 012, title: no, status: open, tags: ~}\n"
    )
    assert file.register.header.data() == {"title": "台账"}
    assert file.register.get("012").data() == {"id": "012", "title": "no", "status": "open"}
    assert (file.name, file.bom) == ("data/issues.yaml", False)


@pytest.mark.parametrize(
    "text", ["format: 1\n", "format: '1'\nissues:\nregister:\n", "{format: 1, issues: []}", "---\nformat: 1\n...\n"]
)
def test_a_register_may_be_all_but_empty(text: str) -> None:
    """`format: 1` is all that a file must have."""
    assert read(text).register.issues == ()


def test_texts_are_composed_to_nfc() -> None:
    """Keys and values written with combining marks are the same as those without."""
    file = read(HEAD + "    custom: {cle\u0301: cafe\u0301}\n")
    assert file.register.get("Q-1").custom == {"clé": "café"}


def test_the_byte_order_mark_is_no_part_of_the_text() -> None:
    """Columns are counted as an editor shows them."""
    file = read("\ufeff" + HEAD)
    assert file.bom
    assert str(file.place("Q-1")) == "data/issues.yaml:3:5"


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_collection_is_left_as_it_was(enabled: bool) -> None:
    """It pauses while a file is read, also when the file is bad."""
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        read(HEAD)
        flaws("- a\n")
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if was else gc.disable)()


# --- where things are ---------------------------------------------------------------------------

PLACES = """\
format: 1
register:
  title: 台账
issues:
  - id: Q-1
    title: 题
    status: open
    tags: [a, b]
    deadline:
      date: 2018-12-31
    measures:
      - id: M1
        text: x
    notes:
"""


@pytest.mark.parametrize(
    ("entry", "path", "place"),
    [
        ("Q-1", "", "5:5"),
        ("Q-1", "status", "7:13"),
        ("Q-1", "tags", "8:5"),
        ("Q-1", "tags[1]", "8:15"),
        ("Q-1", "tags[2]", "8:5"),
        ("Q-1", "deadline", "9:5"),
        ("Q-1", "deadline.date", "10:13"),
        ("Q-1", "deadline.text", "9:5"),
        ("Q-1", "measures[0]", "12:9"),
        ("Q-1", "measures[0].text", "13:15"),
        ("Q-1", "measures[0].text.more", "13:15"),
        ("Q-1", "percent", "5:5"),
        ("Q-1", "notes", "14:5"),
        ("register", "", "3:3"),
        ("register", "title", "3:10"),
        ("register", "timezone", "3:3"),
    ],
)
def test_every_field_has_a_place(entry: str, path: str, place: str) -> None:
    """A value is shown where it stands, a long or absent one at its key, a missing one at what is around it."""
    assert str(read(PLACES).place(entry, path)) == f"data/issues.yaml:{place}"


@pytest.mark.parametrize(("text", "place"), [("format: 1\n", ":1:1"), ("format: 1\nregister:\n", ":2:1")])
def test_a_header_that_is_not_there_has_a_place_too(text: str, place: str) -> None:
    """It is the top of the file, or the key with nothing after it."""
    assert str(read(text).place("register", "title")) == f"data/issues.yaml{place}"


def test_an_unknown_entry_is_the_file() -> None:
    """What is not in the file has no line."""
    assert str(read(HEAD).place("Q-2")) == "data/issues.yaml"


# --- what is refused ----------------------------------------------------------------------------


def test_all_flaws_are_listed_in_the_order_of_the_file() -> None:
    """Ten errors, of YAML and of the model, are ten details, each with line and column."""
    found = flaws(TEN)
    assert [place for place, _, _ in found] == [
        "3:3", "7:13", "9:12", "10:5", "12:9", "15:5", "17:10", "19:5", "21:22", "25:15", "26:5",
    ]  # fmt: skip
    for (_, message, _), words in zip(
        found,
        ("'timezon'", "'no' is not", "anchor", "'statuss'", "line 8", "line 14", "full-width", "no title", "2026-02-30",
         "deadline must", "'due'"),
        strict=True,
    ):  # fmt: skip
        assert words in message


def test_the_error_counts_and_names() -> None:
    """The exit code is 3; the message says how many; a place is file:line:column."""
    with pytest.raises(
        InvalidRegister, match=r"^data/issues\.yaml has 11 flaws that must be mended first\.$"
    ) as caught:
        read(TEN)
    assert caught.value.exit_code == ExitCode.INVALID
    assert caught.value.details[0].place == "data/issues.yaml:3:3"
    with pytest.raises(InvalidRegister, match="has 1 flaw that"):
        read("format: 1\nfoo: bar\n")


@pytest.mark.parametrize("text", ["[" * 100_000, HEAD + "    notes: " + "[" * 100_000])
def test_a_hundred_thousand_brackets_are_one_flaw(text: str) -> None:
    """Deep nesting is refused without a crash."""
    assert "32 levels" in flaw(text)[1]


def test_other_encodings_and_conflicts_are_flaws_with_a_place() -> None:
    """Files that are no UTF-8, empty, or in conflict are told before YAML is looked at."""
    assert "iconv -f GB18030" in flaws("标题".encode("gbk"))[0][2]
    assert "iconv -f UTF-16" in flaws(HEAD.encode("utf-16"))[0][2]
    assert flaws(b"")[0][:2] == ("1:1", "the file is empty")
    assert [place for place, _, _ in flaws(HEAD + "<<<<<<< a\n=======\n>>>>>>> b\n")] == ["6:1", "7:1", "8:1"]

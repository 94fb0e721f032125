"""The names evidence is kept by: whatever a file is called, its place is safe, short enough, and its own."""

import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from rectify.model.evidence import Evidence
from rectify.store.layout import shown_name

LETTERS = st.one_of(
    st.characters(),
    st.characters(categories=["Cs"]),
    st.sampled_from("./\\-_~ \n\r\t\0\x1b\u202e\u200b\u3164\ufeff‘’：？*|<>“”报告é\u0301𠀀👩\u200d🔬"),
)
NAMES = st.text(LETTERS, max_size=300)
HOSTILE = (
    "..",
    "...",
    "a.",
    "-rf",
    "con.txt",
    "\u202egpj.exe",
    "a/../../b",
    ".",
    "\udcff\udcfe",
    "x" * 254 + ".",
    "\u3164",
)


def hostile(test: Callable[[str], None]) -> Callable[[str], None]:
    """The test, tried with every name somebody thought of as well."""
    for name in HOSTILE:
        test = example(name)(test)
    return test


@hostile
@given(NAMES)
def test_a_shown_name_is_one_safe_step_of_a_path(name: str) -> None:
    """No step up, no second step, nothing hidden or invisible, nothing that a shell or a terminal would act on."""
    shown = shown_name(name)
    assert shown == Path(shown).name
    assert shown not in ("", ".", "..")
    assert not shown.startswith(".")
    assert not shown.endswith(".")
    assert all(letter in "-_." or unicodedata.category(letter)[0] in "LMN" for letter in shown)
    assert 0 < len(shown.encode()) <= 120
    assert unicodedata.is_normalized("NFC", shown)


@hostile
@given(NAMES)
def test_a_shown_name_is_its_own(name: str) -> None:
    """Shown again it stays, and so does the name of the same file copied to a disk that writes NFD."""
    shown = shown_name(name)
    assert shown_name(shown) == shown
    assert shown_name(unicodedata.normalize("NFD", shown)) == shown


@given(st.binary(), st.binary(), NAMES, NAMES)
def test_two_files_never_have_one_place(one: bytes, other: bytes, name: str, another: str) -> None:
    """Other bytes lie under another name, whatever the two files are called; a place is at most 140 bytes long."""
    blobs = [
        Evidence(sha256=sha256(data).hexdigest(), name=shown_name(called), size=len(data)).blob
        for data, called in ((one, name), (other, another))
    ]
    assert (one == other) or blobs[0] != blobs[1]
    assert all(len(blob.encode()) <= 140 for blob in blobs)

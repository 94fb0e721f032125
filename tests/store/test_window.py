"""A few issues edited as a small register of their own."""

from hashlib import sha256
from typing import Any

import pytest

from bench.make_register import make_register
from rectify.model.issue import Issue
from rectify.store.blocks import cuts
from rectify.store.splice import spliced
from rectify.store.window import Item, Odd, _as_register, _in_place, edited
from rectify.store.yaml_edit import rewrite
from rectify.store.yaml_emit import Style
from rectify.store.yaml_layout import habits
from tests.store.rewritten import file_of
from tests.store.test_yaml_edit import CLOSING, TEXT

HEAD = "format: 1\nissues:\n"
PLAIN = "  - id: {0}\n    title: t\n    status: open\n"


def parts(text: str) -> list[Item]:
    """The issues of a text."""
    data = text.encode()
    found = cuts(data)
    ends = (*found.starts[1:], found.end)
    ids = file_of(text).register.ids
    return [Item(id_, start, data[start:end]) for id_, start, end in zip(ids, found.starts, ends, strict=True)]


def change(text: str, changes: dict[str, dict[str, Any]]) -> tuple[str, tuple[str, ...]]:
    """A text after changes of some of its issues in one window, which must be what the whole file gives."""
    file = file_of(text)
    after = file.register
    for id_, fields in changes.items():
        after = after.with_issue(after.get(id_).but(**fields))
    items = [item for item in parts(text) if item.id in changes]
    found = edited(items, habits(file.text, file.root), file.register.by_id, after.by_id)
    whole = rewrite(file, after)
    result = spliced(text.encode(), found.splices)
    assert (result, found.re_emitted) == (whole.data, whole.re_emitted)
    return result.decode(), found.re_emitted


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
@pytest.mark.parametrize("ids", ["A", "B", "C", "AC", "ABC"])
def test_a_window_keeps_the_ways_of_the_file(eol: str, end: str, ids: str) -> None:
    """Line breaks, comments, braces, and a missing last line break."""
    text = (TEXT.rstrip("\n").removesuffix("# end of the file").rstrip() + end).replace("\n", eol)
    assert text.encode()
    result, _ = change(text, {id_: {**CLOSING, "notes": "a\nb"} for id_ in ids})
    assert result.count("\r\n") == (result.count("\n") if eol == "\r\n" else 0)


def test_what_stands_behind_the_issues_stays() -> None:
    """The header may come last, and a comment at the end."""
    text = HEAD + PLAIN.format("A") + "register:\n  title: 册\n# end"
    result, _ = change(text, {"A": {"status": "closed"}})
    assert result == text.replace("open", "closed")


@pytest.mark.parametrize(
    "issue",
    [
        "  - id: A\n    title: t\n    status: open\n    notes:  # c\n      ~\n",
        "  - id: A\n    title: t\n    status: open\n    ? notes\n",
        "  - {id: A, title: t, status: open, notes}\n",
    ],
)
def test_an_issue_laid_out_oddly_is_written_anew_alone(issue: str) -> None:
    """It is named; the others in the window are edited in their lines."""
    text = HEAD + PLAIN.format("B") + issue + "  # below\n" + PLAIN.format("C")
    result, re_emitted = change(text, {"A": {"notes": "x"}, "C": {"status": "closed"}})
    assert re_emitted == ("A",)
    assert result.startswith(HEAD + PLAIN.format("B") + "  - ")
    assert result.endswith("  # below\n" + PLAIN.format("C").replace("open", "closed"))


def test_the_habits_are_those_of_the_whole_file() -> None:
    """A window without a list does not know how far lists are indented elsewhere."""
    measures = "    measures:\n        - id: M1\n          text: x\n"
    text = HEAD + PLAIN.format("A") + measures + PLAIN.format("B")
    result, _ = change(text, {"B": {"measures": [{"id": "M1", "text": "x"}]}})
    assert result.count(measures) == 2


# --- what is no window ---

BEFORE = file_of(HEAD + PLAIN.format("A") + PLAIN.format("B")).register
AFTER = BEFORE.with_issue(BEFORE.get("A").but(status="closed"))


@pytest.mark.parametrize(
    "texts",
    [
        {"A": "  - id: A\n    title: other\n    status: open\n"},
        {"A": PLAIN.format("B")},
        {"A": "  - id: A\n    title: 't\n    status: open\n"},
        {"A": PLAIN.format("A") + PLAIN.format("B")},
        {"A": "    status: open\n"},
        {"A": PLAIN.format("A").rstrip("\n"), "B": PLAIN.format("B")},
        {"A": ""},
    ],
)
def test_what_is_not_the_issue_is_odd(texts: dict[str, str]) -> None:
    """Another value, another issue, no issue, two, a part of one."""
    items = [Item(id_, 0, text.encode()) for id_, text in texts.items()]
    with pytest.raises(Odd):
        edited(items, Style(), BEFORE.by_id, AFTER.by_id)


def test_what_does_not_stay_within_its_lines_is_odd() -> None:
    """No issue is renamed, whatever asks for it."""
    renamed = Issue.model_validate({"id": "Z", "title": "t", "status": "open"})
    with pytest.raises(Odd):
        edited([Item("A", 0, PLAIN.format("A").encode())], Style(), BEFORE.by_id, {"A": renamed})


# --- by itself, or as a small register ---


def ordinary() -> list[tuple[Item, Issue, Issue]]:
    """Issues as most are, each with what becomes of it when it is closed."""
    text = "".join(make_register(64))
    register = file_of(text).register
    return [(item, register.get(item.id), register.get(item.id).but(**CLOSING)) for item in parts(text)]


def test_an_ordinary_issue_needs_no_register() -> None:
    """Its new text is what it would be as a register of its own."""
    for item, was, meant in ordinary():
        for after in (was, meant):
            assert (_in_place(item, Style(), was, after), ()) == _as_register(item, Style(), was, after)


@pytest.mark.parametrize(
    "text",
    [
        b"  - id: A\n    title: \xff\n    status: open\n",
        b"  - id: A\n    title: t\n    status: open",
        b"  - id: A\n    title: 't'\n    status: 'op\n      en'\n",
        b"  - id: A\n    title: t\n    status: open\n    notes: x\n",
        b"  - {id: A, title: t, status: open}\n",
        b"  - id: A\n    ? title\n    : t\n    status: open\n",
    ],
)
def test_what_is_not_certain_is_read_as_a_register(text: bytes) -> None:
    """No letters, no line break at the end, a text over two lines, other data, braces, `?`."""
    assert _in_place(Item("A", 0, text), Style(), BEFORE.get("A"), AFTER.get("A")) is None


def test_what_is_told_otherwise_but_is_the_same_is_edited() -> None:
    """A key without a value is as good as none: the model decides, and the key stays."""
    text = HEAD + "  - id: A\n    title: t\n    status: open\n    notes: ~\n"
    assert change(text, {"A": {"status": "closed"}})[0] == text.replace("open", "closed")


CHANGES: tuple[dict[str, Any], ...] = (
    CLOSING,
    {"notes": "一\n二", "tags": ("x, y", "no")},
    {"units": None, "measures": ()},
    {"title": "a: 'b' #c", "percent": 50},
)


@pytest.mark.parametrize(
    ("eol", "digest"),
    [
        ("\n", "8d2ad97b6acf4f2135bd9b7203d65452f930e4d7eb17cc1acd74f283cf80d408"),
        ("\r\n", "a16edd3ea10d01bbe6dbc71d2be3392ee887db5c0604e850e9e81a07f5886a05"),
    ],
)
def test_the_bytes_are_those_that_were_always_written(eol: str, digest: str) -> None:
    """A few hundred issues changed in four ways: what is written does not depend on how it is read."""
    text = "".join(make_register(200)).replace("\n", eol)
    file = file_of(text)
    after = file.register
    for number, issue in enumerate(file.register.issues):
        after = after.with_issue(issue.but(**CHANGES[number % len(CHANGES)]))
    found = edited(parts(text), habits(file.text, file.root), file.register.by_id, after.by_id)
    assert found.re_emitted == ()
    assert sha256(spliced(text.encode(), found.splices)).hexdigest() == digest

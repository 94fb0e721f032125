from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from rectify.model.names import is_digest, is_issue_id
from rectify.model.text import CustomKey, Day, Digest, Figure, Flag, IssueId, Line, Percent, Text, Whole


def read(kind: Any, value: object) -> Any:
    """The value as the model reads it."""
    return TypeAdapter(kind).validate_python(value)


def complaint(kind: Any, value: object) -> str:
    """What the model says about a value it refuses."""
    with pytest.raises(ValidationError) as told:
        read(kind, value)
    return told.value.errors()[0]["msg"]


GOOD_IDS = [
    "QH-05",
    "012",
    "a",
    "_a",
    "第二十七项",
    "X2SD202109080018",
    "QH3-30",
    "a.b-c_d",
    "Ж-1",
    "น้ำ-1",
    "हिन्दी",
    "é",
    "1" * 64,
    "字" * 64,
    "𠀀" * 63,
]

BAD_IDS = [
    ("", "the text is empty"),
    (" ", "the text is empty"),
    ("-rf", "not an id: 1 to 64 letters"),
    (".hidden", "not an id"),
    ("../../x", "not an id"),
    ("a/b", "not an id"),
    ("a" * 65, "not an id"),
    ("𠀀" * 64, "256 bytes, and a name on disk has 255 at most"),
    ("\u0301a", "not an id"),
    ("a b", "U+0020 SPACE"),
    ("a\u3000b", "U+3000 IDEOGRAPHIC SPACE"),
    ("a\u200bb", "U+200B ZERO WIDTH SPACE"),
    ("a：b", "U+FF1A FULLWIDTH COLON"),
    ("ＱＨ－０５", "U+FF0D FULLWIDTH HYPHEN-MINUS"),
    ("a\x1b[0m", "U+001B unnamed"),
    ("a\nb", "must be one line"),
    ("register", "the name of the header"),
    ("Register", "the name of the header"),
    (12, "expected text"),
    (True, "expected text"),
]

GOOD = [
    (Text, "两\n行", "两\n行"),
    (Text, "e\u0301", "é"),
    (Line, "[/red] :warning: \x1b[31m", "[/red] :warning: \x1b[31m"),
    (Line, "\u202eabc", "\u202eabc"),
    (CustomKey, "排污口编号", "排污口编号"),
    (CustomKey, "k-1_a", "k-1_a"),
    (Day, "2018-12-31", date(2018, 12, 31)),
    (Day, date(2018, 12, 31), date(2018, 12, 31)),
    (Day, "2020-02-29", date(2020, 2, 29)),
    (Whole, "7", 7),
    (Whole, "007", 7),
    (Whole, 0, 0),
    (Percent, "100", 100),
    (Figure, "35", Decimal(35)),
    (Figure, "-0.50", Decimal("-0.50")),
    (Figure, 35, Decimal(35)),
    (Figure, Decimal("1E-7"), Decimal("0.0000001")),
    (Figure, Decimal("1E+3"), Decimal(1000)),
    (Flag, "true", True),
    (Flag, "false", False),
    (Flag, True, True),
    (Digest, "0f" * 32, "0f" * 32),
]

BAD = [
    (Text, "", "the text is empty; leave the key out instead"),
    (Text, "\u3000\n", "the text is empty"),
    (Text, "a\udcff", "half a character"),
    (Text, ["a"], "expected text"),
    (Text, None, "expected text"),
    (Line, "a\rb", "must be one line"),
    (CustomKey, "a b", "not a name for a field of your own"),
    (CustomKey, "a.b", "not a name for a field of your own"),
    (CustomKey, "a" * 65, "not a name for a field of your own"),
    (Day, "2026-02-30", "no such date: 2026-02-30"),
    (Day, "0000-01-01", "no such date"),
    (Day, "2018-1-1", "write YYYY-MM-DD"),
    (Day, "２０１８-12-31", "write YYYY-MM-DD"),
    (Day, "2018-12-31\n", "write YYYY-MM-DD"),
    (Day, 20181231, "write YYYY-MM-DD"),
    (Whole, "1.5", "not a whole number"),
    (Whole, "1" * 19, "not a whole number"),
    (Whole, "-1", "must not be below 0"),
    (Whole, True, "not a whole number"),
    (Whole, 1.0, "not a whole number"),
    (Percent, "101", "from 0 to 100"),
    (Percent, -1, "from 0 to 100"),
    (Figure, "35台", "not a figure"),
    (Figure, "1e3", "not a figure"),
    (Figure, ".5", "not a figure"),
    (Figure, "NaN", "not a figure"),
    (Figure, 0.1, "not a figure"),
    (Figure, True, "not a figure"),
    (Flag, "no", "write true or false"),
    (Flag, 1, "write true or false"),
    (Flag, "True", "write true or false"),
    (Digest, "0F" * 32, "not a sha256"),
    (Digest, "0f" * 31, "not a sha256"),
    (Digest, 0, "not a sha256"),
]


@pytest.mark.parametrize("id_", GOOD_IDS)
def test_an_id_has_letters_of_any_script(id_: str) -> None:
    """Ids are 1 to 64 letters of any script with their marks, digits, - _ and ., kept as text."""
    assert read(IssueId, id_) == id_


@pytest.mark.parametrize(("id_", "why"), BAD_IDS)
def test_a_bad_id_is_refused_and_strange_letters_are_named(id_: object, why: str) -> None:
    """What could be an option, a path, or two readings of one id is no id."""
    assert why in complaint(IssueId, id_)


@pytest.mark.parametrize(
    "id_", [*GOOD_IDS, *(id_ for id_, _ in BAD_IDS if isinstance(id_, str)), "𠀀" * 64, "\udc80", "a\0b"]
)
def test_the_quick_answer_on_an_id_is_that_of_the_model(id_: str) -> None:
    """A trail is asked a million times; what it names is an id where a register may hold it as it stands."""
    try:
        is_one = read(IssueId, id_) == id_
    except ValidationError:
        is_one = False
    assert is_issue_id(id_) is is_one


@pytest.mark.parametrize(
    "text", ["a" * 64, "", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n", "../" * 21 + "a", "١" * 64]
)
def test_the_quick_answer_on_a_digest_is_that_of_the_model(text: str) -> None:
    """64 hex digits in lower case, and nothing else."""
    assert is_digest(text) is (text == "a" * 64)


@pytest.mark.parametrize(("kind", "value", "expected"), GOOD)
def test_values_are_read_from_text(kind: Any, value: object, expected: object) -> None:
    """Every single value can be read from text, and means the same when read again."""
    assert read(kind, value) == expected
    assert read(kind, read(kind, value)) == expected


@pytest.mark.parametrize(("kind", "value", "why"), BAD)
def test_a_value_that_does_not_fit_says_what_to_write(kind: Any, value: object, why: str) -> None:
    """A refused value is told in words that help to mend it."""
    assert why in complaint(kind, value)


@pytest.mark.parametrize("text", ["0.0000001", "100", "-0.50", "1" * 30, "0." + "0" * 29 + "1"])
def test_a_figure_is_written_as_it_was_read(text: str) -> None:
    """A figure keeps its digits and never gets an exponent, so that what was written can be read again."""
    figure = TypeAdapter(Figure)
    assert figure.dump_python(figure.validate_python(text), mode="json") == text


def test_ids_are_kept_in_nfc() -> None:
    """The two ways of writing é are one id."""
    assert read(IssueId, "Caf\u0065\u0301-1") == "Caf\u00e9-1"

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify.wording.private import Private, left_out, names_in, private_numbers


def without(text: str) -> str:
    """The text with a star for each thing found."""
    return left_out(text, private_numbers(text), lambda _: "*")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("13800138000", Private.MOBILE),
        ("1 3 8 0 0 1 3 8 0 0 0", Private.MOBILE),
        ("138-0013-8000", Private.MOBILE),
        ("138.0013.8000", Private.MOBILE),
        ("+86 138 0013 8000", Private.MOBILE),
        ("013800138000", Private.MOBILE),
        ("１３８００１３８０００", Private.MOBILE),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", Private.MOBILE),
        ("一三八零零一三八〇〇〇", Private.MOBILE),
        ("幺三八零零幺三八零零零", Private.MOBILE),
        ("138\u200b0013\u200b8000", Private.MOBILE),
        ("1\u03013800138000", Private.MOBILE),
        ("١٣٨٠٠١٣٨٠٠٠", Private.MOBILE),
        ("（0971）6123456", Private.TELEPHONE),
        ("0971—6123456", Private.TELEPHONE),
        ("010-8812 3456", Private.TELEPHONE),
        ("0086 971 6123456", Private.TELEPHONE),
        ("400-812-3456", Private.TELEPHONE),
        ("6123456", Private.TELEPHONE),
        ("630102199001011234", Private.CARD),
        ("63010219900101123X", Private.CARD),
        ("630102 19900101 1234", Private.CARD),
        ("6301 0219 9001 0112 34", Private.CARD),
        ("6222 0200 1234 5678 901", Private.CARD),
        ("20252792025280", Private.CARD),
        ("limin@example.org", Private.ADDRESS),
        ("limin@office", Private.ADDRESS),
    ],
)
def test_a_number_is_found_however_it_is_written(text: str, what: Private) -> None:
    """Full-width, Chinese, circled or Arabic digits, with signs nobody sees: a reader can call it."""
    for around in ("{}", "请联系{}，谢谢", "第一{}二", "（{}）"):
        found = private_numbers(around.format(text))
        assert len(found) == 1, around
        start, end, _ = found[0]
        assert text.strip("（）") in around.format(text)[start:end] or around == "第一{}二"
    assert private_numbers(text)[0].what is what


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("电话：612345", "电话：*"),
        ("联系方式 61 23 45", "联系方式 *"),
        ("身份证：G12345678", "身份证：*"),
        ("微信号：abc_12345", "微信号：*"),
        ("QQ 123456", "QQ *"),
        ("San1380013800013800138000", "San*"),
        ("2025-01-21138 0013 8000", "2025-01-21*"),
        ("2025-01-21138 00138000", "2025-01-21*"),
        ("电话：0971-6123456转8", "电话：*转8"),
        ("甲 13800138000、乙 13900139000", "甲 *、乙 *"),
    ],
)
def test_a_word_before_it_tells_a_number(text: str, left: str) -> None:
    """Short numbers and words are private where the text says what they are; the word itself stays."""
    assert without(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-21至2025-02-08",
        "20250121",
        "二〇二五年一月二十一日",
        "2025-02-15 2025-03-01 9时",
        "处理6123456吨",
        "投资约 8812345 元",
        "投资1234567.5元",
        "X2SD202109080018",
        "国发〔2018〕17号",
        "12345热线、12369、110",
        "涉及13、14、15、16、17项",
        "COD由80.5降至35.2",
        "HD-2019-014",
        "",
    ],
)
def test_what_is_no_ones_number_stays(text: str) -> None:
    """Days, figures with their unit, hotlines, numbers of papers and petitions are no telephone."""
    assert without(text) == text


@pytest.mark.parametrize("text", ["王明", "王　明", "王 明", "王·明", "王\u200b明", "责任人王明同志"])
def test_a_name_of_han_letters_is_found_also_spread(text: str) -> None:
    """Official papers spread short names; a sign nobody sees parts nothing."""
    found = names_in(["王明"])(text)
    assert left_out(text, found, lambda _: "") in ("", "责任人同志")
    assert [one.what for one in found] == [Private.NAME]


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Li Ming", "report by LI  MING.", True),
        ("Ming", "Slimming", False),
        ("P1", "P1泵站", True),
        ("01", "2025-01-01", False),
        ("王", "王刚", False),
        ("-", "a-b", False),
        ("a.b", "axb", False),
    ],
)
def test_a_name_is_a_word_of_its_own(name: str, text: str, is_found: bool) -> None:
    """In another script it stands apart, whatever the case; a number or one letter is no name."""
    assert bool(names_in([name])(text)) is is_found


def test_the_longer_name_is_taken_first() -> None:
    """Of two names that begin alike the longer is left out whole."""
    text = "王明华到场"
    assert left_out(text, names_in(["王明", "王明华"])(text), lambda _: "某某") == "某某到场"


def test_what_overlaps_is_left_out_once() -> None:
    """A name within an address is one hole, not two."""
    text = "写信给limin@office"
    found = [*names_in(["limin"])(text), *private_numbers(text)]
    assert left_out(text, found, lambda _: "*") == "写信给*"


@given(st.text(), st.lists(st.text(max_size=5), max_size=4))
def test_any_text_can_be_looked_through(text: str, names: list[str]) -> None:
    """What is found lies within the text, in order, and is gone afterwards."""
    found = private_numbers(text)
    assert all(0 <= one.start < one.end <= len(text) for one in (*found, *names_in(names)(text)))
    assert all(a.end <= b.start for a, b in pairwise(found))
    rest = left_out(text, found, lambda _: "（略）")
    assert rest.count("（略）") >= len(found)


@given(
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.text(alphabet="甲乙丙，。 \n"),
    st.sampled_from(["", " ", "-", "\u200b"]),
)
def test_no_mobile_number_is_left(number: str, around: str, gap: str) -> None:
    """Whatever stands around it and between its parts."""
    text = f"{around}{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}{around}"
    assert number not in without(text).replace(gap, "")

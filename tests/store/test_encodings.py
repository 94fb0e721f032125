import codecs
from random import Random

import pytest

from rectify.store.encodings import is_gb18030, is_utf8, wide_encoding

ASCII = "format: 1\nissues:\n  - id: Q-1\n    title: leachate\n    status: open\n"
MIXED = "format: 1\nissues:\n  - id: Q-1\n    title: 垃圾场渗滤液外溢，第一轮反馈\n    status: open\n"
CHINESE = "# 一、第一轮督察反馈意见整改台账\nnotes: " + "一县垃圾填埋场渗滤液外溢，上游水质持续恶化。" * 12 + "\n"
TEXTS = {"Latin": ASCII, "mixed": MIXED, "Chinese": CHINESE, "long": CHINESE * 40, "emoji": "a: 🙂🙂\nb: 🙂\n" * 3}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("encoding", ["UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"])
def test_an_encoding_without_a_mark_is_told_by_its_zeros(text: str, encoding: str) -> None:
    """In Latin letters, in Chinese, or in both: the name is the one that iconv takes."""
    assert wide_encoding(TEXTS[text].encode(encoding)) == encoding


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "UTF-16"),
        (codecs.BOM_UTF16_BE, "UTF-16"),
        (codecs.BOM_UTF32_LE, "UTF-32"),
        (codecs.BOM_UTF32_BE, "UTF-32"),
    ],
)
def test_a_mark_alone_says_it(mark: bytes, encoding: str) -> None:
    """Also where nothing follows it."""
    assert wide_encoding(mark) == encoding


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        b"a\0b",
        b"\0" * 400,
        MIXED.encode(),
        MIXED.encode().replace(b"Q-1", b"Q\0-1"),
        MIXED.encode() + b"\0" * 3,
        MIXED.encode() + b"\0" * 300,
        MIXED.encode("gb18030"),
        CHINESE.encode("gb18030") + b"\0" * 9,
        b"\0".join(bytes([number]) for number in range(1, 128)) + b"\xd8",
    ],
)
def test_zeros_alone_are_no_encoding(data: bytes) -> None:
    """A stray NUL, a hole that a power cut left, and half a character are not taken for another encoding."""
    assert wide_encoding(data) is None


def test_no_bytes_make_it_fail() -> None:
    """Every answer is a name of iconv or none."""
    rng = Random(7)  # noqa: S311  # made-up bytes, no secrets
    known = {None, "UTF-16", "UTF-32", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}
    for _ in range(3000):
        letters = rng.choice((b"\0\x01ab", b"\0\xff\xfe\xd8a", bytes(range(256))))
        assert wide_encoding(bytes(rng.choices(letters, k=rng.randrange(60)))) in known


def test_utf8_and_gb18030_are_told_by_reading() -> None:
    """What decodes is of that encoding."""
    assert (is_utf8(MIXED.encode()), is_utf8(MIXED.encode("gbk"))) == (True, False)
    assert (is_gb18030(MIXED.encode("gbk")), is_gb18030(b"\xff\xff")) == (True, False)

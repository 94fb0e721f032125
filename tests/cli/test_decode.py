"""Input in other encodings is told, with the line to type."""

import pytest

from tests.cli.harness import Cli


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("note QH-01 看过".encode("gbk"), "GB18030"),
        ("note QH-01 看过".encode("utf-16"), "UTF-16"),
        ("note QH-01 done".encode("utf-16-le"), "UTF-16LE"),
        ("note QH-01 done".encode("utf-16-be"), "UTF-16BE"),
    ],
)
def test_another_encoding_is_answered_with_the_line_to_type(cli: Cli, content: bytes, encoding: str) -> None:
    """The name is quoted for the shell."""
    result = cli("batch", cli.write("g 1.csv", content))
    assert result.code == 3
    assert f"hint: iconv -f {encoding} -t UTF-8 'g 1.csv' > 'g 1.csv.utf8'\n" in result.err


def test_bytes_of_no_known_encoding_are_told(cli: Cli) -> None:
    """No conversion is promised that would fail."""
    result = cli("batch", cli.write("b.txt", b"note QH-01 \xff\xff"))
    assert (result.code, "save it as UTF-8" in result.err) == (3, True)

import pytest

from tests.cli.harness import Cli


def test_the_next_number_after_the_prefix_is_the_id(cli: Cli) -> None:
    """Without `--id` the register's prefix and the next free number make the id."""
    assert cli.ok("add", "--title", "新问题").out.startswith("QH-05  added: 新问题\n")
    assert cli.issue("QH-05").status == "open"


def test_every_option_lands_in_its_field(empty: Cli) -> None:
    """What is known from the start can be said at once."""
    empty.make({"id": "Q-1"})
    words = {
        "--id": "Q-2",
        "--kind": "petition",
        "--parent": "Q-1",
        "--description": "群众举报",
        "--official-no": "X2SD1",
        "--round": "第二轮",
        "--category": "大气",
        "--item": "扬尘",
        "--place": "乙山",
        "--severity": "一般",
        "--target": "达标",
        "--lead": "县政府",
        "--supervising": "市政府",
        "--accepting": "省厅",
        "--person": "王明",
        "--due": "长期坚持",
        "--notes": "附注",
    }
    lists = ("--unit", "甲", "--unit", "乙", "--cooperating", "丙", "--tag", "气", "--tag", "重点")
    empty.ok("add", "--title", "扬尘", *(word for pair in words.items() for word in pair), *lists)
    assert empty.issue("Q-2").data() == {
        "id": "Q-2",
        "parent": "Q-1",
        "kind": "petition",
        "title": "扬尘",
        "description": "群众举报",
        "official_no": "X2SD1",
        "round": "第二轮",
        "category": "大气",
        "item": "扬尘",
        "place": "乙山",
        "severity": "一般",
        "units": {
            "lead": "县政府",
            "responsible": ["甲", "乙"],
            "cooperating": ["丙"],
            "supervising": "市政府",
            "accepting": "省厅",
        },
        "person": "王明",
        "target": "达标",
        "deadline": {"text": "长期坚持", "class": "standing"},
        "status": "open",
        "tags": ["气", "重点"],
        "notes": "附注",
    }


def test_an_id_with_zeros_in_front_stays_text(empty: Cli) -> None:
    """`012` is an id, not the number 12 and not the octal 10."""
    empty.make()
    empty.ok("add", "--id", "012", "--title", "零")
    assert empty.ok("list", "-o", "ids").out == "012\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "missing option '--title'"),
        (("--title", " "), 2, "title: the text is empty"),
        (("--title", "a\nb"), 2, "title: must be one line"),
        (("--title", "新", "--id", "qh-01"), 5, "qh-01 cannot be added: QH-01 is on the register"),
        (("--title", "新", "--id", "a b"), 2, "--id: 'a b' is not an id"),
        (("--title", "新", "--id", "Q：1"), 2, "U+FF1A FULLWIDTH COLON"),
        (("--title", "新", "--id", "register"), 2, "'register' is the name of the header"),
        (("--title", "新", "--id", "../x"), 2, "--id: '../x' is not an id"),
        (("--title", "新", "--kind", "bug"), 2, "hint: --kind is one of: problem, opinion, task, petition\n"),
        (("--title", "新", "--parent", "QH-9"), 4, "no issue is called 'QH-9'"),
        (("--title", "新", "--due", "2026-02-30"), 2, "2026-02-30"),
        (("--title", "新", "--due", "2019年9月前"), 2, "can be read in two ways: 2019-08-31 or 2019-09-30"),
        (("--title", "新", "--on", "gestern"), 2, "'gestern' is not a date"),
        (("--title", "新", "题"), 2, "unexpected extra argument(s) (题)"),
    ],
)
def test_what_cannot_be_added_is_told_and_nothing_changes(
    cli: Cli, words: tuple[str, ...], code: int, said: str
) -> None:
    """Each slip has its own words, its code and a hint."""
    before = cli.snapshot()
    result = cli("add", *words)
    assert result.code == code
    assert said in result.err
    assert "hint: " in result.err
    assert cli.snapshot() == before

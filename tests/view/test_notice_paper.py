import pytest

from rectify.model.paper import Heading, Paragraph, Table, Title
from rectify.view.notice_paper import paper_md, texts_of
from tests.view.samples import HOSTILE


def test_a_paper_as_markdown() -> None:
    """Title, headings, paragraphs, tables; who signs is a paragraph like any other."""
    paper = (
        Title("公示"),
        Heading("一、情况"),
        Paragraph("甲"),
        Table((("问题", "情况"), ("外溢", "一\n二"))),
        Paragraph("县整改办", "right"),
    )
    assert paper_md(paper) == (
        "# 公示\n\n## 一、情况\n\n甲\n\n| 问题 | 情况 |\n| --- | --- |\n| 外溢 | 一<br>二 |\n\n县整改办\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. 甲", "1\\. 甲"),
        ("2) 甲", "2\\) 甲"),
        ("2025年", "2025年"),
        ("- 甲", "\\- 甲"),
        ("+ 甲-乙", "\\+ 甲-乙"),
        ("===", "\\==="),
        ("甲 - 乙", "甲 - 乙"),
        ("# 甲", "\\# 甲"),
        ("> 甲 <b>", "&gt; 甲 &lt;b&gt;"),
        ("   *甲*", "\\*甲\\*"),
        ("   ", ""),
    ],
)
def test_text_stays_text(text: str, shown: str) -> None:
    """No list, no heading, no HTML, no emphasis comes of what somebody wrote."""
    assert paper_md((Paragraph(text),)) == f"{shown}\n"


def test_a_hostile_text_is_harmless() -> None:
    """In a title, a paragraph and a cell, on one line each."""
    made = paper_md((Title(f"{HOSTILE}\n# 二"), Paragraph(HOSTILE), Table((("甲",), (f"{HOSTILE}|乙",)))))
    assert "\x1b" not in made
    assert "\u202e" not in made
    assert made.count("\n# ") == 0
    assert "\\|乙" in made


def test_every_text_can_be_looked_through() -> None:
    """Of a table every cell."""
    assert list(texts_of(Table((("甲", "乙"), ("丙", ""))))) == ["甲", "乙", "丙", ""]
    assert list(texts_of(Title("甲"))) == ["甲"]

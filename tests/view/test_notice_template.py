import pytest

from rectify.model.paper import Heading, Paragraph, Table, Title
from rectify.view.notice_template import MANY, ONE, filled, names_of, read_template

TABLE = Table((("甲", "乙"), ("一", ""), ("二", "三")))


def test_the_marks_of_a_line_say_what_it_makes() -> None:
    """Title, heading, what stands on the right, and paragraphs; empty lines and a byte order mark are nothing."""
    made = filled(read_template("\ufeff# 题\n\n## 段\n 文\n> 甲\n"), {})
    assert made == (Title("题"), Heading("段"), Paragraph("文"), Paragraph("甲", "right"))


@pytest.mark.parametrize("place", ["{{甲}}", "{{ 甲 }}", "｛｛甲｝｝", "{｛甲｝}"])
def test_a_placeholder_is_filled_once(place: str) -> None:
    """In either width of braces; what is put in is no template again."""
    template = read_template(f"见{place}。")
    assert names_of(template) == ("甲",)
    assert filled(template, {"甲": "{{乙}}"}) == (Paragraph("见{{乙}}。"),)
    assert not template[0].is_broken


def test_several_lines_are_several_paragraphs() -> None:
    """Except in a heading; a line begun like a heading is still text."""
    template = read_template("# {{a}}\n{{a}}\n> {{a}}")
    assert filled(template, {"a": "# 一\n\n二"}) == (
        Title("# 一 二"), Paragraph("# 一"), Paragraph("二"), Paragraph("# 一", "right"), Paragraph("二", "right"),
    )  # fmt: skip


def test_a_table_stands_alone_or_becomes_words() -> None:
    """Within a sentence its rows are told one after the other."""
    assert filled(read_template("{{t}}\n见{{t}}。"), {"t": TABLE}) == (TABLE, Paragraph("见一；二，三。"))


@pytest.mark.parametrize("line", ["{{甲", "甲}}", "{{甲}", "{{甲}}｝｝", "{{{甲}}}", "{{a}b}}"])
def test_braces_that_are_none_are_known(line: str) -> None:
    """A slip of the pen must not be published."""
    assert read_template(line)[0].is_broken


def test_the_built_in_templates() -> None:
    """For one issue and for several, with what the office must fill in."""
    common = {"heading", "opening", "period", "place", "office", "phone", "address", "issued_on"}
    assert set(names_of(read_template(ONE))) == common | {"problem", "done", "verifications"}
    assert set(names_of(read_template(MANY))) == common | {"issues"}
    assert not any(line.is_broken for line in (*read_template(ONE), *read_template(MANY)))

"""Text within Markdown stays text: asked of a parser of Markdown."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt  # comes with Rich
from markdown_it.token import Token

from rectify.view.escape import shown
from rectify.view.markdown import md

MARKS = st.text("\\`*_[]()<>|~#$!&;:/.-+=@ab1甲 \"'", max_size=25)
PARSER = MarkdownIt("gfm-like", {"linkify": False, "html": True})


def inline(text: str) -> list[Token]:
    """The parts of a line of Markdown."""
    (paragraph,) = [token for token in PARSER.parse(f"x {text} x") if token.type == "inline"]
    return paragraph.children or []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("original_deadline", "original_deadline"),
        ("_所有_", r"\_所有\_"),
        ("a__b", r"a\_\_b"),
        ("a|b", r"a\|b"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("![x](y)", r"\!\[x\](y)"),
        ("`*~#$", r"\`\*\~\#\$"),
        ("a\\b", r"a\\b"),
        ("https://x.example/a", r"https:\//x.example/a"),
        ("WWW.x.example", r"WWW\.x.example"),
        ("2018-12-31, 1.5 (甲)", "2018-12-31, 1.5 (甲)"),
    ],
)
def test_only_what_means_something_is_escaped(text: str, written: str) -> None:
    """The rest can be read in the raw text too."""
    assert md(text) == written
    assert "".join(token.content for token in inline(md(text))) == f"x {text} x"


@given(st.one_of(MARKS, st.text(max_size=20)).map(shown).map(str.strip))
@example("a_[b](c)_")
@example("\\")
@example("&#60;b&#62;")
def test_a_parser_reads_it_as_it_is(text: str) -> None:
    """No emphasis, code, link, picture or HTML comes of it, whatever stands there."""
    tokens = inline(md(text))
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == f"x {text} x"


@given(st.lists(MARKS.map(shown).map(str.strip), min_size=2, max_size=2))
def test_a_cell_stays_a_cell(texts: list[str]) -> None:
    """A bar in a text begins no new one."""
    row = " | ".join(md(text) for text in texts)
    found = PARSER.parse(f"| a | b |\n|---|---|\n| {row} |\n")
    cells = [token.content for token in found if token.type == "inline"]
    assert len(cells) == 4
    assert [("".join(part.content for part in inline(cell))) for cell in cells[2:]] == [f"x {text} x" for text in texts]

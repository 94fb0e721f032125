from typing import Any

import pytest

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.store.register_yaml import read_register
from rectify.store.yaml_edit import RewriteBug, Rewritten, fresh, rewrite
from tests.store.rewritten import change, file_of

TEXT = """\
# 台账, kept by the office
format: 1   # do not change
register:
  title: 测试   # shown on top

issues:
  # the first
  - id: A          # as in the plan
    title: '旧的'  # in quotes
    status: open   # since May
    deadline:      # none yet

    # about tags
    tags: [a, b]   # two
    measures:
      - id: M1
        text: x
        # on M1
      - {id: M2, text: y}
    # end of A

  - {id: B, title: b, status: open, tags: []} # in one line

  - title: no id first
    id: C
    status: "open"
    percent: 5
    description: |  # lines
      foo
      bar

    # footer of C

# end of the file
"""
CLOSING: dict[str, Any] = {
    "status": "closed",
    "outcome": "rectified",
    "closures": [{"on": "2018-12-31", "by": "张三", "outcome": "rectified"}],
    "evidence": [{"sha256": "a" * 64, "name": "报告.pdf", "size": 3}],
}


def changed_lines(text: str, result: Rewritten) -> tuple[list[str], list[str]]:
    """The lines taken out and put in, first and last equal lines left away."""
    old, new = text.splitlines(), result.data.decode().splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


def test_closing_an_issue_touches_only_its_lines() -> None:
    """Status is replaced in its place, the closure comes below it; every other byte is as it was."""
    result = change(TEXT, **CLOSING)
    assert result.re_emitted == ()
    assert result.data.decode() == TEXT.replace(
        "    status: open   # since May\n    deadline:      # none yet\n",
        """\
    status: closed   # since May
    outcome: rectified
    closures:
      - 'on': 2018-12-31
        by: 张三
        outcome: rectified
    evidence:
      - sha256: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        name: 报告.pdf
        size: 3
    deadline:      # none yet
""",
    )


def test_an_issue_in_one_line_is_closed_in_its_line() -> None:
    """An issue in braces stays in braces, its comment behind it."""
    old, new = changed_lines(TEXT, change(TEXT, "B", **CLOSING))
    assert len(old) == len(new) == 1
    assert new[0].startswith("  - {id: B, title: b, status: closed, outcome: rectified, closures: [{'on': 2018-12-31")
    assert new[0].endswith(", tags: []} # in one line")


def test_nothing_changed_is_the_same_bytes() -> None:
    """A register rewritten as itself is byte for byte what it was."""
    for text in (TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT.rstrip("\n")):
        file = file_of(text)
        assert rewrite(file, file.register).data == text.encode()


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_the_habits_of_the_file_are_kept(bom: str, eol: str, end: str) -> None:
    """Byte order mark, line breaks and a missing last one stay as they are."""
    text = (bom + TEXT.rstrip("\n") + end).replace("\n", eol)
    data = change(text, "C", description="a\nb\n", notes="c\nd", **CLOSING).data
    assert data.decode().startswith(bom + "# 台账")
    assert data.count(b"\r\n") == (data.count(b"\n") if eol == "\r\n" else 0)
    assert data.decode().endswith("# end of the file" + end.replace("\n", eol))


# --- header and new issues ----------------------------------------------------------------------

NEW = Issue.model_validate({"id": "N", "title": "新", "status": "open"})
BLOCK = "  - id: 'N'\n    title: 新\n    status: open\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("format: 1\n", f"format: 1\nissues:\n{BLOCK}"),
        ("format: 1", f"format: 1\nissues:\n{BLOCK}".rstrip("\n")),
        ("format: 1\nissues:  # c\n", f"format: 1\nissues:  # c\n{BLOCK}"),
        ("issues: [] # c\nformat: 1\n", f"issues: # c\n{BLOCK}format: 1\n".replace("issues: # c", "issues: # c")),
        ("{format: 1}", "{format: 1, issues: [{id: 'N', title: 新, status: open}]}"),
        ("{format: 1, issues: []}", "{format: 1, issues: [{id: 'N', title: 新, status: open}]}"),
        ("format: 1\nissues: [{id: A, title: t, status: open}]\n",
         "format: 1\nissues: [{id: A, title: t, status: open}, {id: 'N', title: 新, status: open}]\n"),
        ("format: 1\nissues:\n- {id: A, title: t, status: open}  # c\n  # on A\n# end\n",
         "format: 1\nissues:\n- {id: A, title: t, status: open}  # c\n  # on A\n\n"
         "- id: 'N'\n  title: 新\n  status: open\n# end\n"),
        ("format: 1\nissues:\n- {id: A, title: t, status: open}\n- {id: B, title: t, status: open}\n\n# end\n",
         "format: 1\nissues:\n- {id: A, title: t, status: open}\n- {id: B, title: t, status: open}\n"
         "- id: 'N'\n  title: 新\n  status: open\n\n# end\n"),
        ("format: 1\nissues:\n- id: A\n  title: t\n  status: open\n  custom: {}\n  notes: |+\n    x\n\n",
         "format: 1\nissues:\n- id: A\n  title: t\n  status: open\n  custom: {}\n  notes: |+\n    x\n\n"
         "- id: 'N'\n  title: 新\n  status: open\n"),
    ],
)  # fmt: skip
def test_a_new_issue_comes_last(text: str, after: str) -> None:
    """Whatever `issues:` looks like, the new issue is its last part, apart from the others as they are."""
    file = file_of(text)
    result = rewrite(file, file.register.with_issue(NEW))
    assert result.data.decode() == after
    assert result.re_emitted == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("format: 1\n", "format: 1\nregister:\n  title: 新\n"),
        ("format: 1\nregister: # c\nissues: []\n", "format: 1\nregister: # c\n  title: 新\nissues: []\n"),
        ("format: 1\nregister: {}\n", "format: 1\nregister:\n  title: 新\n"),
        ("format: 1\nregister:\n  title: 旧 # c\n", "format: 1\nregister:\n  title: 新 # c\n"),
        ("format: 1\nregister:\n  notes: x\n", "format: 1\nregister:\n  title: 新\n"),
    ],
)
def test_the_header_is_edited_like_an_issue(text: str, after: str) -> None:
    """It is changed in its place, or put between format and issues."""
    file = file_of(text)
    assert rewrite(file, Register.of(Header(title="新"), file.register.issues)).data.decode() == after


def test_a_header_can_become_empty() -> None:
    """A header without a field is an empty mapping."""
    file = file_of("format: 1\nregister:\n  title: 旧\n")
    assert rewrite(file, Register()).data == b"format: 1\nregister:\n  {}\n"


# --- what cannot be edited in place ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("issue", "changes"),
    [
        ("  - id: A\n    title: t\n    status: open\n    notes:  # c\n      ~\n", {"notes": "x"}),
        ("  - id: A\n    title: t\n    status: open\n    ? notes\n", {"notes": "x"}),
        ("  - {id: A, title: t, status: open, notes}\n", {"notes": "x"}),
        ("  - id: A\n    title: t\n    status: open\n    notes: |+\n      x\n    tags: [a]  # c\n\n", {"tags": []}),
    ],
)
def test_an_issue_laid_out_oddly_is_written_anew_alone(issue: str, changes: dict[str, Any]) -> None:
    """It is named; the lines around it stay."""
    other = "  - id: B  # b\n    title: t\n    status: open\n"
    result = change(f"# top\nformat: 1\nissues:\n{other}{issue}  # below\n# end\n", **changes)
    assert result.re_emitted == ("A",)
    text = result.data.decode()
    assert text.startswith(f"# top\nformat: 1\nissues:\n{other}  - ")
    assert text.endswith("  # below\n# end\n")


def test_only_those_that_spoil_the_text_are_written_anew() -> None:
    """Where an edit changes what another text means, only that entry is written anew."""
    odd = "  - id: {0}\n    title: t\n    status: open\n    notes: |+\n      x\n    tags: [a]\n\n"
    text = "format: 1\nissues:\n" + "".join(odd.format(id_) for id_ in "ABC")
    file = file_of(text)
    after = file.register.with_issue(file.register.get("B").but(tags=[]))
    after = after.with_issue(file.register.get("A").but(status="closed"))
    assert rewrite(file, after).re_emitted == ("B",)


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_text_at_the_end_of_the_file_keeps_its_line_break(end: str) -> None:
    """A file without a last line break gets one where the last text ends with it."""
    result = change("format: 1\nissues:\n- id: A\n  title: t\n  status: open" + end, notes="a\nb\n")
    assert result.data.decode().endswith("  notes: |\n    a\n    b\n")


def test_an_issue_is_never_removed() -> None:
    """A register without one of the file's issues is refused."""
    file = file_of(TEXT)
    with pytest.raises(RewriteBug, match="never removed"):
        rewrite(file, Register())


def test_a_root_that_cannot_be_added_to_is_a_bug_and_no_bytes() -> None:
    """Nothing is given back where the text cannot be made."""
    file = file_of("format: 1\n? issues\n")
    with pytest.raises(RewriteBug, match="cannot be added to"):
        rewrite(file, file.register.with_issue(NEW))


def test_a_register_that_cannot_be_written_gives_no_bytes() -> None:
    """What the reader would refuse is a bug of the caller, told before anything is written."""
    file = file_of(TEXT)
    impossible = NEW.model_copy(update={"id": "A", "title": ""})
    with pytest.raises(RewriteBug, match="not even anew: A"):
        rewrite(file, file.register.with_issue(impossible))
    with pytest.raises(RewriteBug, match="new register"):
        fresh(Register.of(Header(), [impossible]))


# --- new files ------------------------------------------------------------------------------------


def test_a_new_register_says_what_it_is() -> None:
    """The text begins with a comment, then format, header and issues."""
    assert fresh(Register(Header(title="台账"))).decode() == (
        "# A register of rectify: what was found, who puts it right, and by when.\n"
        "# Edit it by hand or with the rectify command; comments and layout are kept.\n"
        "format: 1\n\nregister:\n  title: 台账\n\nissues: []\n"
    )


def test_a_new_register_with_issues_reads_back() -> None:
    """Issues stand apart; a header with nothing to say is left out."""
    register = file_of(TEXT).register
    bare = Register.of(Header(), register.issues)
    data = fresh(bare)
    assert b"register:" not in data
    assert b"\n\n  - id: B\n" in data
    assert read_register(data, "x").register.entries() == bare.entries()

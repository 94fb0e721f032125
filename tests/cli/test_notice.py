import io
import json
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.cli.harness import Cli

PEOPLE = [
    {"id": "陈某某", "unit": "县住建局", "roles": ["responsible"]},
    {"id": "王芳", "unit": "县环保局", "roles": ["accepting"]},
    {"id": "周敏", "unit": "县整改办", "roles": ["public-desk"]},
    {"id": "李明华", "unit": "县整改办", "roles": ["office"]},
]
ISSUE: dict[str, Any] = {
    "title": "填埋场渗滤液外溢", "status": "in_progress", "person": "陈某某",
    "description": "渗滤液外溢，村民张三（13800138000）多次反映。",
    "units": {"responsible": ["县住建局"]}, "measures": [{"id": "M1", "text": "建成处理设施", "done_on": "2024-07-20"}],
}  # fmt: skip
FILLS = ("--fill", "phone=0971-5550000", "--fill", "address=禾渡县人民路1号")
COURSE = (
    "the notice runs 2025-01-21 to 2025-02-08, 10 working days; off: 2025-01-28 to 2025-02-04; "
    "worked: 2025-01-26 (Sunday), 2025-02-08 (Saturday)"
)


@pytest.fixture
def desk(empty: Cli) -> Cli:
    """Two issues, accepted on 2025-01-16, in a register of profile supervised; it is 2025-03-03."""
    empty.now = datetime(2025, 3, 3, 2, 0, tzinfo=UTC)
    empty.make({"id": "HD-01", **ISSUE}, {"id": "HD-02", **ISSUE}, policy={"profile": "supervised"}, people=PEOPLE)
    empty.write("复测.txt", "合格")
    both = ("HD-01", "HD-02")
    empty.ok("--as", "陈某某", "submit", *both, "--evidence", "复测.txt", "--on", "2025-01-06")
    empty.ok("--as", "王芳", "verify", *both, "--method", "onsite", "--on", "2025-01-16", "--conclusion", "达到标准")
    return empty


@pytest.fixture
def published(desk: Cli) -> Cli:
    """The same, on notice over Spring Festival."""
    publish(desk, "HD-01", "HD-02")
    return desk


def publish(cli: Cli, *ids: str) -> Any:
    """Put them on notice from 2025-01-21."""
    return cli.ok("--as", "周敏", "notice", *ids, "--place", "县政府网站", "--on", "2025-01-21")


def test_it_says_what_the_notice_comes_to(desk: Cli) -> None:
    """First day, last day, working days, and which holidays and make-up days fell into it."""
    result = publish(desk, "HD-01")
    assert "HD-01  put on notice: verified → on_notice\n" in result.out
    assert f"    hint: {COURSE}\n" in result.out
    (notice,) = desk.issue("HD-01").notices
    assert (str(notice.on), str(notice.ends), notice.days, notice.by) == ("2025-01-21", "2025-02-08", 10, "周敏")
    assert desk.last_event()["on"] == "2025-01-21"


def test_ten_days_that_are_four_do_not_pass(empty: Cli) -> None:
    """From 2024-09-29 four working days end on 10-09, ten on 10-16; in the simple profile the record is the same."""
    empty.now = datetime(2024, 10, 10, 2, 0, tzinfo=UTC)
    empty.make({"id": "HD-01", "status": "verified"}, {"id": "HD-02", "status": "verified"})
    empty.ok("notice", "HD-01", "--place", "县报", "--on", "2024-09-29", "--days", "4")
    empty.ok("notice", "HD-02", "--place", "县报", "--on", "2024-09-29")
    assert [str(empty.issue(id_).notices[0].ends) for id_ in ("HD-01", "HD-02")] == ["2024-10-09", "2024-10-16"]
    empty.write("a.pdf", "a")
    empty.ok("close", "HD-02", "--evidence", "a.pdf")


def test_an_objection_is_recorded_answered_and_shown(published: Cli) -> None:
    """Each in its own run; the card has all of it."""
    result = published.ok("--as", "周敏", "notice", "HD-01", "--objection", "仍有气味", "--on", "2025-01-25")
    assert result.out.startswith("HD-01  objected to\n")
    assert "      not answered\n" in published.ok("show", "HD-01").out
    published.write("复查.txt", "复查")
    answer = ("--answer", "1=已复查", "--on", "2025-01-27", "--evidence", "复查.txt")
    assert published.ok("--as", "周敏", "notice", "HD-01", *answer).out.startswith("HD-01  answered\n")
    card = published.ok("show", "HD-01").out
    assert "    objection 1 of 2025-01-25: 仍有气味\n      answered 2025-01-27 by 周敏: 已复查\n" in card
    shown = json.loads(published.ok("show", "HD-01", "-o", "json").out)["issues"][0]["notices"][0]
    assert shown["objections"][0]["answer"] == "已复查"
    assert len(shown["papers"]) == 1


def test_it_is_taken_back(published: Cli) -> None:
    """Verified again, with the reason on record."""
    result = published.ok("--as", "周敏", "notice", "HD-01", "--withdraw", "--reason", "地点写错")
    assert "HD-01  taken off notice: on_notice → verified\n" in result.out
    assert "withdrawn 2025-03-03: 地点写错" in published.ok("show", "HD-01").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--place", "县报", "--days", "9"), 5, "it would run 9 days, and the rule is 10 (cn)"),
        (("--place", "县报", "--on", "2025-01-15"), 5, "it was verified on 2025-01-16"),
        (("--place", "县报", "--days", "ten"), 2, "--days: 'ten' is not a whole number"),
        ((), 2, "notice does one thing at a time, and it was given nothing"),
        (("--place", "县报", "--fill", "a=b"), 2, "without --text, --fill says nothing"),
        (("--place", "县报", "--text"), 2, "--text changes nothing, and --place says nothing"),
        (("--text", "-n"), 2, "--text changes nothing, and --dry-run says nothing"),
        (("--text",), 5, "HD-01 cannot be told as put on notice: no notice of it is in force"),
        (("--place", "县报", "-o", "md"), 2, "-o md is not for this command"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(
    desk: Cli, words: tuple[str, ...], code: int, said: str
) -> None:
    """With the code of its kind."""
    before = desk.snapshot()
    result = desk("--as", "周敏", "notice", "HD-01", *words)
    assert (result.code, result.out) == (code, "")
    assert said in result.err
    assert desk.snapshot() == before


def test_only_the_public_desk_runs_it(desk: Cli) -> None:
    """The refusal names who can."""
    result = desk("--as", "李明华", "notice", "HD-01", "--place", "县报")
    assert result.code == 5
    assert "hint: one of them can do it: 周敏" in result.err


def test_without_the_calendar_nothing_is_published(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Working days are not guessed: code 8, with what to install; the register stays as it is."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    before = desk.snapshot()
    result = desk("--as", "周敏", "notice", "HD-01", "--place", "县报", "--on", "2025-01-21")
    assert result.code == 8
    assert "hint: pip install 'rectify[calendar]'" in result.err
    assert desk.snapshot() == before


def test_a_batch_may_run_notices(desk: Cli) -> None:
    """Plain words and JSON, all as one run."""
    said = ("--place 县报 --on 2025-01-21", "--objection 仍有气味 --on 2025-01-22", "--answer 1=已复查")
    lines = "".join(f"notice HD-01 {words}\n" for words in said)
    desk.ok("--as", "周敏", "batch", stdin=lines)
    assert desk.issue("HD-01").notices[0].objections[0].answer == "已复查"
    one = {"verb": "notice", "id": "HD-02", "place": "县报", "on": "2025-01-21"}
    other = {"verb": "notice", "id": "HD-02", "objection": "甲", "on": "2025-01-22"}
    last = {"verb": "notice", "id": "HD-02", "answer": {"1": "答"}}
    desk.ok("--as", "周敏", "batch", stdin="\n".join(json.dumps(line) for line in (one, other, last)))
    assert desk.issue("HD-02").notices[0].objections[0].answer == "答"


# --- the text -----------------------------------------------------------------------------------


def test_the_text_goes_to_stdout_and_what_was_left_out_to_stderr(published: Cli) -> None:
    """Nothing is changed, no lock is taken, nobody is named."""
    before = published.snapshot()
    result = published.ok("notice", "HD-01", "--text", *FILLS)
    assert result.out.startswith("# 关于“填埋场渗滤液外溢”整改销号的公示\n")
    assert (
        "共10个工作日（首日计入）。其中1月28日至2月4日为放假调休，不计入；1月26日、2月8日为调休上班日，计入。"
        in result.out
    )
    assert "渗滤液外溢，村民某某（（略））多次反映。" in result.out
    assert "联系电话：0971-5550000\n" in result.out
    assert not any(name in result.out for name in ("陈某某", "王芳", "周敏", "张三", "138"))
    assert result.err == "HD-01 description: left out name of a person, mobile number\n"
    assert published.snapshot() == before


def test_what_the_office_must_fill_in_is_named(published: Cli) -> None:
    """Code 5, each placeholder, and what to type."""
    result = published("notice", "HD-01", "--text")
    assert (result.code, result.out) == (5, "")
    assert "error: the text of the notice is not finished: {{phone}}, {{address}} are not filled in.\n" in result.err
    assert "hint: fill in what is missing: --fill phone=TEXT --fill address=TEXT\n" in result.err
    error = published("notice", "HD-01", "--text", "-o", "md", "--fill", "phone=13800138000", "--fill", "address=路")
    assert error.code == 5
    assert "  --fill phone: mobile number\n" in error.err


def test_several_issues_and_a_template(published: Cli) -> None:
    """One text for both; ids also through a pipe, none is nothing to do."""
    published.write("own.md", "\ufeff# {{heading}}\n{{issues}}\n")
    result = published.ok("notice", "-", "--text", "--template", "own.md", stdin="HD-01 HD-02")
    assert result.out.startswith("# 关于2个问题整改销号的公示\n\n| 序号 |")
    assert "| 2 | HD-02 | 填埋场渗滤液外溢 | 县住建局 |" in result.out
    assert published.ok("notice", "-", "--text", stdin="").err == "nothing to do: there were no ids on stdin\n"
    assert published("notice", "HD-01", "--text", "--template", "none.md").code == 8
    published.write("gbk.md", "公示".encode("gbk"))
    assert published("notice", "HD-01", "--text", "--template", "gbk.md").code == 3


def test_a_word_document_is_written_whole_and_the_same_each_time(published: Cli) -> None:
    """By its name or by -o; nothing that is there is written over."""
    from docx import Document  # the extra is there where tests run

    said = published.ok("notice", "HD-01", "--text", *FILLS, "--to", "公示.docx").err
    assert "written: 公示.docx (" in said
    first = (published.folder / "公示.docx").read_bytes()
    texts = [paragraph.text for paragraph in Document(io.BytesIO(first)).paragraphs]
    assert texts[0] == "关于“填埋场渗滤液外溢”整改销号的公示"
    assert texts[-2:] == ["县整改办", "2025年1月21日"]
    assert Document(io.BytesIO(first)).tables[0].rows[1].cells[0].text == "县环保局"
    again = published("notice", "HD-01", "--text", *FILLS, "-o", "docx", "--to", "公示.docx")
    assert (again.code, again.out) == (5, "")
    assert "公示.docx is already there" in again.err
    published.ok("notice", "HD-01", "--text", *FILLS, "-o", "docx", "--to", "公示.docx", "--force")
    assert (published.folder / "公示.docx").read_bytes() == first
    refused = published("notice", "HD-01", "--text", *FILLS, "-o", "docx", "--to", "-")
    assert (refused.code, "a Word document is not written to stdout" in refused.err) == (2, True)


def test_markdown_may_be_written_too(published: Cli) -> None:
    """The same as on stdout, which - stands for."""
    published.ok("notice", "HD-01", "--text", *FILLS, "--to", "公示.md")
    out = published.ok("notice", "HD-01", "--text", *FILLS, "--to", "-").out
    assert (published.folder / "公示.md").read_text(encoding="utf-8") == out
    assert published("notice", "HD-01", "--text", *FILLS, "--to", "issues.evidence/公示.md", "--force").code == 8


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--to", "公示.pdf"), "no text is made as .pdf"),
        (("--to", "公示.DOC"), "no text is made as .DOC"),
        (("-o", "md", "--to", "公示.docx"), "-o md is not written to a file called .docx"),
        (("-o", "docx", "--to", "公示.md"), "-o docx is not written to a file called .md"),
        (("-o", "docx", "--to", "公示"), "-o docx is not written to a file called 公示"),
    ],
)
def test_no_file_is_called_what_it_is_not(published: Cli, words: tuple[str, ...], said: str) -> None:
    """The name's ending is that of the form, or nothing is written."""
    before = published.snapshot()
    result = published("notice", "HD-01", "--text", *FILLS, *words)
    assert (result.code, f"error: {said}\n" in result.err) == (2, True), result.err
    assert published.snapshot() == before


def test_a_folder_that_is_not_there_is_named(published: Cli) -> None:
    """Not the file that would have been written beside the place."""
    result = published("notice", "HD-01", "--text", *FILLS, "--to", "没有/公示.md")
    assert (result.code, result.err) == (
        8,
        "error: cannot write 没有/公示.md: there is no such folder.\nhint: name another place with --to\n",
    )


def test_without_a_library_the_text_says_less_or_nothing(published: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The days are on record, the holidays are not; a Word document needs its extra, and no half of one is left."""
    monkeypatch.setitem(sys.modules, "holidays", None)
    result = published.ok("notice", "HD-01", "--text", *FILLS)
    assert "共10个工作日（首日计入）。\n" in result.out
    assert result.err.startswith("the text does not say which holidays fell into the notice: ")
    monkeypatch.setitem(sys.modules, "docx", None)
    before = published.snapshot()
    refused = published("notice", "HD-01", "--text", *FILLS, "--to", "公示.docx")
    assert (refused.code, "pip install 'rectify[docx]'" in refused.err) == (8, True)
    assert published.snapshot() == before


def test_an_actor_of_the_trail_is_a_person_too(empty: Cli) -> None:
    """Who only left a remark is named nowhere in the register, and not in the notice either."""
    empty.make({"id": "HD-01", "status": "verified", "title": "欧阳修说过的问题"})
    empty.ok("notice", "HD-01", "--place", "县报", "--on", "2019-07-01")
    empty.write("own.md", "{{heading}}\n")
    said = "关于“{}说过的问题”整改销号的公示\n"
    assert empty.ok("notice", "HD-01", "--text", "--template", "own.md").out == said.format("欧阳修")
    empty.ok("--as", "欧阳修", "note", "HD-01", "已看")
    result = empty.ok("notice", "HD-01", "--text", "--template", "own.md")
    assert (result.out, result.err) == (said.format("某某"), "HD-01 title: left out name of a person\n")

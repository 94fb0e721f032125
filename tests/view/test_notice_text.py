from typing import Any

import pytest

from rectify.errors import BadUsage, ExitCode, NotFilledIn, NotForThePublic
from rectify.model.closing import Notice
from rectify.model.issue import Issue
from rectify.model.paper import Paragraph, Table
from rectify.view.notice_paper import paper_md
from rectify.view.notice_text import notice_text
from tests.view.notices import FILLS, NOTICE, PERSONS, PHONES, SEEN, told, words

ONE = """\
# 关于“填埋场渗滤液外溢”整改销号的公示

省督察组反馈的“填埋场渗滤液外溢”（编号：HD-01）已完成整改，并通过验收，拟予以销号。现将有关情况予以公示，欢迎社会各界监督。

## 一、问题情况

积存渗滤液4200吨。

附近河道受到影响。

## 二、整改情况

整改目标：积存渗滤液清零

（1）建成处理设施（2024年7月20日完成）。

积存量：整改前4200吨，目标0吨，现为0吨（2025年1月5日）。

COD：现为35.5。

## 三、验收情况

| 验收层级 | 验收单位 | 验收日期 | 验收方式 | 验收结论 |
| --- | --- | --- | --- | --- |
| 县级验收 | 县环保局 | 2025年1月13日 | 现场核查 | 达到标准 |
| 市级验收 | 市环保局 | 2025年1月16日 | 资料核查 | 通过 |

## 四、公示时间

公示时间为2025年1月21日至2025年2月8日，共10个工作日（首日计入）。其中1月28日至2月4日为放假调休，不计入；1月26日、2月8日为调休上班日，计入。

本公示发布于：县政府网站。

## 五、意见反映

公示期间，对上述整改情况有不同意见的单位和个人，可以通过电话、信函或者当面等方式向县整改办反映。反映的情况应当客观真实，尽量提供可以核实的线索；反映人的信息受到保护，不向被反映的单位和个人透露。

联系电话：0971-5550000

通信地址：禾渡县人民路1号

县整改办

2025年1月21日
"""
LEVELLESS = {**SEEN, "on": "2025-01-13"}


def text(*issues: Issue, template: str | None = None, fills: dict[str, str] | None = None, **header: Any) -> str:
    """The notice as Markdown; of the usual issue where none is given."""
    return paper_md(notice_text(words(*(issues or (told(),)), fills=fills, **header), template).paper)


def test_the_text_of_one_issue() -> None:
    """Problem, measures that are done, figures, what each level found last, the period, how to object, who issues."""
    assert text(inspection={"body": "省督察组"}) == ONE


def test_several_issues_are_one_notice_with_a_table() -> None:
    """A row each; what an office words anew stands in its place."""
    other = told("HD-02", title="砂场未退出", verifications=[LEVELLESS], notices=[{**NOTICE, "place": "县报"}])
    made = text(told(), other, fills={**FILLS, "HD-02.done": "已拆除", "HD-02.problem": "河道砂场未退出"})
    assert made.startswith("# 关于2个问题整改销号的公示\n\n以下2个问题已完成整改，并通过验收，拟予以销号。")
    assert "| 序号 | 编号 | 问题 | 责任单位 | 整改情况 | 验收情况 |" in made
    assert "| 2 | HD-02 | 河道砂场未退出 | 县住建局 | 已拆除 | —，2025年1月13日，现场核查，通过 |" in made
    assert "| 1 | HD-01 | 填埋场渗滤液外溢 | 县住建局 | 整改目标：积存渗滤液清零<br>（1）建成处理设施" in made
    assert "县级验收：县环保局，2025年1月13日，现场核查，达到标准<br>市级验收：市环保局" in made
    assert "本公示发布于：县政府网站、县报。" in made


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ({"calendar": "weekdays", "ends": "2025-02-03"}, "共10个工作日（周一至周五）（首日计入）。"),
        ({"calendar": "calendar", "ends": "2025-01-30"}, "至2025年1月30日，共10日（首日计入）。"),
        ({"on": "2025-03-03", "ends": "2025-03-14"}, "共10个工作日（首日计入）。"),
        ({"on": "2024-10-07", "ends": "2024-10-18"}, "其中10月7日为放假调休，不计入；10月12日为调休上班日，计入。"),
    ],
)
def test_the_period_is_that_on_record(notice: dict[str, Any], said: str) -> None:
    """With both days, how many days of which calendar, and what made it longer or shorter."""
    assert f"{said}\n\n本公示发布于" in text(told(notices=[{**NOTICE, **notice}]))


def test_without_a_calendar_the_days_alone_are_told() -> None:
    """They are on record; which holidays fell into them is not."""
    known = words(told())
    bare = type(known)(**{name: getattr(known, name) for name in known.__dataclass_fields__} | {"course": None})
    assert "共10个工作日（首日计入）。\n" in paper_md(notice_text(bare).paper)


def test_an_unfounded_petition_has_nothing_to_cure() -> None:
    """It says so; and of a petition the title alone is told, since its text may tell who complained."""
    petition = told(kind="petition", finding="unfounded", measures=[], indicators=[], target=None)
    made = text(petition)
    assert "（编号：HD-01）经调查不属实，并经复核确认，拟予以销号。" in made
    assert "经调查核实，群众反映的情况不属实。" in made
    assert "附近河道" not in made
    assert "附近河道" not in text(told(kind="petition"))


def test_verifications_without_levels_have_no_column_for_them() -> None:
    """The last one counts."""
    early = {**SEEN, "on": "2025-01-12", "unit": "县水利局"}
    made = text(told(verifications=[early, {**LEVELLESS, "unit": "县环保局"}]))
    assert "| 验收单位 | 验收日期 | 验收方式 | 验收结论 |" in made
    assert "| 县环保局 | 2025年1月13日 | 现场核查 | 通过 |" in made
    assert "县水利局" not in made


def missing(*issues: Issue, **more: Any) -> NotFilledIn:
    """What is said of a text that is not finished."""
    with pytest.raises(NotFilledIn) as found:
        text(*issues, **more)
    assert found.value.exit_code is ExitCode.REFUSED
    return found.value


def test_what_nobody_has_filled_in_is_named() -> None:
    """Each, with how to fill it; a text of blanks is none."""
    error = missing(fills={"phone": "  "})
    assert error.message == "the text of the notice is not finished: {{phone}}, {{address}} are not filled in."
    assert error.hint == "fill in what is missing: --fill phone=TEXT --fill address=TEXT"
    assert [(one.place, one.message) for one in error.details] == [
        ("phone", "only the office knows it"), ("address", "only the office knows it"),
    ]  # fmt: skip


def test_what_the_register_does_not_tell_is_named_too() -> None:
    """No measure done and no figure; nobody who accepted; nobody known who published."""
    bare = told(measures=[], indicators=[], verifications=[], notices=[{**NOTICE, "by": "外人"}])
    error = missing(bare)
    assert "{{done}}, {{verifications}}, {{office}} are" in error.message
    assert error.hint == "fill in what is missing: --fill done=TEXT --fill office=TEXT"
    assert "the register has nothing to put there" in {one.message for one in error.details}
    done = {"done": "已拆除", "office": "县整改办"}
    only = missing(bare, fills={**FILLS, **done})
    assert only.message == "the text of the notice is not finished: {{verifications}} is not filled in."
    assert only.hint == "correct the template, or the register"
    many = missing(told(), told("HD-02", measures=[], indicators=[]))
    assert many.hint == "fill in what is missing: --fill HD-02.done=TEXT"


def test_a_template_of_ones_own() -> None:
    """Any words, the same placeholders, and own ones that are filled in."""
    lines = ("# {{heading}}", "{{units}}：{{target}}", "{{first_day}}至{{last_day}}，{{days}}日")
    template = "\n".join((*lines, "{{count}}件{{id}}{{title}}。{{ 电话 }}"))
    made = text(template=template, fills={"电话": "12345", "heading": "销号公示"})
    assert made.split("\n\n") == [
        "# 销号公示",
        "县住建局：积存渗滤液清零",
        "2025年1月21日至2025年2月8日，10日",
        "1件HD-01填埋场渗滤液外溢。12345\n",
    ]
    assert missing(template="{{甲}}{{target}}", fills={}).message.endswith("{{甲}} is not filled in.")
    broken = missing(template="# 题\n{{甲\n{{phone}}", fills={})
    assert broken.message.endswith("{{phone}}, template, line 2 are not filled in.")


def test_a_template_for_one_is_none_for_several() -> None:
    """What only one issue has is not there."""
    error = missing(told(), told("HD-02"), template="{{problem}}{{issues}}", fills={})
    assert error.message.endswith("{{problem}} is not filled in.")


@pytest.mark.parametrize(
    ("fills", "message", "hint"),
    [
        ({"phon": "1"}, "the template has no place called 'phon'", "did you mean phone?"),
        ({"甲乙": "1"}, "the template has no place called '甲乙'", "it has: "),
        ({"last_day": "明天"}, "--fill last_day is not the office's to say", "it comes from the register"),
        ({"phone": "{{address}}"}, "--fill phone holds a placeholder itself", "write the text out"),
    ],
)
def test_a_fill_goes_where_it_may(fills: dict[str, str], message: str, hint: str) -> None:
    """A slip is named; days, numbers and verifications are the register's."""
    with pytest.raises(BadUsage, match=message) as found:
        text(fills={**FILLS, **fills})
    assert (found.value.hint or "").startswith(hint)


# --- persons ----------------------------------------------------------------------------------


def private_issue() -> Issue:
    """An issue whose every text names persons and their numbers."""
    said = f"{'、'.join(PERSONS)}，{'、'.join(PHONES)}，村民吴九反映"
    line = said.replace("、", " ")
    return told(
        title=line, description=said, target=said, place=line, official_no=line, standard=said, notes=said,
        units={"responsible": [line, "县住建局"]},
        measures=[{"id": "M1", "text": said, "unit": line, "done_on": "2024-07-20"}],
        indicators=[{"name": line, "actual": 1, "unit": line}],
        verifications=[
            {**SEEN, "on": "2025-01-13", "level": line, "unit": line, "conclusion": said, "visitors": ["孙七", "钱八"]}
        ],
        notices=[{**NOTICE, "place": line}],
    )  # fmt: skip


@pytest.mark.parametrize("count", [1, 2])
def test_no_person_and_no_number_of_theirs_is_published(count: int) -> None:
    """Whoever is in charge, acts, visits or objects, and whoever a text names; it is said what was left out."""
    issues = [private_issue(), told("HD-02")][:count]
    made = notice_text(words(*issues, inspection={"body": "王芳组"}, fills={**FILLS, "office": "县整改办"}))
    whole = paper_md(made.paper)
    assert [word for word in (*PERSONS, *PHONES, "吴九") if word in whole] == []
    assert "某某" in whole
    assert "（略）" in whole
    told_of = "\n".join(made.left)
    assert "register inspection.body: left out name of a person" in made.left
    assert "HD-01 verifications.conclusion: left out name of a person (8), mobile number, telephone number" in told_of
    assert [word for word in (*PERSONS, *PHONES, "吴九") if word in told_of] == []


@pytest.mark.parametrize(
    ("fills", "template", "place"),
    [
        ({"phone": "13800138000"}, None, "--fill phone"),
        ({"address": "身份证630102199001011234"}, None, "--fill address"),
        ({"office": "县整改办　王 芳"}, None, "--fill office"),
        ({}, "{{phone}}{{address}}\n找王芳", "template, line 2"),
        ({"phone": "找王", "address": "芳"}, "{{phone}}{{address}}", "text 1"),
        ({"phone": "138001", "address": "38000"}, "{{phone}}{{address}}", "text 1"),
    ],
)
def test_the_office_names_nobody_either(fills: dict[str, str], template: str | None, place: str) -> None:
    """In its own words, in its template, and where two harmless parts meet; told by the place, not by the name."""
    with pytest.raises(NotForThePublic) as found:
        text(template=template, fills={**FILLS, **fills})
    assert found.value.exit_code is ExitCode.REFUSED
    assert [one.place for one in found.value.details] == [place]
    assert "王芳" not in str(found.value.details)


def test_a_fill_stands_for_what_the_register_says() -> None:
    """Then nothing was left out of that text."""
    made = notice_text(words(told(description="找王芳"), fills={**FILLS, "problem": "渗滤液外溢"}))
    assert Paragraph("渗滤液外溢") in made.paper
    assert made.left == ()


def test_what_is_put_in_is_no_template() -> None:
    """Braces in the register's texts stay harmless, and so does Markdown."""
    made = text(told(title="甲{{office}}", description="# 大\n| 表 |"))
    assert "甲{ {office} }" in made
    assert "\n\\# 大\n" in made
    assert "\\| 表 \\|" in made


def test_it_is_the_same_every_time() -> None:
    """Nothing of it comes from a clock."""
    assert notice_text(words(told())).paper == notice_text(words(told())).paper
    assert any(isinstance(piece, Table) for piece in notice_text(words(told())).paper)
    assert Notice.model_fields["on"].is_required()

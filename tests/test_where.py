"""The language of `--where`: what it finds, and how it refuses."""

from datetime import date
from typing import Any

import pytest

from rectify.errors import AmbiguousDate, BadDate, BadExpression, UnknownField
from rectify.where import compile_where

TODAY = date(2018, 6, 15)
FIELDS = (
    "id", "title", "status", "category", "tags", "percent", "days_left", "overdue", "deadline", "units", "measures",
    "custom", "notes", "original_deadline.date", "evidence",
)  # fmt: skip
ISSUE: dict[str, Any] = {
    "id": "012",
    "title": "Sewage into the Lake 湖边 A、B",
    "status": "open",
    "category": "water",
    "tags": ["lake", "水务"],
    "percent": 50,
    "days_left": -3,
    "overdue": True,
    "deadline": {"date": "2018-12-31", "text": "2018年底"},
    "original_deadline": {"date": "2018-06-30"},
    "units": {"lead": "水利局", "accepting": "水利局", "responsible": ["海南州委", "海北州委"]},
    "measures": [
        {"id": "a", "deadline": {"date": "2018-03-31"}, "done_on": "2018-03-01"},
        {"id": "b", "deadline": {"class": "standing"}},
    ],
    "custom": {"pH": "7.50", "面积": "12", "list": ["x", ["y"]], "odd": {"date": ["2018"]}, "stated": {"date": False}},
    "evidence": [{"date": "2018-05-01"}, {"date": "2018-05-02"}],
}

HOLDS = """
status == open
status = open
status
status != closed
not status == closed
not not status == open
status == open and percent >= 50 and overdue
status == closed or percent > 40
status == closed and percent > 90 or overdue
(status == closed or overdue) and percent < 60
status in (closed, open)
status not in (closed, 'on notice')
category IN (air, water) AND NOT status == closed
percent == 50.0
percent >= 50%
percent > 9
percent < 100
percent == '50'
days_left < -2
days_left in (-3)
overdue
overdue == true
overdue != False
percent
id == 012
id != 12
id < 0121
title ~ lake
title ~ 'INTO THE'
title ~ 湖边
title ~ "A、B"
title ~ 'A、B'
title ~ "lake 湖边"
tags == lake
tags ~ 水
tags != air
notes == null
not notes
notes != x
percent != null
deadline != null
deadline
deadline.date == 2018-12-31
deadline.date == 2018年底
deadline.date == '2018-12-31'
deadline.date > today
deadline.date <= eoy
deadline.date < +1y
deadline.date < 2019
deadline.date <= 2018
deadline.date >= 2018-12
deadline.date == 2018-12
deadline.date in (2018年底, 明年底)
deadline.text == 2018年底
deadline.text ~ 年底
deadline < 2019-01-01
deadline ~ 12-31
deadline.date > original_deadline.date
original_deadline.date < deadline.date
deadline.date == ２０１８－１２－３１
evidence > 2018-05-01
units.lead == units.accepting
units.lead == 水利局
units.lead in (units.accepting, x)
units.responsible == 海北州委
units.responsible != 西宁
measures.done_on == null
measures.done_on < 2018-04-01
measures.deadline.date == 2018-03-31
measures.deadline.class == standing
measures.id in (b, c)
custom.pH > 7.25
custom.pH == 7.5
custom.面积 == 12
custom.list == y
custom.none.deeper == null
custom.odd != 2018
custom.odd != null
custom.stated == false
custom.none == units.none
status＝＝open
（status ＝ open） ａｎｄ percent ＞＝ ５０
status in （closed，open）
percent ≥ 50 and percent ≤ 50 and percent ≠ 51
ｓｔａｔｕｓ == open
title ~ “lake 湖”
title ~ ”lake 湖“
title ~ ‘the lake’
title ~ 「A、B」
title ~ ＂湖边＂
title ~ ''
"""
DOES_NOT_HOLD = """
status == OPEN
status == 'closed'
not overdue
overdue == yes
notes
notes == x
notes ~ x
notes < x
percent < abc
percent == abc
id == 12
id < 0.5x
tags == hydro
tags != lake
deadline.date < 'next week'
deadline.date == 2018年12月30日
deadline.date > 2018
deadline.text == null
deadline.date ~ null_
deadline.date ~ eoy
units == x
units.lead < units.nothing
custom.odd == 2018
custom.odd ~ 2018
measures.id in (c, 'null')
title.deeper == x
"""
REFUSALS = [
    ("", 1, "here comes a field"),
    ("status ==", 10, "but the expression ends"),
    ("status == open overdue", 16, "'overdue' was not expected"),
    ("status == open)", 15, "')' was not expected"),
    ("(status == open", 1, "never closed"),
    ("(status == open overdue", 17, "'overdue' was not expected"),
    ("status in open", 11, "list in brackets"),
    ("status in (a", 11, "never closed"),
    ("status in (a b)", 14, "'b' was not expected"),
    ("status in ()", 12, "here comes a value"),
    ("status in (a,)", 14, "here comes a value"),
    ("status not open", 8, "'not' was not expected"),
    ("status == and", 11, "here comes a value"),
    ("and status", 1, "here comes a field"),
    ("'status' == open", 1, "here comes a field"),
    ("percent < null", 11, "null has no order"),
    ("title ~ NULL", 9, "null has no order"),
    ("title ~ 'a", 9, "is never closed"),
    ("title ~ “湖", 9, "is never closed"),
    ("status == open && overdue", 16, "write and"),
    ("overdue || percent", 9, "write or"),
    ("!overdue", 1, "write not"),
    ("status == o\u200bpen", 12, "U+200B cannot be seen"),
    ("status == \ud800", 11, "U+D800 cannot be seen"),
    ("(" * 33 + "overdue" + ")" * 33, 33, "at most 32 deep"),
    ("not " * 33 + "overdue", 129, "at most 32 deep"),
    ("overdue" + " " * 2000, 2001, "longer than 2000"),
]


def found(expression: str, issue: dict[str, Any] = ISSUE) -> bool:
    """What an expression says of an issue."""
    return compile_where(expression, today=TODAY, known_fields=FIELDS)(issue)


def lines(table: str) -> list[str]:
    """The expressions of a table."""
    return table.strip().splitlines()


@pytest.mark.parametrize("expression", lines(HOLDS))
def test_an_expression_holds(expression: str) -> None:
    """Each of these is true of the sample issue."""
    assert found(expression) is True


@pytest.mark.parametrize("expression", lines(DOES_NOT_HOLD))
def test_an_expression_does_not_hold(expression: str) -> None:
    """Each of these is false of the sample issue."""
    assert found(expression) is False


@pytest.mark.parametrize(("expression", "column", "why"), REFUSALS)
def test_a_refusal_names_the_column(expression: str, column: int, why: str) -> None:
    """An expression that cannot be read is refused with the place, counted in characters from 1."""
    with pytest.raises(BadExpression) as refused:
        found(expression)
    assert refused.value.facts["column"] == column
    assert why in refused.value.message


def test_brackets_may_stand_deep_and_side_by_side() -> None:
    """32 brackets deep is allowed, and any number one after another."""
    assert found("(" * 32 + "overdue" + ")" * 32)
    assert found(" and ".join(["(overdue)"] * 100))


@pytest.mark.parametrize(
    ("expression", "name"),
    [
        ("stat == open", "stat"),
        ("status：open", "status:open"),
        ("deadline..date", "deadline..date"),
        ("original_deadline.text ~ x", "original_deadline.text"),
        ("custom. == x", "custom."),
        ("null", "null"),
        ("5 < 6", "5"),
    ],
)
def test_an_unknown_field_lists_the_known_ones(expression: str, name: str) -> None:
    """A field is known by its first segment or by its whole path; else all fields are named."""
    with pytest.raises(UnknownField) as refused:
        found(expression)
    assert refused.value.facts == {"name": name, "fields": ", ".join(sorted(FIELDS))}


def test_a_date_word_with_two_readings_is_refused_unless_it_is_a_text() -> None:
    """A bare ambiguous date is refused with both readings; in quotes or after ~ it is a text."""
    with pytest.raises(AmbiguousDate) as refused:
        found("deadline.date < 2019年9月前")
    assert (refused.value.facts["first"], refused.value.facts["second"]) == ("2019-08-31", "2019-09-30")
    assert "quotes" in str(refused.value.hint)
    assert found("deadline.text == '2019年9月前'", {"deadline": {"text": "2019年9月前"}})
    assert found("deadline.text ~ 9月前", {"deadline": {"text": "2019年9月前"}})


def test_an_iso_day_that_is_none_is_refused() -> None:
    """A slip of the pen in a date is refused, not compared as a text."""
    with pytest.raises(BadDate, match="no such date as 2018-02-30"):
        found("deadline.date < 2018-02-30")


def test_letters_compare_in_composed_form() -> None:
    """An expression typed in decomposed letters finds the register's composed ones."""
    assert found("title == Cafe\u0301", {"title": "Caf\u00e9"})


def test_typed_data_compares_like_json() -> None:
    """Dates and tuples of Python count as their JSON forms."""
    assert found("deadline.date < 2019-01-01 and tags == b", {"deadline": {"date": TODAY}, "tags": ("a", "b")})


def test_very_deep_lists_do_no_harm() -> None:
    """Lists nested thousands deep are opened without recursion."""
    deep: Any = "x"
    for _ in range(5000):
        deep = [deep]
    assert found("tags == x", {"tags": deep})

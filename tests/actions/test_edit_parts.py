"""edit: fields within others, and the days in them."""

import json
from datetime import date

import pytest

from tests.make import decided, issue, moment, refusal, register, request


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("responsible", "did you mean units.responsible? the fields to edit are parent, kind, title, "),
        ("titel", "did you mean title? the fields to edit are "),
        ("date", "did you mean deadline.date? the fields to edit are "),
        ("甲", "the fields to edit are parent, "),
    ],
)
def test_the_nearest_field_comes_first(path: str, hint: str) -> None:
    """Also where it stands within another; and only those that edit takes are named."""
    error = refusal(request("edit", set={path: "x"}), issue())
    assert (error.hint or "").startswith(hint)
    assert not {"status", "closures", "evidence"} & set((error.hint or "").split(" are ")[1].split(", "))


@pytest.mark.parametrize("as_text", [True, False])
def test_days_within_parts_are_words_too(as_text: bool) -> None:
    """As they are where they are set alone: a deadline with its wording, a day of a milestone."""
    measures = [
        {"id": "M1", "text": "清淤", "deadline": "2019年底", "done_on": "today"},
        {"id": "M2", "text": "复绿", "deadline": {"date": "2019-10-31"}},
    ]
    stone = {"id": "S1", "text": "动工", "due": "月底"}
    given = {"measures": measures, "milestones[+]": stone}
    wanted = {path: json.dumps(value, ensure_ascii=False) if as_text else value for path, value in given.items()}
    after = decided(request("edit", set=wanted, reason="补录"), register(issue()), moment())
    first, second = after.measures
    assert first.deadline is not None and second.deadline is not None
    assert (first.deadline.date, first.deadline.text) == (date(2019, 12, 31), "2019年底")
    assert (first.done_on, second.deadline.date) == (moment().today, date(2019, 10, 31))
    assert after.milestones[0].due is not None
    assert after.milestones[0].due.day > 27

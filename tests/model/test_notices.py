from datetime import date
from typing import Any

import pytest

from rectify.model.issue import Issue
from rectify.model.notices import in_force, last_notice, objections, open_objections, still_open, way_on
from rectify.model.policy import Policy
from tests.make import issue

FIRST: dict[str, Any] = {
    "on": "2025-01-21", "ends": "2025-02-08", "days": 10, "calendar": "cn", "place": "县政府网站", "by": "周敏",
}  # fmt: skip
OPEN = {"on": "2025-01-25", "text": "仍有气味"}
ANSWERED = {**OPEN, "answer": "已复查", "answered_on": "2025-01-27", "answered_by": "周敏"}
WITHDRAWN = {"withdrawn_on": "2025-01-28", "withdrawn_reason": "地点写错"}
POLICY = Policy.model_validate({"profile": "chain"})
DURING, AFTER = date(2025, 2, 8), date(2025, 2, 9)


def on_notice(*notices: dict[str, Any], **fields: Any) -> Issue:
    """An issue with these notices, each as far as it differs from the first."""
    return issue(status="on_notice", notices=[{**FIRST, **one} for one in notices], **fields)


def test_the_last_notice_of_this_cycle_that_stands_is_in_force() -> None:
    """One that was withdrawn, or is of an earlier cycle, is not."""
    two = on_notice({**WITHDRAWN}, {"on": "2025-02-01"})
    assert in_force(two) is two.notices[1] is last_notice(two)
    one = on_notice({**WITHDRAWN})
    assert in_force(one) is None
    assert last_notice(one) is one.notices[0]
    old = on_notice({}, cycle=2)
    assert (in_force(old), last_notice(old)) == (None, None)


def test_objections_are_counted_through_all_notices_of_the_cycle() -> None:
    """Taking a notice back does not make an objection go away; an earlier cycle's are not counted."""
    of = on_notice({"objections": [OPEN]}, {**WITHDRAWN, "cycle": 2, "objections": [ANSWERED]},
                   {"cycle": 2, "objections": [ANSWERED, OPEN]}, cycle=2)  # fmt: skip
    assert [(one.number, one.notice, one.place, one.is_open) for one in objections(of)] == [
        (1, 1, 0, False), (2, 2, 0, False), (3, 2, 1, True),
    ]  # fmt: skip
    assert [one.number for one in open_objections(of)] == [3]


@pytest.mark.parametrize(
    ("notices", "policy", "day", "words", "way"),
    [
        ([], {}, AFTER, ["no public notice"], "rectify notice QH-05 --place TEXT"),
        ([], {"notice_days": 0}, AFTER, [], "rectify notice QH-05 --place TEXT"),
        ([{}], {}, DURING, ["the notice runs until 2025-02-08"],
         "wait until the notice is over, the day after 2025-02-08"),
        ([{}], {}, AFTER, [], "rectify notice QH-05 --withdraw --reason TEXT, then publish it for the whole time"),
        ([{"days": 9}], {}, AFTER, ["the notice runs 9 days (cn), and the rule is 10 days (cn)"],
         "rectify notice QH-05 --withdraw --reason TEXT, then publish it for the whole time"),
        ([{"calendar": "calendar"}], {}, AFTER,
         ["the notice runs 10 days (calendar), and the rule is 10 days (cn)"],
         "rectify notice QH-05 --withdraw --reason TEXT, then publish it for the whole time"),
        ([{"calendar": "calendar"}], {"notice_days": 0}, AFTER, [],
         "rectify notice QH-05 --withdraw --reason TEXT, then publish it for the whole time"),
        ([{"objections": [ANSWERED, OPEN]}], {}, AFTER, ["objection 2 of 2025-01-25 is not answered"],
         "rectify notice QH-05 --answer 2=TEXT"),
        ([{**WITHDRAWN, "objections": [OPEN]}], {}, AFTER,
         ["no public notice", "objection 1 of 2025-01-25 is not answered"], "rectify notice QH-05 --answer 1=TEXT"),
        ([{**WITHDRAWN, "objections": [OPEN]}, {}], {}, AFTER, ["objection 1 of 2025-01-25 is not answered"],
         "rectify notice QH-05 --answer 1=TEXT"),
    ],
)  # fmt: skip
def test_what_keeps_the_gate_shut(
    notices: list[dict[str, Any]], policy: dict[str, Any], day: date, words: list[str], way: str
) -> None:
    """No notice, one too short or of another calendar, one not over, an objection without answer; and the way on."""
    of = on_notice(*notices)
    assert list(still_open(of, POLICY.but(**policy), day)) == words
    assert way_on(of, day) == way

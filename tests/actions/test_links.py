from typing import Any

import pytest

from rectify.actions.links import require_links
from rectify.errors import Refused, UnknownIssue
from rectify.terms import Verb
from tests.make import changes, decided, issue, moment, register, request

OTHERS = (issue("A"), issue("B", parent="A"), issue("C", parent="B"), issue("P", kind="petition", repeats="A"))


def edited(id_: str, **fields: Any) -> dict[str, Any]:
    """What an edit of one of them changes."""
    one = next(other for other in OTHERS if other.id == id_)
    return changes(request("edit", id_, set=fields), one, beside=[other for other in OTHERS if other is not one])


@pytest.mark.parametrize(
    ("id_", "fields", "message"),
    [
        ("A", {"parent": "C"}, "A cannot be edited: it would belong to itself: A → C → B → A."),
        ("A", {"parent": "A"}, "A cannot be edited: it would belong to itself: A → A."),
        ("P", {"repeats": "P"}, "P cannot be edited: it would repeat itself: P → P."),
        ("A", {"similar": "B,A"}, "A cannot be edited: it is not like itself."),
        ("A", {"repeats": "P", "kind": "petition"}, "A cannot be edited: it would repeat itself: A → P → A."),
        ("B", {"repeats": "A"}, "B cannot be edited: only a petition repeats another one, and it is a problem."),
        (
            "B",
            {"received_on": "today"},
            "B cannot be edited: only a petition was received on a day, and it is a problem.",
        ),
        ("P", {"kind": "task"}, "P cannot be edited: only a petition repeats another one, and it is a task."),
    ],
)
def test_links_that_lead_nowhere_are_refused(id_: str, fields: dict[str, Any], message: str) -> None:
    """Round in a circle, to itself, or of what is no petition."""
    with pytest.raises(Refused) as told:
        edited(id_, **fields)
    assert told.value.message == message


@pytest.mark.parametrize(("id_", "fields"), [("C", {"parent": "X"}), ("A", {"similar": "X"}), ("P", {"repeats": "X"})])
def test_what_is_named_is_on_the_register(id_: str, fields: dict[str, Any]) -> None:
    """A slip in an id is no link."""
    with pytest.raises(UnknownIssue):
        edited(id_, **fields)


def test_good_links_are_set() -> None:
    """To another issue, whichever way round."""
    assert edited("C", parent="A", similar="P,A") == {"parent": "A", "similar": ["P", "A"]}
    assert edited("P", repeats="C", received_on="2019-02-28") == {"repeats": "C", "received_on": "2019-02-28"}


def test_what_stood_there_before_may_stay() -> None:
    """A link that was wrong already does not keep an edit of another field back."""
    lost = issue("A", parent="X", similar=["Y"], repeats="Z", received_on="2019-01-01")
    require_links(register(lost), Verb.EDIT, lost, lost.but(title="另一题"))
    assert decided(request("edit", "A", set={"place": "甲川"}), register(lost), moment()).place == "甲川"


def test_a_new_issue_may_close_no_circle_either() -> None:
    """Somebody may have named it before it was there."""
    waiting = issue("A", parent="B")
    with pytest.raises(Refused, match="it would belong to itself: B → A → B"):
        request("add", "B", title="题", parent="A").decide(register(waiting), moment())

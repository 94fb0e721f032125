from typing import Any

import pytest

from rectify.actions.assign import Assign
from rectify.errors import BadUsage, ExitCode, Refused, UnknownIssue
from rectify.model.lifecycle import NOT_CLOSED
from rectify.terms import Status
from tests.make import changes, issue, moment, refusal, register, request

UNITS = {"lead": "州政府", "responsible": ["县政府", "住建局"], "cooperating": ["环保局"]}
DUE = {"date": "2018-12-31", "text": "2018年底"}


@pytest.mark.parametrize(
    ("before", "asked", "expected"),
    [
        ({}, {"unit": "县政府"}, {"units": {"responsible": ["县政府"]}}),
        ({}, {"unit": ["县政府", "住建局"]}, {"units": {"responsible": ["县政府", "住建局"]}}),
        ({"units": UNITS}, {"unit": "镇政府"}, {"units.responsible": ["镇政府"]}),
        ({"units": UNITS}, {"lead": "省厅"}, {"units.lead": "省厅"}),
        ({"units": UNITS}, {"cooperating": ["水利局"]}, {"units.cooperating": ["水利局"]}),
        ({"units": UNITS}, {"supervising": "a", "accepting": "b"}, {"units.supervising": "a", "units.accepting": "b"}),
        ({}, {"person": "李四"}, {"person": "李四"}),
        ({"person": "李四"}, {"person": "张三"}, {"person": "张三"}),
        ({}, {"due": "2018年底"}, {"deadline": DUE}),
        ({}, {"due": "2019-06-30"}, {"deadline": {"date": "2019-06-30"}}),
        ({}, {"due": "+30d"}, {"deadline": {"date": "2019-03-31"}}),
        ({}, {"due": "长期坚持"}, {"deadline": {"text": "长期坚持", "class": "standing"}}),
        # nothing to do
        ({"units": UNITS}, {"lead": "州政府", "unit": ["县政府", "住建局"]}, {}),
        ({"deadline": DUE}, {"due": "2018年底"}, {}),
        ({"deadline": DUE}, {"due": "2018-12-31"}, {}),
        ({"deadline": {"class": "standing"}}, {"due": "standing"}, {}),
    ],
)
def test_what_is_named_is_assigned(before: dict[str, Any], asked: dict[str, Any], expected: dict[str, Any]) -> None:
    """Units, person and a missing deadline are filled in; what is the same already is nothing to do."""
    assert changes(request("assign", **asked), issue(**before)) == expected


@pytest.mark.parametrize("status", sorted(NOT_CLOSED))
def test_the_status_stays(status: Status) -> None:
    """An issue may be assigned wherever it stands, but closed."""
    assert changes(request("assign", person="李四"), issue(status=status.value)) == {"person": "李四"}


@pytest.mark.parametrize(
    ("before", "asked", "message", "hint"),
    [
        (
            {"status": "closed"},
            {"person": "李四"},
            "QH-05 cannot be assigned: it is closed, and assign goes from"
            " open or in_progress or submitted or verified or on_notice.",
            "rectify reopen QH-05 --reason TEXT",
        ),
        (
            {"deadline": DUE},
            {"due": "2019年底"},
            "QH-05 cannot be assigned: it has a deadline already, and a deadline does not move quietly.",
            "ask for an extension: rectify extend QH-05 --to 2019年底 --reason TEXT",
        ),
        (
            {"deadline": {"text": "2019年9月前"}},
            {"due": "2019-08-31"},
            "QH-05 cannot be assigned: it has a deadline already, and a deadline does not move quietly.",
            "ask for an extension: rectify extend QH-05 --to 2019-08-31 --reason TEXT",
        ),
        (
            {"deadline": DUE},
            {"due": "2018-11-30"},
            "QH-05 cannot be assigned: it has a deadline already, and a deadline does not move quietly.",
            "rectify edit QH-05 --set deadline=2018-11-30 --reason TEXT",
        ),
        (
            {"deadline": DUE},
            {"due": "长期坚持"},
            "QH-05 cannot be assigned: it has a deadline already, and a deadline does not move quietly.",
            "rectify edit QH-05 --set deadline=长期坚持 --reason TEXT",
        ),
        (
            {"deadline": {"class": "standing"}, "person": "李四"},
            {"due": "2019-12-31", "person": "张三"},
            "QH-05 cannot be assigned: it has a deadline already, and a deadline does not move quietly.",
            "rectify edit QH-05 --set deadline=2019-12-31 --reason TEXT",
        ),
    ],
)
def test_what_may_not_be_assigned(before: dict[str, Any], asked: dict[str, Any], message: str, hint: str) -> None:
    """A closed issue takes nobody, and a deadline that stands does not move this way."""
    error = refusal(request("assign", **asked), issue(**before))
    assert (error.message, error.hint, error.exit_code) == (message, hint, ExitCode.REFUSED)


@pytest.mark.parametrize("due", ["2018-11-30", "长期坚持"])
def test_where_duties_are_separated_a_deadline_moves_by_an_extension_alone(due: str) -> None:
    """No edit moves it there, so none is named."""
    apart = register(issue(deadline=DUE), policy={"profile": "supervised"})
    with pytest.raises(Refused) as told:
        request("assign", due=due).decide(apart, moment())
    way = "rectify extend QH-05 --to DATE --reason TEXT"
    assert told.value.hint == f"it moves to a later day alone, and by an extension: {way}"


def test_assigning_nothing_is_a_usage_error() -> None:
    """At least one of its options must be there."""
    error = refusal(request("assign", reason="x"), issue())
    assert isinstance(error, BadUsage)
    assert error.hint == "give at least one of --unit --lead --cooperating --supervising --accepting --person --due"


def test_an_unknown_issue_is_told_first() -> None:
    """There is nothing to say of an issue that is not there."""
    with pytest.raises(UnknownIssue):
        Assign(id="QH-06").decide(register(issue()), moment())

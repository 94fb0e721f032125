"""An issue with extensions in a register where duties are separated, and what becomes of a request there."""

from typing import Any

from rectify.actions.judge import Judgement, judge
from rectify.errors import ExitCode, RectifyError
from rectify.model.evidence import Evidence
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from tests.make import issue, moment, request

JUNE = {"date": "2019-06-30"}
YEAR_END = {"date": "2019-12-31", "text": "2019年底"}
PAST = {"date": "2018-12-31", "text": "2018年底"}
PEOPLE = [
    {"id": "周某", "unit": "水利局", "roles": ["responsible"], "logins": ["zhou@desk"]},
    {"id": "吴某", "unit": "县水利局", "roles": ["responsible", "approver"]},
    {"id": "冯某", "unit": "乡镇", "roles": ["responsible"]},
    {"id": "陈某", "unit": "别局", "roles": ["responsible"]},
    {"id": "郑某", "unit": "县政府办", "roles": ["approver"]},
    {"id": "王某", "unit": "整改办", "roles": ["office"]},
]
UNITS = {"responsible": ["县水利局"], "cooperating": ["乡镇"]}
SUPERVISED: dict[str, Any] = {
    "policy": {"profile": "supervised", "extension_limit": 2},
    "people": PEOPLE,
    "units": {"县水利局": ["水利局"]},
}
ASKED: dict[str, Any] = {
    "on": "2019-02-20",
    "by": "周某",
    "unit": "水利局",
    "from": JUNE,
    "to": YEAR_END,
    "reason": "r",
}
REQUESTED = {**ASKED, "state": "requested"}
APPROVED = {**ASKED, "state": "approved", "decided_on": "2019-02-22", "decided_by": "郑某"}
REJECTED = {**ASKED, "state": "rejected", "decided_on": "2019-02-22", "decided_by": "郑某", "answer": "不具体"}


def judged(who: str, before: Issue, *files: Evidence, header: Any = None, **fields: Any) -> Judgement:
    """What becomes of an extend by a person of a register in which duties are separated."""
    head = Header.model_validate(SUPERVISED | (header or {}))
    made = moment(*files, actor=who)
    acting = made._replace(person=head.person_of(who), recorded=made.today)
    (found,) = judge(Register.of(head, [before]), [request("extend", **fields)], lambda *_: acting)[1]
    return found


def after(who: str, before: Issue, *files: Evidence, header: Any = None, **fields: Any) -> Issue:
    """The issue after it, where it is allowed."""
    found = judged(who, before, *files, header=header, **fields)
    assert found.error is None, found.error
    assert isinstance(found.after, Issue)
    return found.after


def why(who: str, before: Issue, *files: Evidence, header: Any = None, **fields: Any) -> RectifyError:
    """Why it is refused."""
    found = judged(who, before, *files, header=header, **fields)
    assert found.error is not None
    assert found.error.exit_code is ExitCode.REFUSED
    return found.error


def supervised(*extensions: dict[str, Any], **fields: Any) -> Issue:
    """An issue in work, due in June, with these extensions."""
    return issue(**{"status": "in_progress", "deadline": JUNE, "units": UNITS, "extensions": extensions} | fields)

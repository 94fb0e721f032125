from typing import Any

import pytest

from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.event import Mention
from rectify.model.header import Header
from rectify.model.work import Work, is_work
from tests.make import issue
from tests.trade import deed, head, header

PAPER = (Mention("a" * 64, "x", 1),)


def had_to_do(who: str, *past: Deed, under: Header | None = None, **fields: Any) -> list[str]:
    """What somebody, by person and unit, has to do with the work on an issue that names no unit."""
    found = under or header()
    person = found.person_of(who)
    units = frozenset(key for key in (found.unit_key(person.unit if person else None),) if key)
    return list(Work(found, issue(**fields), past).of(who, person, units))


def edited(path: str, after: Any) -> Deed:
    """An edit of one field by 周办."""
    return deed("edit", "周办", changes=(Change(path, None, after),))


@pytest.mark.parametrize(
    ("what", "is_one"),
    [
        (deed("start", "x"), True),
        (deed("submit", "x"), True),
        (deed("progress", "x"), True),
        (deed("progress", "x", changes=(Change("verdict.pace", None, "behind"),)), False),
        (deed("note", "x"), False),
        (deed("note", "x", evidence=PAPER), True),
        (deed("verify", "x", evidence=PAPER), False),
        (deed("assign", "x"), False),
        (edited("title", "t"), False),
        (edited("measures", [{"id": "M1", "text": "清运"}]), False),
        (edited("measures", [{"id": "M1", "text": "清运", "done_on": "2019-01-01"}]), True),
        (edited("measures[0].done_on", "2019-01-01"), True),
        (edited("indicators[0].actual", "30"), True),
        (edited("indicators[1]", {"name": "COD", "actual": "30"}), True),
    ],
)
def test_what_is_work(what: Deed, is_one: bool) -> None:
    """Reports, submissions, remarks with evidence, and edits that say that something is done or was read."""
    assert is_work(what) is is_one


def test_a_unit_that_was_responsible_when_the_work_was_done_stays_so() -> None:
    """To name another unit afterwards frees nobody; to name another before the work does."""
    intake = deed(
        "adopt", "周办", changes=(Change("units", None, {"responsible": ["县生态环境局", "甲川县生态环境局"]}),)
    )
    moved = deed(
        "assign", "周办", changes=(Change("units.responsible", ["县生态环境局", "甲川县生态环境局"], ["丙局"]),)
    )
    work = deed("progress", "老陈")
    assert had_to_do("李强", intake, work, moved) == [
        "老陈 reported on it in run 3 of 2019-03-01, for 甲川县生态环境局"
    ]
    assert had_to_do("李强", intake, moved, work) == []


def test_a_lead_unit_that_may_accept_is_left_out_also_in_the_past() -> None:
    """As the policy says."""
    past = (
        deed("adopt", "周办", changes=(Change("units", None, {"lead": "甲川县生态环境局"}),)),
        deed("start", "老陈"),
    )
    assert had_to_do("李强", *past) != []
    assert had_to_do("李强", *past, under=header(profile="chain", lead_accepts="true")) == []


def test_a_name_that_two_people_have_could_be_either() -> None:
    """To add a namesake afterwards frees nobody; nor does taking a login away."""
    people = [
        *head()["people"],
        {"id": "zs", "name": "张三", "unit": "丙局"},
        {"id": "zs2", "name": "张三", "unit": "丁局"},
    ]
    both = Header.model_validate(head() | {"people": people})
    assert had_to_do("zs", deed("submit", "张三"), under=both) == ["张三 (zs) submitted it in run 3 of 2019-03-01"]
    assert had_to_do("zs2", deed("submit", "张三"), under=both) != []
    known_then = deed("submit", "old@desk")._replace(person="李强")
    assert had_to_do("李强", known_then) == ["李强 submitted it in run 3 of 2019-03-01"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"person": "李强"}, ["李强 is the person in charge"]),
        ({"person": "李 强 "}, ["李强 is the person in charge"]),
        ({"measures": [{"id": "M1", "text": "x", "unit": "甲川县 生态环境局"}]}, ["甲川县 生态环境局 does measure M1"]),
        ({"units": {"responsible": ["甲川县生态环境局\u200b"]}}, ["甲川县生态环境局\u200b is the responsible unit"]),
        ({"units": {"cooperating": ["甲川县生态环境局"]}}, []),
    ],
)
def test_what_the_issue_says_of_somebody(fields: dict[str, Any], told: list[str]) -> None:
    """The person in charge, and the units of measures; blanks and what cannot be seen make no other name."""
    assert had_to_do("李强", **fields) == told


def test_a_deed_that_does_not_fit_is_no_reason_to_fail() -> None:
    """Damage is told by whoever verifies the trail."""
    assert had_to_do("李强", deed("edit", "x", changes=(Change("title", "old", "new"),)), deed("submit", "李强")) != []

from typing import Any

import pytest

from rectify.model.acceptance import (
    changed_since,
    counted,
    is_accepted,
    is_unfounded,
    level_to_ask,
    levels_of,
    missing_levels,
    other_level,
)
from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, substance_digest
from tests.make import evidence, issue
from tests.trade import CHAIN, deed, header

UNFOUNDED = {"kind": "petition", "finding": "unfounded"}


def seen(of: Issue, *facts: dict[str, Any]) -> Issue:
    """The issue verified so many times, as it is now."""
    bound = {"substance": substance_digest(of), "evidence": evidence_digest(of)}
    usual = {"on": "2019-03-01", "method": "onsite", "profile": "supervised", **bound}
    by = [{"by": "赵敏" if one.get("level") == "州级验收" else "李强"} for one in facts]
    return of.but(verifications=tuple(usual | who | one for who, one in zip(by, facts, strict=True)))


SUBMITTED = issue(status="submitted", units={"responsible": ["县住建局"]}, evidence=[evidence()])


def accepted(of: Issue, under: Header | None = None, *past: Deed) -> bool:
    """Whether it is accepted after these deeds."""
    return is_accepted(under or header(), of, lambda: past)


@pytest.mark.parametrize(
    ("fact", "is_counted"),
    [
        ({}, True),
        ({"by": "赵敏", "unit": "乙州生态环境局"}, True),
        ({"by": "马工"}, False),
        ({"profile": None}, False),
        ({"profile": "simple"}, False),
        ({"unit": "甲川住建"}, False),
        ({"cycle": 2}, False),
        ({"returned_on": "2019-03-02"}, False),
        ({"substance": "0" * 64}, False),
        ({"evidence": "0" * 64}, False),
    ],
)
def test_what_counts_as_a_verification(fact: dict[str, Any], is_counted: bool) -> None:
    """Of this cycle, not sent back, of the issue as it is now, by another than who did the work."""
    assert accepted(seen(SUBMITTED, fact)) is is_counted


def test_who_worked_since_did_not_verify_as_another() -> None:
    """The past is looked at when it counts, not only when the verification was made."""
    assert not accepted(seen(SUBMITTED, {}), None, deed("submit", "李强"))


def test_in_profile_simple_anybody_counts() -> None:
    """Who did the work may verify it there; nobody else need."""
    simple = header(profile="simple")
    assert len(counted(simple, seen(SUBMITTED, {"by": "马工"}), tuple)) == 1
    assert levels_of(simple, SUBMITTED) == ()


def names_left(of: Issue) -> list[str]:
    """The levels that have not accepted it."""
    return [level.name for level in missing_levels(header(**CHAIN), of, tuple)]


def test_levels_pass_in_their_order() -> None:
    """Each needs a verification of its own; a later one does not stand for an earlier one."""
    chain = header(**CHAIN)
    assert names_left(SUBMITTED) == ["县级验收", "州级验收"]
    assert names_left(seen(SUBMITTED, {"level": "县级验收"})) == ["州级验收"]
    assert names_left(seen(SUBMITTED, {"level": "州级验收"})) == ["县级验收", "州级验收"]
    both = seen(SUBMITTED, {"level": "县级验收"}, {"level": "州级验收"})
    assert names_left(both) == []
    assert accepted(both, chain)
    assert not accepted(seen(SUBMITTED, {}), chain)


def test_no_person_accepts_two_levels_of_a_cycle() -> None:
    """The first of them counts; the same person may be known by a login."""
    chain = header(**CHAIN)
    twice = seen(SUBMITTED, {"level": "县级验收"}, {"level": "州级验收", "by": "李强"})
    assert names_left(twice) == ["州级验收"]
    assert [one.level for one in counted(chain, twice, tuple)] == ["县级验收"]
    again = seen(SUBMITTED, {"level": "县级验收"}, {"level": "县级验收"}, {"level": "州级验收"})
    assert names_left(again) == []
    known = chain.but(people=[one.but(logins=("li@desk",)) if one.id == "李强" else one for one in chain.people])
    by_login = seen(SUBMITTED, {"level": "县级验收", "by": "li@desk"}, {"level": "州级验收", "by": "李强"})
    assert len(counted(known, by_login, tuple)) == 1
    gone = seen(SUBMITTED, {"level": "镇级验收"}, {"level": "县级验收"}, {"level": "州级验收"})
    assert names_left(gone) == []
    strangers = seen(SUBMITTED, {"level": "县级验收", "by": "甲"}, {"level": "州级验收", "by": "乙"})
    assert names_left(strangers) == []


def test_the_other_level_is_told_by_its_acceptance() -> None:
    """What was sent back, or is of the same level, is none."""
    chain, first = header(**CHAIN), {"level": "县级验收"}
    found = other_level(chain, seen(SUBMITTED, first), tuple, "李强", "州级验收")
    assert found is not None
    assert found.level == "县级验收"
    assert other_level(chain, seen(SUBMITTED, first), tuple, "李强", "县级验收") is None
    assert other_level(chain, seen(SUBMITTED, first), tuple, "赵敏", "州级验收") is None
    sent_back = seen(SUBMITTED, first | {"returned_on": "2019-03-02"})
    assert other_level(chain, sent_back, tuple, "李强", "州级验收") is None


def test_the_level_that_is_asked_is_the_next_else_the_last() -> None:
    """None where there are none."""
    chain = header(**CHAIN)
    both = seen(SUBMITTED, {"level": "县级验收"}, {"level": "州级验收"})
    asked = [level_to_ask(chain, one, tuple) for one in (SUBMITTED, both)]
    assert [level.name for level in asked if level] == ["县级验收", "州级验收"]
    assert level_to_ask(header(), SUBMITTED, tuple) is None


def test_papers_of_a_higher_level_leave_the_lower_ones_standing() -> None:
    """The record of the second level is not part of what the first one saw."""
    first = seen(SUBMITTED, {"level": "县级验收"})
    grown = first.but(evidence=(*first.evidence, evidence(2)))
    assert not counted(header(**CHAIN), grown, tuple)
    paper = grown.verifications[0].but(level="州级验收", by="赵敏", papers=(evidence(2).sha256,))
    assert len(counted(header(**CHAIN), grown.but(verifications=(*grown.verifications, paper)), tuple)) == 2


def test_an_unfounded_petition_is_verified_once() -> None:
    """Whatever the levels; a problem that somebody calls unfounded is not."""
    petition = issue(status="submitted", evidence=[evidence()], **UNFOUNDED)
    assert is_unfounded(petition)
    assert not is_unfounded(issue(kind="petition"))
    assert levels_of(header(**CHAIN), petition) == ()
    assert accepted(seen(petition, {}), header(**CHAIN))


def event(verb: str, *paths: str, after: Any = "x") -> Event:
    """What changed these paths."""
    return Event(verb, "QH-05", changes=tuple(Change(path, None, after) for path in paths))


@pytest.mark.parametrize(
    ("events", "changed"),
    [
        ([], ()),
        ([event("verify"), event("edit", "title", "place", "title")], ("title",)),
        ([event("edit", "title"), event("verify"), event("edit", "measures[0].text")], ("measures[0].text",)),
        ([event("verify"), event("assign", "units.responsible[1]")], ("units.responsible[1]",)),
        ([event("verify"), event("assign", "units.accepting", "units")], ("units",)),
        ([event("verify"), event("note", "evidence[1]", after={"sha256": "a" * 64})], ("evidence[1]",)),
        ([event("verify"), event("lookback", "indicators[0].readings[1]")], ()),
        ([event("verify"), event("edit", "not a path [", "titles")], ()),
    ],
)
def test_what_changed_since_is_told_by_path(events: list[Event], changed: tuple[str, ...]) -> None:
    """Only what a verification is bound to, only after the last one."""
    assert changed_since(issue(), events) == changed


def test_a_paper_is_no_change() -> None:
    """An urging letter that came in since does not touch what was verified."""
    letter = {"rung": "urge", "on": "2019-03-02", "by": "周办", "papers": ["a" * 64]}
    pressed = issue(escalations=[letter])
    assert changed_since(pressed, [event("verify"), event("escalate", "evidence", after={"sha256": "a" * 64})]) == ()

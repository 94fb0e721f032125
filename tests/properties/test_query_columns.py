"""What is asked of traits is what is asked of issues: the quick answers are the plain ones, on any register and day."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.due_entry import DueEntry
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.model.shelf import Whole
from rectify.model.timing import days_left, is_overdue
from rectify.query import due as ahead
from rectify.query.choice import Filter, overdue_at
from rectify.query.counts import count, counts, tally
from rectify.query.evidence import with_evidence
from rectify.query.groups import group_of
from rectify.query.links import again_by_place, links_of
from rectify.query.order import by_deadline_at, in_order
from rectify.terms import Basis, Kind, Status
from tests.make import TODAY
from tests.properties import plain_questions as plain
from tests.properties.crowd import IDS, UNITS, WORDS, crowd

CROWDS = st.integers(0, 1 << 32).map(crowd)
DAYS = st.integers(-12, 12).map(lambda days: TODAY + timedelta(days=days))
BASES = st.sampled_from(list(Basis))
GROUPS = ("category", "unit", "status", "kind", "round", "item", "place", "person", "tag")


def some(values: Iterable[Any]) -> st.SearchStrategy[frozenset[Any]]:
    """One to three of these."""
    return st.frozensets(st.sampled_from(list(values)), min_size=1, max_size=3)


CONDITIONS: dict[str, st.SearchStrategy[Any]] = {
    "statuses": some(Status),
    "kinds": some(Kind),
    "units": some(UNITS),
    "persons": some(WORDS),
    "categories": some(WORDS),
    "rounds": some(WORDS),
    "tags": some(WORDS),
    "ids": st.just(frozenset()) | some((*IDS, "none")),
    "is_overdue": st.just(True),
    "due_by": DAYS,
    "search": st.sampled_from(["水", "s1"]),
    "where": st.just(lambda facts: "deadline" in facts),
}
FILTERS = st.lists(st.sampled_from(list(CONDITIONS)), max_size=3, unique=True).flatmap(
    lambda names: st.builds(Filter, basis=BASES, **{name: CONDITIONS[name] for name in names})
)
"""Up to three conditions: of more, little is left."""


class Counting(Whole):
    """A shelf that remembers which issues were taken from it."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        super().__init__(issues)
        self.made: list[str] = []

    def at(self, places: Iterable[int]) -> Iterator[Issue]:
        """See `Shelf.at`."""
        for issue in super().at(places):
            self.made.append(issue.id)
            yield issue

    def __getitem__(self, id_: str) -> Issue:
        self.made.append(id_)
        return super().__getitem__(id_)

    def values(self) -> Any:
        """All of them are made."""
        return list(self.at(range(len(self))))


def counting(register: Register) -> tuple[Register, list[str]]:
    """The same register, and the ids of the issues that are made of it from here on."""
    shelf = Counting(register.issues)
    return Register(register.header, shelf), shelf.made


@settings(max_examples=200)
@given(CROWDS, FILTERS, DAYS)
def test_what_is_chosen_by_traits_is_what_the_filter_takes(register: Register, wish: Filter, today: date) -> None:
    """In the order of the file; an issue alone is judged as it is among others."""
    expected = [issue for issue in register.issues if plain.takes(wish, issue, today)]
    assert wish.choose(register, today) == expected
    assert [issue for issue in register.issues if wish.takes(issue, today)] == expected


@given(CROWDS, DAYS, BASES)
def test_days_left_are_those_to_the_deadline(register: Register, today: date, basis: Basis) -> None:
    """From today, or from the day it was done."""
    for issue in register.issues:
        assert days_left(issue, today, basis) == plain.left(issue, today, basis)
        assert is_overdue(issue, today, basis) is plain.is_late(issue, today, basis)


@given(CROWDS, FILTERS, DAYS, BASES, st.integers(0, 8))
def test_places_are_sorted_as_issues_are(
    register: Register, wish: Filter, today: date, basis: Basis, limit: int
) -> None:
    """By deadline, then by id; whoever wants the first few makes no more."""
    counted, made = counting(register)
    found = by_deadline_at(counted, wish.places(register, today), basis)
    assert made == []
    issues = list(counted.by_id.at(found[:limit]))
    assert issues == in_order(wish.choose(register, today), [], today, basis)[:limit]
    assert len(made) == min(limit, len(found))
    assert found == sorted(found, key=lambda place: _plain_order(register.issues[place], basis))


def _plain_order(issue: Issue, basis: Basis) -> tuple[date, str]:
    deadline = plain.deadline(issue, basis)
    return (deadline.date if deadline and deadline.date else date.max), issue.id


@settings(max_examples=300)
@given(st.sampled_from(GROUPS), CROWDS, FILTERS, DAYS, BASES)
def test_a_tally_is_what_counting_one_by_one_gives(
    by: str, register: Register, wish: Filter, today: date, basis: Basis
) -> None:
    """For every group, in the order in which they are met, and for all; no issue is made."""
    issues, places = wish.choose(register, today), wish.places(register, today)
    counted, made = counting(register)
    found = tally(counted, places, by, today, basis)
    groups = {issue.id: plain.groups_of(issue, by, register.header) for issue in issues}
    expected = plain.counts(issues, lambda issue: groups[issue.id], today, basis)
    assert (found.groups, found.overall) == (expected, plain.count("all", issues, today, basis))
    assert list(found.kinds.items()) == [
        (kind, number) for kind in Kind if (number := sum(issue.kind is kind for issue in issues))
    ]
    assert overdue_at(counted, places, today, basis) == found.overall.overdue
    assert made == []
    assert counts(issues, lambda issue: group_of(issue, by, register.header), today, basis) == expected
    assert count("all", issues, today, basis) == found.overall


def in_full(entries: Iterable[DueEntry]) -> list[DueEntry]:
    """Entries with the command that is due in words."""
    return [entry._replace(way=entry.next) for entry in entries]


@given(CROWDS, FILTERS, DAYS, st.integers(-3, 12), BASES)
def test_nothing_that_is_due_is_out_of_sight(
    register: Register, wish: Filter, today: date, span: int, basis: Basis
) -> None:
    """Looking at those in sight finds what looking at all finds, whatever the window, the policy and the deadline."""
    window = ahead.Window(today, today + timedelta(days=span), basis)
    everything = [issue for issue in register.issues if wish.takes(issue, today)]
    found = ahead.due(register, window, ahead.in_sight(register, window, wish))
    assert in_full(found) == in_full(ahead.due(register, window, everything))
    assert in_full(ahead.due(register, window)) == in_full(ahead.due(register, window, register.issues))


@given(CROWDS, DAYS, BASES)
def test_what_is_out_of_sight_is_not_made(register: Register, today: date, basis: Basis) -> None:
    """Closed for good, or to be done later: a look at these days does not touch it."""
    window = ahead.Window(today, today + timedelta(days=3), basis)
    counted, made = counting(register)
    seen = {issue.id for issue in ahead.in_sight(counted, window)}
    assert set(made) == seen
    told = {entry.issue.id for entry in ahead.due(register, window, register.issues)}
    undone = {issue.id for issue in register.issues if issue.status not in plain.DONE}
    asked = {issue.id for issue in register.issues if issue.extensions or issue.notices or issue.escalations}
    assert seen & undone - asked <= told


@given(CROWDS, FILTERS, DAYS, BASES)
def test_what_has_no_certain_day_is_counted(register: Register, wish: Filter, today: date, basis: Basis) -> None:
    """Not done, no standing duty, and neither a day nor a clock."""
    policy = register.header.policy
    found = wish.places(register, today, *ahead.unclear(policy, basis))
    assert [register.ids[place] for place in found] == [
        issue.id
        for issue in wish.choose(register, today)
        if issue.status not in plain.DONE
        and not plain.is_standing(issue, basis)
        and ahead.clock_of(issue, policy, basis) is None
    ]


@given(CROWDS)
def test_links_are_those_that_going_through_all_issues_finds(register: Register) -> None:
    """From both sides, with the tasks by place, and the petitions that came again."""
    found = links_of(register, register.issues)
    assert found == {issue.id: plain.links(register, issue) for issue in register.issues}
    assert again_by_place(register) == plain.again(register)


@given(CROWDS)
def test_the_links_of_one_issue_make_no_other_but_its_tasks(register: Register) -> None:
    """But for petitions, of which those that are like one another say which came first."""
    for issue in register.issues:
        counted, made = counting(register)
        links_of(counted, [issue])
        assert issue.kind is Kind.PETITION or made == [one.id for one in register.issues if one.parent == issue.id]


@given(CROWDS)
def test_what_has_evidence_is_named_once(register: Register) -> None:
    """In the order of the file; without looking at whole issues."""
    counted, made = counting(register)
    assert with_evidence(counted, ()) == [issue.id for issue in register.issues if issue.evidence]
    assert made == []

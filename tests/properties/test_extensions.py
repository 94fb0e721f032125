"""Whatever is asked and decided, by whom and in whatever order: extensions keep their rules."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from rectify.actions.any_action import read_action
from rectify.errors import RectifyError
from rectify.model.event import apply
from rectify.model.extensions import granted_extensions
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.store.memory import MemoryStore
from rectify.terms import ExtensionState, Profile
from tests.make import TODAY, Clock, issue, look_at, session

FIRST = {"date": "2019-01-31", "text": "2019年1月底"}
OFFICE = ["office", "responsible", "approver"]
PEOPLE = [
    {"id": "周", "unit": "水利局", "roles": ["responsible", "approver"]},
    {"id": "吴", "unit": "县水利局", "roles": ["responsible", "approver"]},
    {"id": "冯", "unit": "乡镇", "roles": OFFICE},
    {"id": "郑", "unit": "县政府办", "roles": ["approver", "office"]},
]
UNITS = {"县水利局": "水利局"}
ACTORS = st.sampled_from([one["id"] for one in PEOPLE])
DAYS = st.sampled_from(
    ["2019-01-15", "2019-03-10", "2019-06-30", "2019年底", "2020-06-30", "2021-06-30", "2022年底", "长期坚持"]
)
ON = st.sampled_from([None] * 4 + ["2019-01-10", "2019-02-20"])
DECISIONS = st.sampled_from(["approve"] * 3 + ["reject", "withdraw"])
OTHERS: list[dict[str, Any]] = [
    {"verb": "close", "evidence": "report-1.pdf"},
    {"verb": "reopen"},
    {"verb": "assign", "unit": "别局"},
]
ASKED = st.fixed_dictionaries({"verb": st.just("extend"), "to": DAYS, "on": ON})
DECIDED = st.fixed_dictionaries({"verb": st.just("extend"), "way": DECISIONS})
LINES = st.one_of(
    *[ASKED, DECIDED] * 4,
    st.fixed_dictionaries({"verb": st.just("edit"), "set": st.fixed_dictionaries({"deadline": DAYS})}),
    st.fixed_dictionaries({"verb": st.just("edit"), "unset": st.just(["deadline"])}),
    st.fixed_dictionaries({"verb": st.just("assign"), "due": DAYS}),
    st.sampled_from(OTHERS),
)
IDS = st.sampled_from(["A"] * 6 + ["B"])
WORK = st.lists(st.tuples(ACTORS, IDS, st.lists(LINES, min_size=1, max_size=3)), min_size=12, max_size=24)


def office(profile: Profile, limit: int) -> MemoryStore:
    """A register of two issues, one of them without a deadline."""
    policy = {"profile": profile, "extension_limit": limit}
    header = Header.model_validate({"policy": policy, "people": PEOPLE, "units": {k: [v] for k, v in UNITS.items()}})
    units = {"responsible": ["水利局"], "cooperating": ["乡镇"]}
    issues = [issue("A", deadline=FIRST, units=units, status="in_progress"), issue("B", units=units)]
    return MemoryStore(Register.of(header, issues), look_at=look_at)


def request(line: dict[str, Any], id_: str) -> Any:
    """The action of a line; a way of extend is told by its name. None where it cannot be read."""
    fields = {name: value for name, value in line.items() if value is not None and name != "way"}
    if "way" in line:
        fields[line["way"]] = True
    try:
        return read_action({"id": id_, "reason": "r", **fields}, lambda: TODAY)
    except RectifyError:
        return None


def unit_of(actor: str) -> str:
    """The unit of a person, by its own name."""
    unit = next(str(one["unit"]) for one in PEOPLE if one["id"] == actor)
    return next((own for own, alias in UNITS.items() if alias == unit), unit)


def assert_moved_by_another(before: Issue, after: Issue, actor: str) -> None:
    """A deadline that stood moves only with a request that just was approved, by a person of another unit."""
    if before.deadline is None or before.deadline == after.deadline:
        return
    pairs = zip(before.extensions, after.extensions, strict=False)
    (granted,) = [new for old, new in pairs if old.state != new.state and new.state is ExtensionState.APPROVED]
    assert (granted.to, granted.decided_by) == (after.deadline, actor)
    assert unit_of(granted.by) != unit_of(actor)


@pytest.mark.parametrize("profile", list(Profile))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(work=WORK, limit=st.sampled_from([1, 2]))
def test_extensions_keep_their_rules(profile: Profile, work: list[Any], limit: int) -> None:
    """The original stays, the limit holds, no record is lost; a deadline moves by the approval of another unit.

    In single commands and in batches; that last rule is of the profiles in which duties are separated.
    """
    kept, clock = office(profile, limit), Clock()
    for actor, id_, batch in work:
        actions = [one for line in batch if (one := request(line, id_))]
        session(kept, clock, actor).do(actions, keep_going=True)
    state: dict[str, Any] = {}
    for run in kept.runs():
        for one in run.events:
            before = deepcopy(state.get(one.issue))
            apply(one, state)
            if one.issue == RESERVED_ID or before is None:
                continue
            steps = Issue.model_validate(before), Issue.model_validate(state[one.issue])
            assert_kept(*steps, limit)
            if profile is not Profile.SIMPLE:
                assert_moved_by_another(*steps, run.actor)
    tell(kept)


def tell(kept: MemoryStore) -> None:
    """Let hypothesis count how far it came."""
    for one in kept.load().register.issues:
        for wish in one.extensions:
            event(f"{wish.state}{', late' if wish.late else ''}")
        event(f"{len(granted_extensions(one))} granted")


def assert_kept(before: Issue, after: Issue, limit: int) -> None:
    """What was first stays; records only grow, and only their end is filled in; no more are granted than may be."""
    if before.original_deadline is not None:
        assert after.original_deadline == before.original_deadline
    elif before.deadline is not None and after.deadline != before.deadline:
        assert after.original_deadline == before.deadline
    for old, new in zip(before.extensions, after.extensions[: len(before.extensions)], strict=True):
        if old.state is ExtensionState.REQUESTED:
            assert new.but(state=old.state, decided_on=None, decided_by=None, answer=None) == old
        else:
            assert new == old
    assert len(granted_extensions(after)) <= limit
    waiting = [one for one in after.extensions if one.state is ExtensionState.REQUESTED and one.cycle == after.cycle]
    assert len(waiting) <= 1

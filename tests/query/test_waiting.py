from datetime import date
from typing import Any

import pytest

from rectify.model.deed import Deed
from rectify.model.diff import Change
from rectify.model.due_entry import DueEntry
from rectify.model.issue import Issue
from rectify.model.substance import evidence_digest, substance_digest
from rectify.query.due import Window, due
from rectify.query.gates import way_to_closure
from tests.make import TODAY, evidence, issue, register
from tests.trade import CHAIN as WHOLE_CHAIN
from tests.trade import SUPERVISED, deed, head

CHAIN = WHOLE_CHAIN | {"checklist": []}
SUBMISSION = {"on": "2019-01-10", "by": "wang", "unit": "县住建局"}
DOING: dict[str, Any] = {"units": {"responsible": ["县住建局"]}, "submissions": [SUBMISSION]}
COUNTY = {"by": "李强", "unit": "甲川县生态环境局", "level": "县级验收", "on": "2019-01-20"}
STATE = {"by": "赵敏", "unit": "乙州生态环境局", "level": "州级验收", "on": "2019-02-01"}
NOTICE = {
    "on": "2019-02-15",
    "ends": "2019-02-28",
    "days": "10",
    "calendar": "weekdays",
    "place": "县政府网站",
    "by": "公示员",
}
OBJECTION = {"on": "2019-02-20", "text": "仍有异味"}


def seen(**fields: Any) -> Issue:
    """An issue of the housing bureau, submitted in January."""
    return issue(**({"status": "submitted", "evidence": [evidence()]} | DOING | fields))


def accepted(*by: dict[str, Any], **fields: Any) -> Issue:
    """The same, verified as it is by these."""
    bare = seen(**fields)
    bound = {
        "substance": substance_digest(bare),
        "evidence": evidence_digest(bare),
        "method": "onsite",
        "profile": "chain",
    }
    return bare.but(verifications=[one | bound for one in by])


def waits(one: Issue, **policy: Any) -> list[DueEntry]:
    """What it waits for."""
    return list(due(register(one, **head(**policy)), Window(TODAY, date(2019, 12, 31))))


def steps_of(entry: DueEntry) -> list[str]:
    """The way so far."""
    return [f"{step.name} {step.on}" for step in entry.steps]


def test_what_is_submitted_waits_for_another() -> None:
    """For the accepting unit that is named, else for whoever accepts and did not do the work."""
    (entry,) = waits(seen())
    assert (entry.matter, entry.units, entry.since) == (
        "verification",
        ("甲川县生态环境局", "乙州生态环境局"),
        date(2019, 1, 10),
    )
    assert (entry.urgency, entry.days, steps_of(entry)) == ("waiting", 50, ["submitted 2019-01-10"])
    (named,) = waits(seen(units=DOING["units"] | {"accepting": "乙州生态环境局"}))
    assert named.units == ("乙州生态环境局",)


def in_simple(one: Issue, *past: Deed) -> list[DueEntry]:
    """What it waits for in a register of profile simple."""
    return list(due(register(one), Window(TODAY, TODAY), past=lambda _: past))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "rectify close QH-05"),
        ({"evidence": []}, "rectify close QH-05 --evidence FILE"),
        ({"status": "verified"}, "rectify close QH-05"),
        ({"status": "on_notice"}, "rectify close QH-05"),
    ],
)
def test_in_a_simple_register_it_waits_for_the_office(fields: dict[str, Any], expected: str) -> None:
    """Which closes it or sends it back; nobody asks for a verification or a notice there."""
    (entry,) = in_simple(seen(**fields))
    assert (entry.matter, entry.units, entry.role) == ("closure", (), "office")
    assert entry.next == f"{expected}, or rectify return QH-05 --reason TEXT"


def test_in_a_simple_register_what_was_begun_is_waited_for() -> None:
    """A verification where the issue names who accepts; a notice that was published."""
    (named,) = in_simple(seen(units={"accepting": "省水利厅"}))
    assert (named.matter, named.units) == ("verification", ("省水利厅",))
    assert named.next == "rectify verify QH-05 --method onsite"
    running = seen(status="on_notice", notices=[NOTICE | {"ends": "2019-03-01"}])
    assert [entry.matter for entry in in_simple(running)] == ["notice_end"]
    assert [entry.matter for entry in in_simple(seen(status="on_notice", notices=[NOTICE]))] == ["closure"]


def test_what_was_taken_in_as_found_waits_since_then() -> None:
    """Its own steps are not on record; where the trail is silent nobody knows."""
    came = deed("adopt", "王芳", changes=(Change("status", None, "submitted"),), day=date(2019, 2, 20))
    (entry,) = in_simple(seen(submissions=[]), came, deed("note", "王芳", day=date(2019, 2, 25)))
    assert (entry.since, steps_of(entry)) == (date(2019, 2, 20), ["taken in 2019-02-20"])
    (entry,) = in_simple(seen(submissions=[]))
    assert (entry.since, entry.steps) == (None, ())


@pytest.mark.parametrize(
    ("fields", "policy", "expected"),
    [
        ({"evidence": []}, SUPERVISED, ("evidence", "no evidence", "office", ("甲川整改办",))),
        (
            {"measures": [{"id": "M1", "text": "x"}]},
            SUPERVISED,
            ("measures_done", "not done: measure M1", "office", ("甲川整改办",)),
        ),
        ({"units": {}}, SUPERVISED, ("responsible_unit", "no responsible unit", "office", ("甲川整改办",))),
    ],
)
def test_it_waits_for_the_first_gate_that_is_shut(
    fields: dict[str, Any], policy: dict[str, Any], expected: tuple[Any, ...]
) -> None:
    """As the gates tell it, with the command that opens it."""
    one = seen(**fields)
    (entry,) = waits(one, **policy)
    assert (entry.matter, entry.part, entry.what, entry.role, entry.units) == ("gate", *expected)
    way = way_to_closure(one, register(one, **head(**policy)), TODAY, lambda _: ())
    assert way.next is not None
    assert way.next.name == entry.part
    assert entry.next.startswith(str(way.next.command))


def test_a_problem_waits_for_its_tasks() -> None:
    """Those of the whole register, whichever issues were asked for."""
    task = issue("T-1", kind="task", parent="QH-05")
    found = due(register(seen(), task, **head()), Window(TODAY, TODAY), [seen()])
    assert [(entry.part, entry.what) for entry in found] == [("tasks_closed", "task T-1 is open")]


def test_a_checklist_comes_before_the_notice_and_a_running_notice_is_told_beside_it() -> None:
    """A day that is set is never left out because something else is open."""
    one = accepted(COUNTY, STATE, status="verified")
    assert [(entry.matter, entry.part) for entry in waits(one, **WHOLE_CHAIN)] == [("gate", "checklist")]
    both = waits(on_notice(ends="2019-03-04"), **WHOLE_CHAIN)
    assert [(entry.matter, entry.part) for entry in both] == [("notice_end", "1"), ("gate", "checklist")]
    assert [entry.matter for entry in waits(on_notice(), **WHOLE_CHAIN)] == ["gate"]


def test_a_notice_that_was_too_short_is_published_again() -> None:
    """Where the policy asks for more than it ran."""
    (entry,) = waits(on_notice(), **(CHAIN | {"notice_days": "12"}))
    assert (entry.matter, entry.units) == ("notice", ("甲川整改办",))
    assert entry.next.startswith("rectify notice QH-05 --withdraw --reason TEXT")


@pytest.mark.parametrize(
    ("fields", "number"),
    [({"on": "2019-03-02"}, 0), ({"on": "2019-03-01"}, 1)],
)
def test_what_begins_to_wait_later_is_left_out(fields: dict[str, Any], number: int) -> None:
    """A day still to come is not waited since; what has a day of its own is told by that."""
    found = waits(seen(submissions=[SUBMISSION | fields]))
    assert [entry.days for entry in found] == [0] * number


@pytest.mark.parametrize(
    ("by", "part", "units"),
    [
        ((), "县级验收", ("甲川县生态环境局",)),
        ((COUNTY,), "州级验收", ("甲川县生态环境局", "乙州生态环境局")),
    ],
)
def test_a_chain_waits_level_by_level(by: tuple[dict[str, Any], ...], part: str, units: tuple[str, ...]) -> None:
    """For the unit of the next level."""
    (entry,) = waits(accepted(*by), **CHAIN)
    assert (entry.matter, entry.part, entry.units) == ("verification", part, units)
    assert entry.next == f"rectify verify QH-05 --method onsite --level {part}"


def test_the_last_level_is_the_accepting_units() -> None:
    """Where the level itself names none."""
    (entry,) = waits(accepted(COUNTY, units={"responsible": ["县住建局"], "accepting": "省厅"}), **CHAIN)
    assert entry.units == ("省厅",)


def test_a_sent_back_step_does_not_count() -> None:
    """Nor does one of an earlier cycle: since when it waits is not known then."""
    (entry,) = waits(seen(submissions=[{**SUBMISSION, "returned_on": "2019-01-12"}]))
    assert (entry.since, entry.days, entry.steps) == (None, None, ())
    (entry,) = waits(seen(cycle=2, submissions=[SUBMISSION, {**SUBMISSION, "on": "2019-02-02", "cycle": 2}]))
    assert steps_of(entry) == ["submitted 2019-02-02"]


def test_what_is_verified_waits_for_the_notice() -> None:
    """In a chain with a notice, for the public desk."""
    (entry,) = waits(accepted(COUNTY, STATE, status="verified"), **CHAIN)
    assert (entry.matter, entry.units, entry.next) == ("notice", ("甲川整改办",), "rectify notice QH-05 --place TEXT")
    assert steps_of(entry) == ["submitted 2019-01-10", "verified 县级验收 2019-01-20", "verified 州级验收 2019-02-01"]


@pytest.mark.parametrize("policy", [SUPERVISED, CHAIN | {"notice_days": "0", "levels": []}])
def test_without_a_notice_it_waits_for_the_closure(policy: dict[str, Any]) -> None:
    """That is the office's."""
    (entry,) = waits(accepted({"by": "李强", "on": "2019-01-20"}, status="verified"), **policy)
    assert (entry.matter, entry.role, entry.units) == ("closure", "office", ("甲川整改办",))
    asked = " --filing-no TEXT --like TEXT" if policy["profile"] == "chain" else ""
    assert entry.next == f"rectify close QH-05{asked}"
    assert steps_of(entry)[-1] == "verified 2019-01-20"


def test_an_unfounded_petition_has_no_notice() -> None:
    """It is verified once, and closed."""
    one = accepted({"by": "李强", "on": "2019-01-20"}, status="verified", kind="petition", finding="unfounded")
    assert [entry.matter for entry in waits(one, **CHAIN)] == ["closure"]


def test_what_has_changed_is_verified_again() -> None:
    """A verification of what is no more is none."""
    one = accepted({"by": "李强", "on": "2019-01-20"}, status="verified").but(target="达标")
    assert [entry.matter for entry in waits(one)] == ["verification"]


def on_notice(**fields: Any) -> Issue:
    """An issue whose notice ran until the day before."""
    return accepted(COUNTY, STATE, status="on_notice", notices=[NOTICE | fields])


def test_a_notice_that_is_over_waits_for_the_closure() -> None:
    """Since the day after its end."""
    (entry,) = waits(on_notice(), **CHAIN)
    assert (entry.matter, entry.since, entry.days) == ("closure", date(2019, 3, 1), 0)
    assert steps_of(entry)[-2:] == ["published 2019-02-15", "notice over 2019-03-01"]


@pytest.mark.parametrize(("ends", "urgency"), [("2019-03-01", "due"), ("2019-03-04", "coming")])
def test_a_notice_that_runs_has_its_last_day(ends: str, urgency: str) -> None:
    """It is due on that day, and over the day after."""
    (entry,) = waits(on_notice(ends=ends), **CHAIN)
    assert (entry.matter, entry.part, entry.what, str(entry.day), entry.urgency) == (
        "notice_end",
        "1",
        "县政府网站",
        ends,
        urgency,
    )


def test_an_objection_waits_for_its_answer() -> None:
    """While one does, the notice being over opens nothing; an answered one is told no more."""
    answered = {"on": "2019-02-18", "text": "x", "answer": "已复测"}
    (entry,) = waits(on_notice(objections=[answered, OBJECTION]), **CHAIN)
    assert (entry.matter, entry.part, entry.what, entry.since) == ("objection", "2", "仍有异味", date(2019, 2, 20))
    assert (entry.units, entry.next) == (("甲川整改办",), "rectify notice QH-05 --answer 2=TEXT")


def test_a_notice_that_was_withdrawn_is_published_again() -> None:
    """Its objection still waits for an answer."""
    one = on_notice(withdrawn_on="2019-02-21", objections=[OBJECTION])
    assert {entry.matter for entry in waits(one, **CHAIN)} == {"notice", "objection"}

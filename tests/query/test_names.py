from typing import Any, get_args

import pytest

from rectify.model.issue import Issue
from rectify.model.record import Record
from rectify.query.names import PERSON_FIELDS, names_of_persons
from tests.make import issue, register

PEOPLE = [{"id": "p7", "name": "周敏", "unit": "县整改办", "logins": ["zhou@desk"], "roles": ["public-desk"]}]
STEP = {"on": "2025-01-01", "by": "王芳"}
SHA = "a" * 64
WHOLE: dict[str, Any] = {
    "person": "甲一",
    "verdict": {"pace": "behind", "by": "甲二", "on": "2025-01-01"},
    "submissions": [{**STEP, "by": "甲三"}],
    "verifications": [
        {**STEP, "by": "甲四", "method": "onsite", "substance": SHA, "evidence": SHA, "visitors": ["甲五", "甲六"]}
    ],
    "checklist": [{"item": "丙", "answer": "丙", "by": "甲七"}],
    "notices": [
        {
            **STEP,
            "by": "甲八",
            "ends": "2025-01-10",
            "days": 10,
            "calendar": "cn",
            "place": "县报",
            "objections": [{"on": "2025-01-02", "text": "丙", "answer": "丙", "answered_by": "甲九"}],
        }
    ],
    "closures": [{**STEP, "by": "乙一", "outcome": "rectified"}],
    "look_backs": [{"due": "2025-06-01", "by": "乙二"}],
    "extensions": [
        {**STEP, "to": {"date": "2025-02-01"}, "by": "乙三", "decided_by": "乙四", "reason": "丙", "state": "approved"}
    ],
    "escalations": [{**STEP, "by": "乙五", "rung": "urge"}],
    "evidence": [{"sha256": SHA, "name": "a.pdf", "size": 1, "by": "乙六"}],
    "indicators": [{"name": "COD", "readings": [{"on": "2025-01-01", "value": 1, "by": "乙七"}]}],
}  # fmt: skip


def test_every_place_where_a_person_is_named_is_known() -> None:
    """Whoever did, decided, answered, visited or is in charge; the people of the header by every word for them."""
    found = names_of_persons(register(issue(**WHOLE), people=PEOPLE), ["戊某"])
    known = {f"甲{number}" for number in "一二三四五六七八九"} | {f"乙{number}" for number in "一二三四五六七"}
    assert found == known | {"p7", "周敏", "zhou@desk", "戊某"}


def kinds_in(annotation: Any) -> set[type[Record]]:
    """The parts that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return {annotation}
    return {kind for inner in get_args(annotation) for kind in kinds_in(inner)}


def fields_in(kind: type[Record]) -> set[str]:
    """The fields of a part and of all that it holds."""
    found = set(kind.model_fields)
    return found.union(*(fields_in(part) for info in kind.model_fields.values() for part in kinds_in(info.annotation)))


def test_no_field_for_a_person_is_forgotten() -> None:
    """A field that says by whom is among them, whichever part of an issue has it; `reply_by` is a day."""
    fields = fields_in(Issue)
    assert {name for name in fields if name == "by" or name.endswith("_by")} - {"reply_by"} <= PERSON_FIELDS
    assert fields >= PERSON_FIELDS


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("王芳", {"王芳"}),
        ("李明（县长）、王强", {"李明（县长）、王强", "李明", "王强"}),
        ("县长王明", {"县长王明", "王明"}),
        ("副县长 李四", {"副县长 李四", "李四"}),
        ("县水利局局长陈某", {"县水利局局长陈某", "陈某"}),
        ("县政府主要负责同志", {"县政府主要负责同志"}),
        ("县长", set()),
        ("Zhang San", {"Zhang San"}),
    ],
)
def test_posts_and_bodies_are_no_names(words: str, names: set[str]) -> None:
    """A field may name several, with what they are; only the names count."""
    assert names_of_persons(register(issue(person=words))) == names


def test_a_unit_is_no_person() -> None:
    """Where a unit stands as the actor, or bears an alias, it is told to the public like any unit."""
    known = register(
        issue(person="县水利局", units={"responsible": ["县水利局"]}, submissions=[{**STEP, "by": "水利局"}]),
        people=[{"id": "县整改办", "unit": "县整改办"}],
        units={"县水利局": ["水利局"]},
    )
    assert names_of_persons(known) == frozenset()

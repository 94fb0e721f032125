"""Registers by value, as an inspector has them before him."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw, Place
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register

TODAY = date(2019, 7, 1)
FILE = "issues.yaml"
Find = Callable[[Inspected], Iterator[Flaw]]


def issue(id_: str = "Q-1", **fields: Any) -> Issue:
    """An issue with the least it needs, and these fields."""
    return Issue.model_validate({"id": id_, "title": "甲川县垃圾场渗滤液外溢", "status": "open", **fields})


def seen(*issues: Issue, header: Header | None = None, **more: Any) -> Inspected:
    """These issues as a register, everything else in order; an issue's fields all stand at line 7, column 3."""
    given: dict[str, Any] = {"today": TODAY, "place": lambda *_: Place(FILE, 7, 3), "recorded_on": lambda _: TODAY}
    return Inspected(register=Register.of(header or Header(), issues), **(given | more))


def told(find: Find, inspected: Inspected) -> list[str]:
    """What a check says, without how bad it is."""
    return [flaw.message for flaw in find(inspected)]

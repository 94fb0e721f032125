"""What one would write first: the C loader of PyYAML, pydantic, and a line for what is overdue.

`naive_list.py REGISTER DAY`. It checks less than rectify does, keeps no places, and knows no trail.
"""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict


class Units(BaseModel):
    """Who is in charge."""

    lead: str | None = None
    responsible: list[str] = []
    cooperating: list[str] = []
    supervising: str | None = None
    accepting: str | None = None


class Indicator(BaseModel):
    """A figure to reach."""

    name: str
    target: float | None = None
    actual: float | None = None
    unit: str | None = None


class Measure(BaseModel):
    """What is to be done."""

    id: str
    text: str
    deadline: date | None = None
    done_on: date | None = None


class Milestone(BaseModel):
    """When how much is to be done."""

    id: str
    text: str
    due: date
    done_on: date | None = None


class Deadline(BaseModel):
    """The day, and its wording."""

    model_config = ConfigDict(extra="allow")
    date: Any = None
    text: str | None = None


class Issue(BaseModel):
    """An issue of `make_register`."""

    id: str
    title: str
    status: str
    description: str | None = None
    category: str | None = None
    place: str | None = None
    units: Units = Units()
    person: str | None = None
    indicators: list[Indicator] = []
    measures: list[Measure] = []
    milestones: list[Milestone] = []
    deadline: Deadline = Deadline()
    # The C loader takes the key `on` for yes, so not every key is a text.
    submissions: list[dict[Any, Any]] = []
    verifications: list[dict[Any, Any]] = []
    tags: list[str] = []


def main() -> None:
    """List what is overdue."""
    register, today = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
    with register.open(encoding="utf-8") as file:
        data = yaml.load(file, Loader=yaml.CSafeLoader)  # the safe one, in C
    for issue in map(Issue.model_validate, data["issues"]):
        day = issue.deadline.date
        done = issue.submissions[-1][True] if issue.status in {"submitted", "verified"} else today
        if day is not None and day < done:
            print(issue.id, issue.title, ", ".join(issue.units.responsible), issue.status, day, sep="\t")


if __name__ == "__main__":
    main()

"""Deadlines (整改时限): a day and its published wording."""

from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from rectify.model.record import Record
from rectify.model.text import Day, Line
from rectify.model.ways import DeadlineWays
from rectify.terms import DeadlineClass


class Deadline(Record, DeadlineWays):
    """By when an issue must be done.

    - The wording of the plan is kept; `date` is the certain day it means, if there is one.
    - A standing duty (长期坚持) has no day; an immediate one (立行立改) may have none.
    """

    date: Day | None = None
    text: Line | None = None
    class_: DeadlineClass = Field(default=DeadlineClass.DATED, alias="class")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.class_ is DeadlineClass.DATED and self.date is None and self.text is None:
            raise PydanticCustomError("deadline", "a deadline needs a date, a text, or class: standing or immediate")
        if self.class_ is DeadlineClass.STANDING and self.date is not None:
            raise PydanticCustomError(
                "deadline", "a standing duty has no day; use review_on for the day it is looked at"
            )
        return self

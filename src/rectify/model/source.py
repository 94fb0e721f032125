"""Where a fact comes from."""

from rectify.model.record import Record
from rectify.model.text import Line, Text


class Source(Record):
    """A publication: who published what and when. `date` is as published (2018-05 is enough)."""

    publisher: Line | None = None
    title: Line | None = None
    date: Line | None = None
    url: Line | None = None
    note: Text | None = None

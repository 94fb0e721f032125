"""Evidence (佐证材料): a file kept by its digest."""

from rectify.model.record import Record
from rectify.model.text import Day, Digest, Line, Whole


class Evidence(Record):
    """One file of an issue's case folder (一案一档).

    `size` is in bytes; `name` is the shown name in the folder; `date` the day the document claims;
    `on` the business day it was handed in; only evidence of the present `cycle` counts for its gates.
    """

    sha256: Digest
    name: Line
    size: Whole
    kind: Line | None = None
    date: Day | None = None
    cycle: Whole = 1
    on: Day | None = None
    by: Line | None = None

    @property
    def blob(self) -> str:
        """The file's name in the issue's evidence folder: 16 hex digits, a dash, the shown name."""
        return f"{self.sha256[:16]}-{self.name}"

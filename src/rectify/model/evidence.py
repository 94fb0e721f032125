"""Evidence (佐证材料): a file kept by its digest."""

from rectify.model.record import Record
from rectify.model.text import Day, Digest, Line, Whole
from rectify.model.ways import EvidenceWays


class Evidence(Record, EvidenceWays):
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

"""The units of an issue: who leads, does, helps, watches and accepts."""

from rectify.model.record import Record
from rectify.model.text import Line
from rectify.model.ways import UnitsWays


class Units(Record, UnitsWays):
    """The bodies answerable for one issue (牵头/责任/配合/督导/验收单位)."""

    lead: Line | None = None
    responsible: tuple[Line, ...] = ()
    cooperating: tuple[Line, ...] = ()
    supervising: Line | None = None
    accepting: Line | None = None

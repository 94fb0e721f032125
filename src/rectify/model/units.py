"""The units of an issue: who leads, does, helps, watches and accepts."""

from rectify.model.record import Record
from rectify.model.text import Line


class Units(Record):
    """The bodies answerable for one issue (牵头/责任/配合/督导/验收单位)."""

    lead: Line | None = None
    responsible: tuple[Line, ...] = ()
    cooperating: tuple[Line, ...] = ()
    supervising: Line | None = None
    accepting: Line | None = None

    def all_names(self) -> tuple[str, ...]:
        """Every unit named, in the order of the fields, each once."""
        names = (self.lead, *self.responsible, *self.cooperating, self.supervising, self.accepting)
        return tuple(dict.fromkeys(name for name in names if name))

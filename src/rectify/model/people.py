"""The people of a register: who may act where duties are separated (DOMAIN: who does what)."""

from rectify.model.record import Record
from rectify.model.text import Line
from rectify.model.ways import PersonWays
from rectify.terms import Role


class Person(Record, PersonWays):
    """One person: known by an id (often the name itself), a name, and the logins (`login@host`) they work from.

    `unit` is the body the person belongs to, by its own name or an alias. Who holds no role may only leave remarks;
    nobody is taken off the list, since what they did must stay attributable: take the roles away instead.
    """

    id: Line
    name: Line | None = None
    unit: Line
    logins: tuple[Line, ...] = ()
    roles: tuple[Role, ...] = ()

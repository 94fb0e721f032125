"""THE SESSION's actor: who acts, as typed or logged in, and which of the register's people that is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from rectify.errors import BadUsage
from rectify.model.deed import Deed
from rectify.model.duties import Duties
from rectify.model.event import Event
from rectify.model.header import Header
from rectify.model.people import Person
from rectify.model.text import as_line, as_text
from rectify.terms import Verb


@dataclass(frozen=True, slots=True)
class Who:
    """Who acts: the name as recorded, and the login and host it was done from; each one line of text, in NFC.

    Raises:
        BadUsage: a name that is none.
    """

    actor: str
    login: str
    host: str

    def __post_init__(self) -> None:
        for field in ("actor", "login", "host"):
            object.__setattr__(self, field, clean_line(field, getattr(self, field)))

    @property
    def address(self) -> str:
        """`login@host`."""
        return f"{self.login}@{self.host}"


class Acting(NamedTuple):
    """Who acts in one run: what the trail records, and the person where the register knows one."""

    who: Who
    person: Person | None = None

    @classmethod
    def under(cls, header: Header, who: Who) -> "Acting":
        """Who acts, under a header: a person is recorded by their id; where duties are separated it must be one.

        Raises:
            TwoPeople, NotOneOfThePeople.
        """
        must_be_known = header.policy.separates_duties
        person = header.require_person(who.actor) if must_be_known else header.person_of(who.actor)
        return cls(who if person is None else Who(person.id, who.login, who.host), person)

    def require(self, verb: Verb, header: Header) -> None:
        """Refuse, where duties are separated, who may not do this to the register as a whole.

        Raises:
            WrongRole.
        """
        if header.policy.separates_duties and self.person is not None:
            Duties(header, None, tuple).require((verb, ""), self.person)

    def deeds(self, events: Iterable[Event], today: date) -> tuple[Deed, ...]:
        """What the actions before, in the same run, would do, as deeds of this actor."""
        who = self.who
        return tuple(
            Deed(event, who.actor, who.address, date.fromisoformat(event.on) if event.on else today) for event in events
        )


def clean_line(name: str, text: str) -> str:
    """One line beside the events, as strictly read as they are.

    Raises:
        BadUsage.
    """
    return _clean(as_line, name, text)


def clean_text(name: str, text: str) -> str:
    """A text beside the events, as strictly read as they are: not empty, NFC, whole letters.

    Raises:
        BadUsage.
    """
    return _clean(as_text, name, text)


def _clean(read: Callable[[str], str], name: str, text: str) -> str:
    try:
        return read(text)
    except PydanticCustomError as error:
        raise BadUsage(message=f"{name} {text!r}: {error.message()}") from None

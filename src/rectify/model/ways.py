"""What the nouns can tell of themselves: rules that need nothing but their fields, written once.

Both kinds of value inherit them: the models (`record.py`), which validate, and the light values (`light.py`), which
stand over data that was validated before. So nothing here may import a library.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Final

from rectify.errors import BadEvidence, NotOneOfThePeople, TwoPeople
from rectify.model.names import RESERVED_ID, sameness
from rectify.terms import DeadlineClass, Profile, Rung

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from rectify.model.closing import Closure, LookBack, Notice, Verification
    from rectify.model.evidence import Evidence
    from rectify.model.people import Person
    from rectify.model.policy import Policy
    from rectify.model.pressing import Escalation, Extension

MEGABYTE: Final = 1_000_000

ASKING: Final = frozenset({Rung.URGE, Rung.YELLOW, Rung.RED, Rung.LISTED})
"""Rungs that ask for a reply also where they name no day for it."""


class IssueWays:
    """The ways of an issue."""

    if TYPE_CHECKING:
        cycle: int
        evidence: tuple[Evidence, ...]
        verifications: tuple[Verification, ...]
        notices: tuple[Notice, ...]
        closures: tuple[Closure, ...]
        look_backs: tuple[LookBack, ...]
        extensions: tuple[Extension, ...]
        escalations: tuple[Escalation, ...]

    @property
    def present_evidence(self) -> tuple[Evidence, ...]:
        """The evidence of the present cycle, which alone counts for its gates."""
        return tuple(item for item in self.evidence if item.cycle == self.cycle)

    @property
    def papers(self) -> frozenset[str]:
        """The digests of the files that came with a step of the procedure in this cycle; they are not verified."""
        steps: tuple[Verification | Notice | Closure | LookBack | Extension | Escalation, ...] = (
            *self.verifications,
            *self.notices,
            *self.closures,
            *self.look_backs,
            *self.extensions,
            *self.escalations,
        )
        return frozenset(digest for step in steps if step.cycle == self.cycle for digest in step.papers)

    @property
    def proof(self) -> tuple[Evidence, ...]:
        """The evidence of the present cycle that speaks for the cure itself, the papers of the procedure left out."""
        present = self.present_evidence
        papers = self.papers if present else ()
        return tuple(item for item in present if item.sha256 not in papers)


class UnitsWays:
    """The ways of an issue's units."""

    if TYPE_CHECKING:
        lead: str | None
        responsible: tuple[str, ...]
        cooperating: tuple[str, ...]
        supervising: str | None
        accepting: str | None

    def all_names(self) -> tuple[str, ...]:
        """Every unit named, in the order of the fields, each once."""
        names = (self.lead, *self.responsible, *self.cooperating, self.supervising, self.accepting)
        return tuple(dict.fromkeys(name for name in names if name))


class DeadlineWays:
    """The ways of a deadline."""

    if TYPE_CHECKING:
        date: datetime.date | None
        class_: DeadlineClass

    @property
    def is_dated_without_day(self) -> bool:
        """True when a day is meant but the wording gives no certain one (2019年9月前)."""
        return self.class_ is DeadlineClass.DATED and self.date is None


class EscalationWays:
    """The ways of one rung of pressing."""

    if TYPE_CHECKING:
        rung: Rung
        reply_by: datetime.date | None
        reply: str | None
        replied_on: datetime.date | None

    @property
    def is_unanswered(self) -> bool:
        """True while there is no reply."""
        return self.reply is None and self.replied_on is None

    @property
    def asks(self) -> bool:
        """True when it asks for a reply: by a day, or by what it is."""
        return self.reply_by is not None or self.rung in ASKING


class IndicatorWays:
    """The ways of a measured figure."""

    if TYPE_CHECKING:
        baseline: Decimal | None
        target: Decimal | None

    def is_worse(self, before: Decimal, after: Decimal) -> bool:
        """True when a figure moved away from where it must come to; a figure without a direction never does."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return False
        return after < before if self.target > self.baseline else after > before


class EvidenceWays:
    """The ways of a piece of evidence."""

    if TYPE_CHECKING:
        sha256: str
        name: str

    @property
    def blob(self) -> str:
        """The file's name in the issue's evidence folder: 16 hex digits, a dash, the shown name."""
        return f"{self.sha256[:16]}-{self.name}"


class PersonWays:
    """The ways of a person."""

    if TYPE_CHECKING:
        id: str
        name: str | None
        logins: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """Every word this person is known by."""
        return frozenset(filter(None, (self.id, self.name, *self.logins)))

    @property
    def called(self) -> str:
        """How the person is spoken of: the name, with the id where it is another."""
        return self.id if self.name in (None, self.id) else f"{self.name} ({self.id})"


class PolicyWays:
    """The ways of a policy."""

    if TYPE_CHECKING:
        profile: Profile
        evidence_max_mb: int

    @property
    def separates_duties(self) -> bool:
        """True where who does the work may not accept it: in every profile but simple."""
        return self.profile is not Profile.SIMPLE

    def require_room(self, path: str, size: int) -> None:
        """Refuse a file of more bytes than may be taken in as evidence.

        Raises:
            BadEvidence.
        """
        if size > self.evidence_max_mb * MEGABYTE:
            tenths = -(-size * 10 // MEGABYTE)  # rounded up, so that it is never told as what is allowed
            why = f"it has {tenths // 10}.{tenths % 10} MB, and this register takes at most {self.evidence_max_mb} MB"
            hint = "hand in a smaller one; the limit is policy.evidence_max_mb in the head of the register"
            raise BadEvidence(path=path, why=why, hint=hint)


class HeaderWays:
    """The ways of a header: it knows the units and the people by all their names."""

    id: ClassVar[str] = RESERVED_ID

    if TYPE_CHECKING:
        policy: Policy
        people: Sequence[Person]
        units: Mapping[str, tuple[str, ...]]

    def unit_name(self, name: str) -> str | None:
        """The unit's own name for a name or an alias; None when the header does not know it."""
        return self._own_names.get(sameness(name))

    @cached_property
    def _own_names(self) -> Mapping[str, str]:
        """The own name of a unit by what each of its names is compared by; a name of two units is the first one's."""
        found: dict[str, str] = {}
        for unit, aliases in self.units.items():
            for name in (unit, *aliases):
                found.setdefault(sameness(name), unit)
        return found

    def one_unit(self, name: str | None) -> str | None:
        """The unit's own name for an alias, else the name as it stands; what people read."""
        return (self.unit_name(name) or name) if name else None

    def unit_key(self, name: str | None) -> str | None:
        """What units are compared by, through aliases.

        Full width, letter case, blanks and what cannot be seen make no other unit: else a blank would be enough to
        accept one's own work.
        """
        return sameness(self.one_unit(name) or "") or None

    def person_of(self, word: str) -> Person | None:
        """The person of an id, a login or a name; None when there is none, or the name is of several."""
        key = sameness(word)
        found = [one for one in self.people if key in map(sameness, (one.id, *one.logins))]
        found = found or [one for one in self.people if one.name and key == sameness(one.name)]
        return found[0] if len(found) == 1 else None

    def require_person(self, word: str) -> Person:
        """The person who acts.

        Raises:
            TwoPeople: several people have this name.
            NotOneOfThePeople: the register does not know them.
        """
        if person := self.person_of(word):
            return person
        same = [person.id for person in self.people if person.name and sameness(person.name) == sameness(word)]
        if same:
            raise TwoPeople(actor=word, ids=" or ".join(same))
        raise NotOneOfThePeople(actor=word, profile=self.policy.profile)

"""THE SESSION's repair: the register that the trail implies, written beside the one that is there.

- The trail alone is read: the register may be missing, emptied, cut off or no register at all.
- It is read once, under the lock: what others record meanwhile is in it wholly or not at all.
- A damaged trail implies nothing: the first damaged line is told, and nothing is written.
- A last line that a power cut left unfinished was never recorded; it is left out, and told.
"""

from dataclasses import dataclass, field

from rectify.faults import InvalidTrail, NothingToRebuild
from rectify.model.event import Run
from rectify.model.link import Link
from rectify.model.rebuilt import Rebuilt
from rectify.model.register import Register
from rectify.replaying import register_after
from rectify.store.store import Store
from rectify.terms import Severity


def rebuild(store: Store) -> Rebuilt:
    """Write the register that the trail implies beside the one that is there, never over anything.

    Raises:
        NothingToRebuild: there is no trail.
        InvalidTrail: the trail is damaged, or leads to no register.
        RebuiltExists: something else is in the place of the new file.
        Locked, NoLocks, DiskRefused.
    """
    if next(store.trail.links(), None) is None:  # then not even a lock is left behind
        raise NothingToRebuild(name=store.name)
    seen = _Seen(store)
    found = store.put_beside(seen.register)
    return Rebuilt(
        found.name,
        store.name,
        len(seen.runs),
        seen.issues,
        seen.head,
        seen.is_torn,
        has_register=found.has_register,
        waiting=found.waiting,
        in_the_way=found.in_the_way,
    )


@dataclass
class _Seen:
    """What was seen of the trail, in one pass."""

    store: Store
    runs: list[Run] = field(default_factory=list)
    issues: int = 0
    head: str = ""
    is_torn: bool = False

    def register(self) -> Register:
        """Read the trail; the register it implies."""
        for link in self.store.trail.links():
            self._take(link)
        if not self.runs:
            raise NothingToRebuild(name=self.store.name)
        register = register_after(self.runs, self.store.trail.name)
        self.issues = len(register.by_id)
        return register

    def _take(self, link: Link) -> None:
        if not link.is_recorded:
            self.is_torn = True
            return
        for flaw in link.flaws:
            if flaw.severity is Severity.DAMAGE:
                raise InvalidTrail(place=str(flaw.place), why=flaw.message)
        self.runs += filter(None, (link.run,))
        self.head = link.digest

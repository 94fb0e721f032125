"""THE SESSION's repair: the register that the trail implies, written beside the one that is there.

- The trail alone is read: the register may be missing, emptied, cut off or no register at all.
- A damaged trail implies nothing: the first damaged line is told, and nothing is written.
- A last line that a power cut left unfinished was never recorded; it is left out, and told.
"""

from rectify.faults import InvalidTrail, NothingToRebuild
from rectify.model.flaw import Place
from rectify.model.rebuilt import Rebuilt
from rectify.reading import register_after
from rectify.store.log_jsonl import digest, write_line
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
    runs = tuple(store.runs())
    if not runs:
        raise NothingToRebuild(name=store.name)
    is_torn = False
    for flaw in store.damage():
        place = flaw.place or Place(store.name)
        if place.line > len(runs):
            is_torn = True
        elif flaw.severity is Severity.DAMAGE:
            raise InvalidTrail(place=str(place), why=flaw.message)
    register = register_after(runs, store.trail.name)
    name = store.put_beside(register)
    return Rebuilt(name, store.name, len(runs), len(register.by_id), digest(write_line(runs[-1])), is_torn)

"""THE EYE: a register rebuilt from its trail: where it is, what it lacks, and how to go on."""

import shlex
from collections.abc import Iterator

from rectify.model.rebuilt import Rebuilt
from rectify.view.escape import shown
from rectify.view.json_text import SCHEMA, dumps
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Page, Tone, line
from rectify.view.trail_foot import trail_foot


def rebuilt_page(rebuilt: Rebuilt, *, has_register: bool) -> Page:
    """`issues.rebuilt.yaml holds 5 issues as the trail has them`, notes, and a foot.

    Args:
        rebuilt: what was written.
        has_register: something stands in the register's own place, to be compared.
    """
    told = f" holds {number_of(rebuilt.issues, 'issue')} and the header, as the trail has them"
    return (
        line(Cell(shown(rebuilt.name), Tone.STRONG), told),
        *(line(Cell(shown(note), Tone.MUTED), indent=4) for note in _notes(rebuilt, has_register)),
        line(),
        line(Cell(trail_foot(rebuilt.runs, rebuilt.head), Tone.MUTED)),
    )


def rebuilt_json(rebuilt: Rebuilt) -> str:
    """The same for scripts."""
    told = {"rebuilt": rebuilt.name, "register": rebuilt.register, "issues": rebuilt.issues}
    trail = {"runs": rebuilt.runs, "head": rebuilt.head, "is_torn": rebuilt.is_torn}
    return dumps({"schema": SCHEMA, **told, **trail})


def _notes(rebuilt: Rebuilt, has_register: bool) -> Iterator[str]:
    yield "comments, layout and the order of the file are not in the trail, and so not in this file"
    if rebuilt.is_torn:
        yield "the last line of the trail is not finished: it was never recorded, and is left out"
    name, register = shlex.quote(rebuilt.name), shlex.quote(rebuilt.register)
    if has_register:
        yield f"compare: diff {register} {name}"
    yield f"to go on with it: mv {name} {register}, then rectify -f {register} check"

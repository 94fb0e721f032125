"""THE EYE: a register rebuilt from its trail: where it is, what it lacks, and how to go on."""

import shlex
from collections.abc import Iterator

from rectify.model.rebuilt import Rebuilt
from rectify.view.escape import shown
from rectify.view.json_text import SCHEMA, dumps
from rectify.view.labels import number_of
from rectify.view.sheet import Cell, Page, Tone, line
from rectify.view.trail_foot import trail_foot


def rebuilt_page(rebuilt: Rebuilt) -> Page:
    """`issues.rebuilt.yaml holds 5 issues as the trail has them`, notes, and a foot."""
    told = f" holds {number_of(rebuilt.issues, 'issue')} and the header, as the trail has them"
    return (
        line(Cell(shown(rebuilt.name), Tone.STRONG), told),
        *(line(Cell(shown(note), Tone.MUTED), indent=4) for note in _notes(rebuilt)),
        line(),
        line(Cell(trail_foot(rebuilt.runs, rebuilt.head), Tone.MUTED)),
    )


def rebuilt_json(rebuilt: Rebuilt) -> str:
    """The same for scripts."""
    told = {"rebuilt": rebuilt.name, "register": rebuilt.register, "issues": rebuilt.issues}
    trail = {"runs": rebuilt.runs, "head": rebuilt.head, "is_torn": rebuilt.is_torn}
    files = {"has_register": rebuilt.has_register, "waiting": rebuilt.waiting, "in_the_way": rebuilt.in_the_way}
    return dumps({"schema": SCHEMA, **told, **trail, **files})


def _notes(rebuilt: Rebuilt) -> Iterator[str]:
    yield "comments, layout and the order of the file are not in the trail, and so not in this file"
    if rebuilt.is_torn:
        yield "the last line of the trail is not finished: it was never recorded, and is left out"
    name, register = shlex.quote(rebuilt.name), shlex.quote(rebuilt.register)
    if rebuilt.waiting:
        yield f"run {rebuilt.runs} was recorded, and not published yet: {rebuilt.waiting} is the register it left,"
        yield "comments, layout and order with it, and the better one to go on with"
        name = shlex.quote(rebuilt.waiting)
    if rebuilt.has_register:
        yield f"compare: diff {register} {name}"
    if rebuilt.in_the_way:
        yield f"{rebuilt.in_the_way} should be the register that run {rebuilt.runs} left, and is not: it must go first"
        yield f"look whether it is still needed, then: rm {shlex.quote(rebuilt.in_the_way)}"
    yield f"to go on with it: mv {name} {register}, then rectify -f {register} check"

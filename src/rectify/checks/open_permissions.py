"""open-permissions: nobody may write past rectify who was not meant to."""

import shlex
from collections.abc import Iterator

from rectify.checks.inspected import Inspected
from rectify.model.flaw import Flaw, Place
from rectify.model.ground import OpenPlace
from rectify.terms import Severity

NAME = "open-permissions"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "Register, trail, evidence or their folder, where everybody on the machine may write to them. Folders with "
    "the sticky bit are left out."
)
WHY = "Whoever may write there can change a file past rectify. It is found later, but not who did it."
DO = "Type the chmod line of the hint, or have the administrator do it. Give the office a group of its own."


def find(seen: Inspected) -> Iterator[Flaw]:
    """Register, trail, evidence or their folder, where everybody on the machine may write to them.

    - In a folder that everybody may write to, files can be replaced whatever their own bits are.
      With the sticky bit (`/tmp`) only their owners can.
    """
    for place in seen.ground.open_places:
        message = "everybody on this machine may write here"
        if place.inside:
            message = f"everybody on this machine may write to {place.inside} of the files and folders here"
        yield Flaw(NAME, Severity.WARNING, message, place=Place(place.name), hint=_hint(seen.ground.open_places))


def _hint(places: tuple[OpenPlace, ...]) -> str:
    """The line to type that mends them all."""
    single = " ".join(_quoted(place.name) for place in places if not place.inside)
    whole = " ".join(_quoted(place.name) for place in places if place.inside)
    return " && ".join([f"chmod o-w {single}"] * bool(single) + [f"chmod -R o-w {whole}"] * bool(whole))


def _quoted(name: str) -> str:
    return shlex.quote(f"./{name}" if name.startswith("-") else name)

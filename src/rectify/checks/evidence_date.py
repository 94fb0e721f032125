"""evidence-date: a piece of evidence was handed in near the day that it claims to be of."""

from collections.abc import Iterator
from datetime import date

from rectify.checks.inspected import Inspected
from rectify.model.evidence import Evidence
from rectify.model.flaw import Flaw
from rectify.query.evidence import Piece, pieces
from rectify.terms import EvidenceKind, Severity, Via

NAME = "evidence-date"
SEVERITIES = (Severity.WARNING,)
FINDS = (
    "Evidence whose date lies more than 180 days before the day on which it was handed in (the figure is ours), "
    "or after it. Plans are judged only by the second: they are made long before the work."
)
WHY = (
    "An old photo proves an old state. A paper that is younger than the day on which it was handed in was not "
    "there then."
)
DO = (
    "Open the file and compare. Where the date was written down wrongly, correct it; where the file is old, ask "
    "for one of the present state: rectify note ID TEXT --evidence FILE."
)
DAYS = 180
"""So many days between the date of a piece of evidence and its handing in are usual (ours)."""


def find(seen: Inspected) -> Iterator[Flaw]:
    """Evidence that claims a day long before it came, or after."""
    for piece in pieces(seen.register, seen.runs):
        for item in piece.items:
            came = item.on or _recorded(seen, piece)
            if item.date and came and (how := _how(item, item.date, came)):
                issue = seen.register.get(piece.issue)
                message = f"evidence {item.blob} is dated {item.date}, {how} it was handed in ({came})"
                yield seen.flaw(NAME, Severity.WARNING, issue, f"evidence[{issue.evidence.index(item)}]", message)


def _how(item: Evidence, claimed: date, came: date) -> str:
    days = (came - claimed).days
    if days < 0:
        return f"{-days} day{'' if days == -1 else 's'} after"
    return f"{days} days before" if days > DAYS and item.kind != EvidenceKind.PLAN else ""


def _recorded(seen: Inspected, piece: Piece) -> date | None:
    """The day of the run that brought it in; a register that was taken in as found does not tell."""
    run = piece.told[0][0] if piece.told else None
    return None if run is None or run.via == Via.ADOPT else seen.recorded_on(run)

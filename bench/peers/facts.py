"""What each peer can and cannot do of what a register of this trade asks for: a table of facts.

Every fact was tried with the version named, or is taken from the peer's own documentation; none is a judgement of the
peer, which was made for something else.
"""

from collections.abc import Iterator
from typing import Final

PEERS: Final = ("Taskwarrior 2.6.2", "todoman 4.7.0", "hledger 1.25", "topydo 0.16", "compliance-trestle 5.2.0")

FACTS: Final[dict[str, tuple[str, str, str, str, str]]] = {
    "who did what, and when": (
        "time, old and new task in `undo.data`; no name [t1]",
        "time and number of the last change, in the task [t2]",
        "what the journal says; a change of the journal leaves no record [t3]",
        "five backups for `revert`, each with the command [t4]",
        "what the document says; its manual has it kept in git [d5]",
    ),
    "a record altered by hand is noticed": (
        "no: `undo.data` and `pending.data` altered, exit 0 [t1]",
        "no: the file altered, exit 0 [t2]",
        "no: a day altered, `check` exits 0 [t3]",
        "only by `revert`, which then asks for a number [d4]",
        "not by `validate` [t5]; a signed document, by `verify`, a beta [d5]",
    ),
    "evidence, bound by its digest": (
        "no command for it",
        "no command for it",
        "no command for it",
        "no command for it",
        "a field for a digest; `validate` passes one of zeros for a file that is not there [t5]",
    ),
    "who did the work may not pass it": ("no rule for it in its help",) * 5,
    "a deadline moved keeps the first one": (
        "only `undo.data` has it [t1]",
        "no: `edit --due` replaces it [t2]",
        "no: the day is edited in the journal [t3]",
        "no: `tag 1 due` replaces it; the backups have it [t4]",
        "no: one `deadline` a risk, replaced, and valid [t5]",
    ),
    "a closure taken back is still on record": (
        "only in `undo.data`: the task loses its `end` [t1]",
        "no command takes it back",
        "yes: the closing transaction stays, another undoes it [t3]",
        "no: `revert` puts the files back as they were [d4]",
        "no command closes",
    ),
    "many changes, one of them wrong": (
        "`import`: none taken, exit 2 [t1]",
        "`done 1 77 2`: none taken, exit 20 [t2]",
        "`import`: none taken, exit 1 [t3]",
        "`do 1 77 2`: none taken, exit 0 [t4]",
        "no command for it",
    ),
    "a day written 2018年底": (
        "refused, exit 2 [t1]",
        "refused, exit 2 [t2]",
        "refused, exit 1 [t3]",
        "taken as a word of the text, exit 0: no deadline [t4]",
        "refused by `validate`, exit 4 [t5]",
    ),
}
"""For each thing asked for, what was found of each peer, in their order."""

TRIED: Final = {
    "t1": "`task add`, `done`, `modify status:pending`, `modify due:`; `sed -i` on both files, then `task list`; `task "
    "import` of three tasks whose second has a bad day; `task add due:2018年底`",
    "t2": "`todo done`, `edit --due`, then the .ics file; `sed -i` on it, then `todo list`; `todo new -d 2018年底`; "
    "the commands are those of `todo --help`",
    "t3": "`hledger import` of a closing transaction, and of two whose second does not balance; `sed -i` on the day of "
    "a transaction, then `hledger check`; `hledger register -e 2018年底`",
    "t4": "`topydo do`, `tag`, `revert`, `add`, then todo.txt; the commands are those of `topydo help`; the number of "
    "backups is the default of its configuration",
    "t5": "`trestle validate` of a plan of action and milestones: with such a resource, such a deadline, another day",
    "d4": "`topydo help revert`",
    "d5": "the description of the package in its registry; `trestle verify --help`",
}
"""What was tried, or read, for the facts that name it."""


def facts_table() -> Iterator[str]:
    """The table, and how each fact was found."""
    yield "## What they can and cannot do\n"
    yield "Each was made for something else, and is good at it. What a register of this trade asks for, as tried in"
    yield "November 2026, or as their own documentation says:\n"
    yield f"| asked for | {' | '.join(PEERS)} |"
    yield f"|---|{'---|' * len(PEERS)}"
    for asked, found in FACTS.items():
        yield f"| {asked} | {' | '.join(found)} |"
    yield ""
    yield from (f"- [{name}] {text}" for name, text in TRIED.items())

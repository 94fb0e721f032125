"""What the shell can complete: ids, statuses, units, kinds, checks, fields; from the register, glanced at.

Texts are made safe, since a shell puts them on the screen as they are.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from rectify import config
from rectify.cli.runtime import Runtime
from rectify.faults import NoRegister
from rectify.store import glance
from rectify.terms import DERIVED_FIELDS, ISSUE_FIELDS, EvidenceKind, Held, Kind, Rung, Status
from rectify.view.escape import shown

Seen = TypeVar("Seen")


def complete_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids, with their titles as help."""
    found = _glanced(ctx, glance.issues)
    return [(shown(issue.id), shown(issue.title)) for issue in found if issue.id.startswith(incomplete)]


def complete_units(ctx: typer.Context, incomplete: str) -> list[str]:
    """Units that the register names."""
    return [shown(name) for name in _glanced(ctx, glance.units) if name.startswith(incomplete)]


def complete_statuses(incomplete: str) -> list[str]:
    """Statuses."""
    return [status for status in Status if status.startswith(incomplete)]


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds of issues."""
    return [kind for kind in Kind if kind.startswith(incomplete)]


def complete_rungs(incomplete: str) -> list[str]:
    """Rungs of pressing."""
    return [rung for rung in Rung if rung.startswith(incomplete)]


def complete_results(incomplete: str) -> list[str]:
    """What a look-back may have found."""
    return [result for result in Held if result.startswith(incomplete)]


def complete_evidence_kinds(incomplete: str) -> list[str]:
    """The usual kinds of evidence."""
    return [kind for kind in EvidenceKind if kind.startswith(incomplete)]


def complete_checks(incomplete: str) -> list[str]:
    """Named checks."""
    from rectify.checks.all_checks import NAMES

    return [name for name in NAMES if name.startswith(incomplete)]


def complete_fields(incomplete: str) -> list[str]:
    """Fields, the last of a list with commas; a minus that turns the order round stays before it."""
    done, comma, last = incomplete.rpartition(",")
    minus = "-" if last.startswith("-") else ""
    names = [name for name in (*ISSUE_FIELDS, *DERIVED_FIELDS) if name.startswith(last.removeprefix("-"))]
    return [f"{done}{comma}{minus}{name}" for name in names]


def complete_set(incomplete: str) -> list[str]:
    """Fields with the sign behind which their value goes."""
    return [f"{name}=" for name in complete_unset(incomplete)]


def complete_unset(incomplete: str) -> list[str]:
    """Fields of an issue."""
    return [name for name in ISSUE_FIELDS if name.startswith(incomplete)]


def _glanced(ctx: typer.Context, look: Callable[[str], list[Seen]]) -> list[Seen]:
    """What is seen of the register asked for; nothing where there is none. The tab key never complains."""
    runtime = Runtime.of(ctx)
    asked = runtime.asked.get("register") or ctx.find_root().params.get("register")
    try:
        return look(config.find_register(asked, runtime.around.environment, str(Path.cwd())))
    except (NoRegister, OSError):
        return []

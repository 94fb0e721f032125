"""What the shell can complete: ids, statuses, units, kinds, checks, fields; from the register, glanced at.

Texts are made safe, since a shell puts them on the screen as they are. Every command imports this module, and few are
completed: what a completion needs it imports itself.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from rectify import config
from rectify.cli.runtime import Runtime
from rectify.faults import NoRegister

if TYPE_CHECKING:
    from rectify.store.glance import Glimpse

Seen = TypeVar("Seen")


def complete_ids(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Ids, with their titles as help."""
    from rectify.store import glance
    from rectify.view.escape import shown

    environment = Runtime.of(ctx).around.environment
    found = _glanced(ctx, lambda path: _kept(path, incomplete, environment) or glance.issues(path, incomplete))
    return [(shown(id_), shown(title)) for id_, title in found]


def _kept(path: str, beginning: str, environment: Mapping[str, str]) -> "list[Glimpse] | None":
    """What is kept of a register, if it is surely that of now."""
    from os.path import realpath

    from rectify.store.cache import Keeper
    from rectify.store.glance import Glimpse

    keeper = Keeper.of(environment, realpath(path), bytes)
    found = keeper.titles(beginning) if keeper else None
    return None if found is None else [Glimpse(*issue) for issue in found]


def complete_units(ctx: typer.Context, incomplete: str) -> list[str]:
    """Units that the register names."""
    from rectify.store import glance
    from rectify.view.escape import shown

    return [shown(name) for name in _glanced(ctx, glance.units) if name.startswith(incomplete)]


def complete_statuses(incomplete: str) -> list[str]:
    """Statuses."""
    from rectify.terms import Status

    return _beginning(Status, incomplete)


def complete_kinds(incomplete: str) -> list[str]:
    """Kinds of issues."""
    from rectify.terms import Kind

    return _beginning(Kind, incomplete)


def complete_rungs(incomplete: str) -> list[str]:
    """Rungs of pressing."""
    from rectify.terms import Rung

    return _beginning(Rung, incomplete)


def complete_results(incomplete: str) -> list[str]:
    """What a look-back may have found."""
    from rectify.terms import Held

    return _beginning(Held, incomplete)


def complete_evidence_kinds(incomplete: str) -> list[str]:
    """The usual kinds of evidence."""
    from rectify.terms import EvidenceKind

    return _beginning(EvidenceKind, incomplete)


def complete_checks(incomplete: str) -> list[str]:
    """Named checks."""
    from rectify.checks.all_checks import NAMES

    return _beginning(NAMES, incomplete)


def complete_fields(incomplete: str) -> list[str]:
    """Fields, the last of a list with commas; a minus that turns the order round stays before it."""
    from rectify.terms import DERIVED_FIELDS, ISSUE_FIELDS

    done, comma, last = incomplete.rpartition(",")
    minus = "-" if last.startswith("-") else ""
    names = _beginning((*ISSUE_FIELDS, *DERIVED_FIELDS), last.removeprefix("-"))
    return [f"{done}{comma}{minus}{name}" for name in names]


def complete_set(incomplete: str) -> list[str]:
    """Fields with the sign behind which their value goes."""
    return [f"{name}=" for name in complete_unset(incomplete)]


def complete_unset(incomplete: str) -> list[str]:
    """Fields of an issue."""
    from rectify.terms import ISSUE_FIELDS

    return _beginning(ISSUE_FIELDS, incomplete)


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    return [word for word in words if word.startswith(incomplete)]


def _glanced(ctx: typer.Context, look: Callable[[str], list[Seen]]) -> list[Seen]:
    """What is seen of the register asked for; nothing where there is none. The tab key never complains."""
    runtime = Runtime.of(ctx)
    asked = runtime.asked.get("register") or ctx.find_root().params.get("register")
    try:
        return look(config.find_register(asked, runtime.around.environment, str(Path.cwd())))
    except (NoRegister, OSError):
        return []

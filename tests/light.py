"""Registers of light values, and commands that read one from a store that is given to them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import typer

from rectify.cli.app import app
from rectify.cli.boundary import guarded
from rectify.cli.runtime import Runtime
from rectify.cli.surroundings import Surroundings
from rectify.model.event import Run
from rectify.model.light import light
from rectify.model.register import Register
from rectify.store.memory import MemoryStore

if TYPE_CHECKING:
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.store.folder import FolderStore

NOW = datetime(2019, 7, 1, 2, 30, tzinfo=UTC)


def light_register(header: dict[str, Any], issues: Iterable[dict[str, Any]]) -> Register:
    """A register that stands on data alone."""
    made = [cast("Issue", light("Issue")(data)) for data in issues]
    return Register.of(cast("Header", light("Header")(header)), made)


@dataclass(frozen=True)
class Said:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str


class Sitting(Runtime):
    """A runtime whose store is the one that is given to it."""

    def __init__(self, given: MemoryStore, around: Surroundings) -> None:
        super().__init__(around)
        self._given = given

    @property
    def register_path(self) -> str:
        """What the register is called."""
        return self._given.name

    def store(self) -> "FolderStore":
        """The store given: enough of one for whoever only reads."""
        return cast("FolderStore", self._given)


def said(register: Register, runs: Sequence[Run], *words: str) -> Said:
    """Run a command that reads, on this register and this trail."""
    out, err = io.StringIO(), io.StringIO()
    around = Surroundings(stdin=lambda: b"", stdout=out, stderr=err, environment={}, clock=lambda: NOW)
    runtime = Sitting(MemoryStore(register, runs, name="issues.yaml"), around)
    command = typer.main.get_command(app)

    def call() -> Any:
        return command.main(args=list(words), prog_name="rectify", standalone_mode=False, obj=runtime)

    code = guarded(call, runtime, list(words))
    return Said(code, out.getvalue(), err.getvalue())

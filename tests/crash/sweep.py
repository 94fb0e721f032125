"""A sweep over the system calls of the real program, from lock to print: stopped or refused at each, then looked at."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

from tests.cli.harness import Cli
from tests.crash import traced
from tests.crash.deeds import Deed, copy_of, look_at
from tests.crash.refusals import ERRORS, can_be, faults_in, kind_of, synced_again
from tests.crash.traced import Spot


class Sweep:
    """One deed, done again and again. `outcomes` counts what became of it, `flaws` lists what is not as promised."""

    def __init__(self, deed: Deed, folder: Path) -> None:
        self._deed, self._folder = deed, folder
        self._made = deed.make(folder / "made")
        with chdir(self._made):
            self._check_before = Cli(self._made)("check", "-o", "json").code
        shutil.rmtree(self._made)
        self._made = deed.make(folder / "made")
        self._runs = len(Cli(self._made).runs())
        with self._fresh() as copy:
            traced.warm_up(copy, *deed.words)
        with self._fresh() as copy:
            self.spots = traced.spots(copy, *deed.words)
        self.outcomes: Counter[str] = Counter()
        self.flaws: list[str] = []

    def kill(self, spots: list[Spot]) -> None:
        """Kill the program as it enters each of these calls."""
        for spot in spots:
            with self._fresh() as copy:
                if not traced.killed(copy, spot, *self._deed.words):
                    self.outcomes["not killed: the call did not come again"] += 1
                    continue
                self._look(spot, "KILL", copy)

    def refuse(self, spots: list[Spot], *, errors: tuple[str, ...] = ERRORS, for_ever: bool = False) -> None:
        """Have each of these calls fail with each error, once or from then on."""
        for spot, error in ((spot, error) for spot in spots for error in errors if can_be(spot, error)):
            with self._fresh() as copy:
                ended = traced.refused(copy, spot, error, *self._deed.words, for_ever=for_ever)
                what = f"{error}{' for ever' if for_ever else ''}"
                self.outcomes[kind_of(ended)] += 1
                again = [f"it syncs again: {path}" for path in synced_again(copy.parent / f"{copy.name}.strace")]
                can_speak = not (for_ever and spot.name == "write")
                for flaw in [*faults_in(self._deed, ended, self._runs, copy, can_speak=can_speak), *again]:
                    self._note(spot, what, flaw)
                self._look(spot, what, copy, counts=False)

    def _look(self, spot: Spot, what: str, copy: Path, *, counts: bool = True) -> None:
        seen = look_at(self._deed, copy, self._check_before)
        if counts:
            self.outcomes[seen.verdict(self._deed)] += 1
        for flaw in seen.flaws:
            self._note(spot, what, flaw)

    def _note(self, spot: Spot, what: str, flaw: str) -> None:
        self.flaws.append(f"{what} at {spot.name} {spot.nth} ({spot.shown[:100]}): {flaw}")

    @contextmanager
    def _fresh(self) -> Iterator[Path]:
        copy = copy_of(self._made, self._folder / "copy")
        try:
            yield copy
        finally:
            shutil.rmtree(copy)

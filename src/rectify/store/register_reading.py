"""How a register in a folder is read: by what is kept of it, packed or whole; always with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from rectify.faults import NoRegister, PendingConflict
from rectify.store.asking import asking
from rectify.store.ends import LateEnds
from rectify.store.loaded import Loaded
from rectify.store.register_disk import RegisterOnDisk
from rectify.store.trail_lines import digest

if TYPE_CHECKING:
    from rectify.store.cache import Keeper
    from rectify.store.disk import Disk
    from rectify.store.kept_held import KeptHeld
    from rectify.store.kept_look import KeptLook
    from rectify.store.layout import Layout
    from rectify.store.packed import Packed
    from rectify.store.register_disk import Held
    from rectify.store.trail_disk import TrailOnDisk

_LOOKS = 8


class RegisterReading:
    """The register of a layout, read beside its trail; `name` is how errors call it, `keeper` keeps what was read."""

    def __init__(self, layout: Layout, name: str, disk: Disk, trail: TrailOnDisk, keeper: Keeper | None) -> None:
        self.file = RegisterOnDisk(layout.register, name, disk)
        self.keeper = keeper
        self._layout, self._name, self._disk, self._trail = layout, name, disk, trail

    def load(self, *, whole: bool) -> Loaded:
        """See `Store.load`; register and last run are of one moment, though others may be writing."""
        line = self._trail.last_line()
        for _ in range(_LOOKS):
            held, before, line = self._look(whole=whole), line, self._trail.last_line()
            if line == before:
                break
        return self.loaded(held, line)

    def pending(self) -> bool:
        """See `Store.pending`."""
        with suppress(OSError):  # nobody need list a folder to look into it
            if not any(map(self._layout.is_staged, self._disk.names(self._layout.folder))):
                return False
        line = self._trail.last_line()
        with asking("read", self._name):
            return line is not None and self._disk.facts(self._layout.staged(digest(line))) is not None

    def hold(self, *, whole: bool) -> Held | KeptHeld | Packed:
        """The register, to be changed: by what is kept of it, where it may be."""
        if whole:
            return self._packed()
        kept = self.keeper.read() if self.keeper else None
        if self.keeper is None or kept is None:
            return self.read()
        from rectify.store.kept_held import KeptHeld

        read_at = partial(self._disk.read_at, self._layout.register)
        try:
            told = self._recorded_digest
            return KeptHeld(kept, self.file, self.keeper, self._name, read_at=read_at, recorded=told)
        except ValueError:  # what is kept is no header
            self.keeper.forget()
            return self.read()

    def read(self) -> Held:
        """The register, wholly and strictly."""
        with self.or_what_is_gone():
            return self.file.read()

    def loaded(self, held: Held | KeptLook | Packed, line: bytes | None) -> Loaded:
        """The register with its ends; `line` is the last of the trail."""
        with asking("read", self._name):
            has_case_files = self._disk.has_names(self._layout.evidence)
            is_in_doubt = self._disk.facts(self._layout.doubt) is not None
            is_emptied = line is None and self._disk.facts(self._layout.log) is not None
        return Loaded(
            register=held.register,
            ends=LateEnds(lambda: held.digest, line, self._trail),
            place=held.place,
            has_trail=line is not None,
            has_case_files=has_case_files,
            is_trail_emptied=is_emptied,
            is_in_doubt=is_in_doubt,
        )

    def waiting(self, line: bytes) -> Loaded | None:
        """The register that waits for the run of this line to be published; None where none does."""
        staged = RegisterOnDisk(self._layout.staged(digest(line)), self._name, self._disk)
        with suppress(NoRegister):
            return self.loaded(staged.read(), line)
        return None

    @contextmanager
    def or_what_is_gone(self) -> Iterator[None]:
        """A register that is not there is another matter where its trail is, and a run may even wait for it."""
        try:
            yield
        except NoRegister:
            line = self._trail.last_line()
            if line is not None and self.pending():
                staged, seq = self._layout.staged(digest(line)), self._trail.require_run(line).seq
                raise PendingConflict(name=self._name, seq=seq, staged=staged) from None
            from rectify.store.neighbours import require_register

            require_register(self._layout, self._name, self._disk)
            raise

    def _look(self, *, whole: bool) -> Held | KeptLook | Packed:
        """The register, to look at: by what is kept of it, where it may be."""
        if whole:
            return self._packed()
        kept = self.keeper.read() if self.keeper else None
        if self.keeper is None or kept is None:
            return self.read()
        from rectify.store.kept_look import KeptLook

        return KeptLook(kept, self.file, self.keeper, self._name)

    def _packed(self) -> Held | Packed:
        with self.or_what_is_gone():
            return self.file.read_packed()

    def _recorded_digest(self) -> str | None:
        """The digest of the register that the last run has left."""
        run = self._trail.last_run(self._trail.last_line())
        return run.after if run else None

"""A register seen by what is kept of it; whatever that does not tell, the file does, read strictly and only once."""

from functools import cached_property
from typing import TYPE_CHECKING

from rectify.faults import EditedMeanwhile
from rectify.store.cache_file import Spoilt

if TYPE_CHECKING:
    from rectify.model.flaw import Place
    from rectify.model.register import Register
    from rectify.model.shelf import Shelf
    from rectify.store.cache import Keeper, Kept
    from rectify.store.register_disk import Held, RegisterOnDisk


class KeptLook:
    """See `Held`. `name` is how errors call the register; `for_writing` says that actions will judge its issues."""

    def __init__(
        self, kept: "Kept", file: "RegisterOnDisk", keeper: "Keeper", name: str, *, for_writing: bool = False
    ) -> None:
        self.kept, self._file, self._keeper, self._name = kept, file, keeper, name
        self.stamp: tuple[int, ...] = kept.stamp
        self.register: Register = kept.register(self._spare, for_writing=for_writing)

    @cached_property
    def digest(self) -> str:
        """See `Held.digest`."""
        try:
            return self.kept.digest
        except Spoilt:
            return self._strict.digest

    def place(self, entry: str, path: str = "") -> "Place":
        """See `RegisterFile.place`."""
        return self._strict.place(entry, path)

    @cached_property
    def _strict(self) -> "Held":
        """The same register, read strictly.

        Raises:
            EditedMeanwhile: it is another by now.
        """
        held = self._file.read()
        if not (held.digest == told if (told := self.kept.known_digest) else self._is_the_same(held)):
            raise EditedMeanwhile(name=self._name)
        return held

    def _is_the_same(self, held: "Held") -> bool:
        return held.stamp == self.stamp and self.kept.is_still_so()

    def _spare(self) -> "Shelf":
        self._keeper.forget()
        return self._strict.register.by_id

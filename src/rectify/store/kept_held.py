"""A register held by what is kept of it, and what a commit starts from."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from rectify.faults import EditedMeanwhile
from rectify.store.asking import asking
from rectify.store.cache_file import Spoilt
from rectify.store.kept_look import KeptLook

if TYPE_CHECKING:
    from rectify.model.register import Register
    from rectify.store.cache import Keeper, Kept
    from rectify.store.drafts import Draft
    from rectify.store.kept_edit import ReadAt
    from rectify.store.register_disk import RegisterOnDisk


class KeptHeld(KeptLook):
    """See `KeptLook`; its issues are models, for actions to decide on. `read_at` reads parts of the register.

    `recorded` gives the digest that the last run in the trail has left.
    """

    def __init__(
        self,
        kept: "Kept",
        file: "RegisterOnDisk",
        keeper: "Keeper",
        name: str,
        *,
        read_at: "ReadAt",
        recorded: Callable[[], str | None],
    ) -> None:
        super().__init__(kept, file, keeper, name, for_writing=True)
        self._read_at, self._recorded = read_at, recorded

    @cached_property
    def digest(self) -> str:
        """See `Held.digest`; the trail gets it, so one that is kept must be that of the last run, or it is counted."""
        try:
            if self.kept.is_trusted and self.kept.known_digest != self._recorded():
                return self.kept.counted()
            return self.kept.digest
        except Spoilt:
            return self._strict.digest

    def draft(self, after: "Register") -> "Draft | None":
        """See `Held.draft`: edited in a window where that can be, else on the whole file, which must be the same then.

        Raises:
            EditedMeanwhile: it is not the register that was decided on.
        """
        if after is self.register:
            return None
        from rectify.store.blocks import Doubt
        from rectify.store.kept_edit import changed, is_same
        from rectify.store.kept_shelf import KeptShelf
        from rectify.store.window import Odd
        from rectify.store.yaml_edit import differs

        try:
            with asking("read", self._name):
                text, shelf = self.kept.text(), self.register.by_id
                if differs(text.header(self._read_at), self.register.header):
                    raise Odd("another header stands there")
                seen = shelf.asked_for if isinstance(shelf, KeptShelf) else ()
                draft = changed(text, self.register, after, self.stamp, self._read_at, seen=seen)
                return draft if draft is None or self.kept.is_trusted else draft._replace(digest=self.digest)
        except (Odd, Doubt, Spoilt, LookupError, TypeError, ValueError):  # whatever it is, the file says it better
            held = self._strict
        if not is_same(self.register, held.register):
            self._keeper.forget()
            raise EditedMeanwhile(name=self._name)
        return held.draft(after)

    def keep_up(self, draft: "Draft | None", digest: str, stamp: tuple[int, ...]) -> None:
        """See `Held.keep_up`: what is kept becomes what is kept of the register that a draft has made."""
        from rectify.store.drafts import Spliced

        if isinstance(draft, Spliced):
            self._keeper.follow(self.kept, self.register.by_id, draft, digest, stamp)

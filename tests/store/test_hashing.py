"""A digest taken beside the writing, or at once."""

from hashlib import sha256
from threading import Thread, active_count

import pytest

from rectify.store.hashing import hashing
from tests.properties.styled_register import seeded


@pytest.mark.parametrize("beside", [False, True])
def test_it_is_the_digest_of_all_pieces_in_their_order(beside: bool) -> None:
    """However many there are, and however fast they come; the thread is gone afterwards."""
    dice, before = seeded(1), active_count()
    parts = [dice.randbytes(dice.randrange(20_000)) for _ in range(50)]
    with hashing(beside=beside) as sha:
        for part in parts:
            sha.update(part)
    assert sha.hexdigest() == sha256(b"".join(parts)).hexdigest()
    assert active_count() == before


def test_where_there_are_no_threads_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may give no more of them."""

    def refuse(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    with hashing(beside=True) as sha:
        sha.update(b"x")
    assert sha.hexdigest() == sha256(b"x").hexdigest()


def test_a_thread_ends_with_whoever_was_writing() -> None:
    """An error on the way leaves none behind."""
    before = active_count()
    with pytest.raises(LookupError), hashing(beside=True) as sha:
        sha.update(b"x")
        raise LookupError
    assert active_count() == before

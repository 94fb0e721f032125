"""Work done in a thread beside the one that hands it in, or at once."""

import time
from collections.abc import Callable
from hashlib import sha256
from threading import Thread, active_count, current_thread, main_thread

import pytest

from rectify.store.beside import beside
from tests.properties.styled_register import seeded


@pytest.mark.parametrize("is_apart", [False, True])
def test_all_parts_are_done_in_their_order(is_apart: bool) -> None:
    """However many there are, and however fast they come; the thread is gone afterwards."""
    dice, before, sha = seeded(1), active_count(), sha256()
    parts = [dice.randbytes(dice.randrange(20_000)) for _ in range(50)]
    with beside(sha.update, is_apart=is_apart) as give:
        for part in parts:
            give(part)
    assert sha.hexdigest() == sha256(b"".join(parts)).hexdigest()
    assert active_count() == before


def test_no_more_than_a_few_parts_wait() -> None:
    """Whoever hands in more than can be done waits for it: memory stays small."""
    done: list[int] = []
    ahead = 0

    def slowly(part: int) -> None:
        time.sleep(0.002)
        done.append(part)

    with beside(slowly) as give:
        for part in range(20):
            give(part)
            ahead = max(ahead, part + 1 - len(done))
    assert done == [*range(20)]
    assert ahead <= 6


def test_where_there_are_no_threads_it_is_done_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system may give no more of them."""

    def refuse(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Thread, "start", refuse)
    threads = []
    with beside(lambda _part: threads.append(current_thread())) as give:
        give(1)
    assert threads == [main_thread()]


def failing(done: list[int]) -> Callable[[int], None]:
    """Work that fails on a seven, and is done on all else."""

    def work(part: int) -> None:
        if part == 7:
            raise OSError("no room")
        done.append(part)

    return work


@pytest.mark.parametrize("is_apart", [False, True])
def test_what_goes_wrong_is_raised_once(is_apart: bool) -> None:
    """Nothing is done after it, and nobody waits for ever to hand in more."""
    done: list[int] = []
    with pytest.raises(OSError, match="no room"), beside(failing(done), is_apart=is_apart) as give:
        for part in range(50):
            give(part)
    assert done == [*range(7)]


def test_another_error_goes_first() -> None:
    """What the writer met is told, and the thread ends with it."""
    before = active_count()
    with pytest.raises(LookupError), beside(failing([])) as give:
        give(7)
        raise LookupError
    assert active_count() == before

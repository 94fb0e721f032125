from collections.abc import Iterator
from contextlib import contextmanager

from rectify.store.loaded import Loaded
from rectify.store.memory import MemoryStore
from tests.make import issue, request, session, store


class Busy(MemoryStore):
    """A store in which somebody else is quicker: they set the place while we wait for the lock."""

    @contextmanager
    def writing(self, *, whole: bool = False) -> Iterator[Loaded]:
        """See `Store.writing`."""
        theirs = MemoryStore(self._register, self._runs)
        session(theirs, actor="李四").do([request("edit", "A", set={"place": "乙山"})])
        self._register, self._runs = theirs.load().register, list(theirs.runs())
        with super().writing(whole=whole) as loaded:
            yield loaded


def test_the_last_run_is_the_last_one_under_the_lock() -> None:
    """What is undone is not what was last when the command began, and it is told whose run it was."""
    kept = store(issue("A"))
    session(kept).do([request("edit", "A", set={"person": "韩某"})])
    busy = Busy(kept.load().register, list(kept.runs()))
    undone, outcome = session(busy).undo()
    assert (undone.run.seq, undone.run.actor) == (3, "李四")
    assert (outcome.register.get("A").place, outcome.register.get("A").person) == (None, "韩某")


def test_an_undo_is_a_run_like_any_other() -> None:
    """It takes the lock, commits by the same loop and tells its way; a second one of the same run does nothing."""
    kept = store(issue("A"), issue("B"))
    session(kept).do([request("edit", "A", set={"place": "甲川"}), request("note", "B", text="看过")], batch_id="六月")
    _, outcome = session(kept, actor="李四").undo(reason="错了")
    assert outcome.receipt is not None
    run = outcome.receipt.run
    assert (run.seq, run.via, run.actor, run.batch_id, run.outside) == (3, "undo", "李四", None, ())
    assert [(event.verb, event.issue, event.reason, event.text) for event in run.events] == [
        ("undo", "A", "错了", "undoes run 2")
    ]
    undone, again = session(kept).undo(2)
    assert (undone.by, again.receipt, again.errors) == (3, None, ())
    assert list(kept.damage()) == []

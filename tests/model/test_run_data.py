import json

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Run
from rectify.model.run_data import changes_data, event_data, run_data

EVENT = Event("close", "Q-1", changes=(Change("status", "open", "closed"),), evidence=(Mention("a" * 64, "b.pdf", 5),))
RUN = Run("2018-12-03T04:00:00Z", "甲某", "jia", "desk", "cli", "rectify 0", (EVENT,), prev=("p",), seq=2)


def test_the_keys_stand_in_their_order() -> None:
    """`prev` and `seq` first; what was not given is left out."""
    assert list(run_data(RUN)) == [
        *("prev", "seq", "format", "at", "actor", "login", "host", "via", "tool", "before", "after", "events")
    ]
    assert list(event_data(EVENT)) == ["verb", "issue", "changes", "evidence"]


def test_what_was_given_has_its_place() -> None:
    """The batch and what was outside before the digests; reason, words and day before the changes."""
    run = run_data(RUN._replace(batch_id="五月", outside=("Q-2",)))
    assert list(run)[9:13] == ["batch_id", "outside", "before", "after"]
    event = event_data(EVENT._replace(reason="r", text="t", on="2018-12-01"))
    assert list(event) == ["verb", "issue", "reason", "text", "on", "changes", "evidence"]


def test_the_data_is_json() -> None:
    """Changes and files are mappings of their own."""
    assert json.loads(json.dumps(run_data(RUN))) == run_data(RUN)
    assert changes_data(EVENT) == [{"path": "status", "before": "open", "after": "closed"}]
    assert event_data(EVENT)["evidence"] == [{"sha256": "a" * 64, "name": "b.pdf", "size": 5}]

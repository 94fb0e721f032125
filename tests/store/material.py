"""What the tests of the store work with: a small register, a clock that ticks by itself, runs and files."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from rectify.acting import Who
from rectify.model.event import Event, Mention, Run, make_event
from rectify.model.evidence import Evidence
from rectify.model.register import Register
from rectify.session import Session
from rectify.store.register_yaml import read_register
from rectify.store.store import Store
from rectify.terms import Status, Verb, Via

TEXT = """\
# 甲川县的台账
format: 1
register:
  title: 试册    # fictitious
issues:
  - id: Q-1
    title: 甲川县垃圾场渗滤液外溢
    status: open   # to be looked at
  - id: Q-2
    title: "乙岭区雨污分流滞后"
    units: {responsible: [乙岭区水利局]}
    status: in_progress
  # the last one
  - id: Q-3
    title: 丙泉市矿山未复绿
    status: open
"""
NOON = datetime(2018, 12, 3, 4, 0, tzinfo=UTC)
WHO = Who("甲某", "jia", "desk")


def register_of(text: str = TEXT) -> Register:
    """The register that a text holds."""
    return read_register(text.encode(), "issues.yaml").register


def write_register(folder: Path, text: str = TEXT, name: str = "issues.yaml") -> Path:
    """A register file in a folder."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def ticking(start: datetime = NOON) -> Callable[[], datetime]:
    """A clock that is one second later whenever it is asked."""
    asked = iter(range(10**9))
    return lambda: start + timedelta(seconds=next(asked))


def session_of(store: Store, start: datetime = NOON) -> Session:
    """A session of one person with such a clock."""
    return Session(store, ticking(start), WHO)


def run_of(*events: Event, at: str = "2018-12-03T04:00:00Z", **more: str) -> Run:
    """A run as the session hands it to a store."""
    return Run(at, "甲某", "jia", "desk", Via.CLI, "rectify 0", events, **more)  # type: ignore[arg-type]  # texts only


def intake(register: Register) -> tuple[Event, ...]:
    """The events that take a register in as found."""
    return tuple(make_event(Verb.ADOPT, entry, {}, data) for entry, data in register.entries().items())


def started(register: Register, id_: str = "Q-1") -> tuple[Event, Register]:
    """What starting an issue is: the event, and the register after it."""
    before = register.get(id_)
    after = before.but(status=Status.IN_PROGRESS)
    return make_event(Verb.START, id_, before.data(), after.data()), register.with_issue(after)


def noted(id_: str = "Q-1", text: str = "看过") -> Event:
    """A remark: the event without changes."""
    return Event(Verb.NOTE, id_, text=text)


def with_evidence(register: Register, id_: str, items: Sequence[Evidence]) -> tuple[Event, Register]:
    """What handing in files is: the event, and the register after it."""
    before = register.get(id_)
    after = before.but(evidence=(*before.evidence, *items))
    return make_event(Verb.SUBMIT, id_, before.data(), after.data()), register.with_issue(after)


def digests_on_disk(store: Store, register: Register) -> dict[tuple[str, str], str | None]:
    """For every (issue, sha256) of a register the digest found in the case folder; None when it is missing."""
    wanted = [(issue.id, item) for issue in register.issues for item in issue.evidence]
    found = {(blob.issue, blob.name): blob.sha256 for blob in store.blobs()}
    return {(id_, item.sha256): found.get((id_, item.blob)) for id_, item in wanted}


def mention(data: bytes, name: str) -> Mention:
    """A file as an event names it."""
    return Mention(sha256(data).hexdigest(), name, len(data))


def files_below(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the lock, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".lock")
    }

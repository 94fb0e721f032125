"""Comparisons that the tests of the views of a difference share."""

from zoneinfo import ZoneInfo

from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.query.diff import Comparison, Difference
from tests.view.samples import HOSTILE, HOSTILE_TEXT, closing, hostile_event, hostile_run, run

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = run(seq=11)
CLOSE = closing(on="2024-12-30")
CLOSED = run(CLOSE, seq=12)
NOTE = Event("note", "XN-2", text="看过", reason="例会")
NOTED = run(NOTE, seq=13, at="2025-01-05T01:02:03Z", actor="office", via="batch", batch_id="七月")
ARRIVED = (Change("id", None, "XN-3"), Change("title", None, "新题"), Change("place", None, "甲川"))

IN_THE_TRAIL = Comparison(
    (
        Difference("register", "", (Change("title", "台账", "新台账"),), ((NOTED, Event("adopt", "register")),)),
        Difference("XN-1", "垃圾填埋场", CLOSE.changes, ((CLOSED, CLOSE),)),
        Difference("XN-2", "采砂场", (), ((NOTED, NOTE),)),
        Difference("XN-3", "新题", ARRIVED, ((NOTED, Event("add", "XN-3")),)),
    ),
    total=66,
    first=FIRST,
    last=NOTED,
)
"""The header and an issue changed, one came to nothing, one is new."""

BY_HAND = Comparison(
    (
        Difference("XN-1", "垃圾填埋场", (Change("deadline.date", "2024-12-31", "2025-12-31"),)),
        Difference("XN-2", "采砂场", (Change("id", "XN-2", None), Change("title", "采砂场", None))),
    ),
    total=65,
    first=FIRST,
    last=None,
    is_by_hand=True,
)
"""A deadline moved in the editor, an issue deleted there."""

NO_TRAIL = Comparison((), 5, None, None, is_by_hand=True)
BEFORE_THE_TRAIL = Comparison((), 0, None, None)
SINCE_THE_BEGINNING = Comparison((), 5, None, NOTED)

HOSTILE_CHANGES = (*hostile_event().changes, Change(HOSTILE, [HOSTILE], HOSTILE_TEXT))
DANGEROUS = Comparison(
    (Difference(HOSTILE, HOSTILE_TEXT, HOSTILE_CHANGES, ((hostile_run(), hostile_event()),)),), 1, None, NOTED
)
"""Dangerous text wherever text can stand."""

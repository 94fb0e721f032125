"""The time zone of a register, and the day on which a run was recorded there."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from rectify.model.event import Run
    from rectify.model.header import Header


def zone_of(header: Header) -> ZoneInfo:
    """The time zone of a register; who is given a day needs none, nor the files that tell of zones."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(header.timezone)


def recorded_on(run: Run, zone: ZoneInfo) -> date:
    """The day a run was recorded, in a time zone."""
    return datetime.fromisoformat(run.at).astimezone(zone).date()

"""THE EYE: runs as JSON, with the keys of the trail, in their order."""

from collections.abc import Sequence

from rectify.model.event import Run
from rectify.model.run_data import run_data
from rectify.view.json_text import envelope, json_lines


def runs_json(runs: Sequence[Run], *, total: int, as_of: str) -> str:
    """Runs as they stand in the trail.

    Args:
        runs: in the order to show.
        total: how many the trail holds.
        as_of: the day it was asked on, ISO.
    """
    head = {"as_of": as_of, "count": len(runs), "total": total}
    return envelope(head, "runs", (run_data(run) for run in runs))


def runs_jsonl(runs: Sequence[Run]) -> str:
    """A run a line, without spaces: the bytes of the trail, save that what is invisible is escaped."""
    return json_lines((run_data(run) for run in runs), is_compact=True)

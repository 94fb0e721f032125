"""What an undo did, as people and scripts read it."""

import json
from typing import Any

from rectify.actions.undoing import Undoing
from rectify.session import Outcome
from rectify.view.plain_table import plain_text
from rectify.view.undo import undo_json, undo_page
from tests.make import issue, request, session, store
from tests.view.samples import HOSTILE, assert_harmless


def undone(*requests: Any, batch_id: str | None = None, actor: str = "王芳", times: int = 1) -> tuple[Undoing, Outcome]:
    """What comes of undoing a run of these requests; more times, of undoing that."""
    kept = store(issue(status="in_progress"))
    session(kept, actor=actor).do(requests, batch_id=batch_id)
    for _ in range(times - 1):
        session(kept, actor=actor).undo()
    return session(kept, actor=actor).undo()


CLOSE = request("close", evidence="report-1.pdf")
NOTE = request("progress", note="看过", percent=10)


def test_the_run_then_every_field() -> None:
    """Verbs, actor and day of the run; then what each issue has again; what stays is said."""
    assert plain_text(undo_page(*undone(NOTE, CLOSE, batch_id="年底"))) == (
        "run 2 (batch 年底: progress, close, by 王芳, 2019-03-01) undone:\n"
        "QH-05  undone: closed → in_progress\n"
        "    outcome: rectified → –\n"
        "    closures: on: 2019-03-01, by: 王芳, outcome: rectified → –\n"
        "    evidence: report-1.pdf (101 B) → –\n"
        "QH-05  undone\n"
        "    percent: 10 → –\n"
        "its remarks stay in the trail\n"
        "its evidence stays in the case folder, and in the trail\n"
    )


def test_an_undo_of_an_undo() -> None:
    """It says which run stands again, and would in a dry run."""
    assert plain_text(undo_page(*undone(request("edit", set={"place": "x"}), times=2), dry_run=True)) == (
        "run 3 (undo of run 2, by 王芳, 2019-03-01) would be undone:\n"
        "QH-05  would be undone\n"
        "    place: – → x\n"
        "run 2 stands again\n"
    )


def test_undone_already() -> None:
    """One line names the undo."""
    kept = store(issue(status="in_progress"))
    session(kept).do([CLOSE])
    session(kept).undo(2)
    told = session(kept).undo(2)
    assert plain_text(undo_page(*told)) == "run 2 (close, by 王芳, 2019-03-01) was undone by run 3: nothing to do\n"
    data = json.loads(undo_json(*told))
    assert (data["undone"]["by"], data["run"], data["results"][0]["result"]) == (3, None, "nothing")


def test_for_scripts() -> None:
    """What every write says, and the run that was undone."""
    data = json.loads(undo_json(*undone(CLOSE)))
    assert data["undone"] == {
        "seq": 2,
        "at": "2019-03-01T04:00:00Z",
        "actor": "王芳",
        "verbs": ["close"],
        "by": None,
    }
    assert (data["run"]["seq"], data["count"], data["results"][0]["verb"]) == (3, 1, "undo")
    assert json.loads(undo_json(*undone(CLOSE), dry_run=True))["run"] is None


def test_dangerous_names_are_escaped() -> None:
    """Of the actor and the batch."""
    name = HOSTILE.replace("\u202e", "")
    told = undone(CLOSE, batch_id=name, actor=name)
    assert_harmless(plain_text(undo_page(*told)))
    assert_harmless(undo_json(*told))

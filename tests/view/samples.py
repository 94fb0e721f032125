"""Issues, events and texts that the tests of the views share; all places are made up."""

from datetime import date
from typing import Any

from rectify.model.diff import Change
from rectify.model.event import Event, Mention, Run
from rectify.model.issue import Issue
from rectify.view.escape import risky

TODAY = date(2025, 6, 20)
HOSTILE = "甲[/red]:warning:\x1b[31m\u202e\x07\u200b\x9b尾"
HOSTILE_TEXT = f"{HOSTILE}\n第二行\x00\u2028"
WIDTHS = (60, 80, 120, 200)


def issue(id_: str = "XN-1", **fields: Any) -> Issue:
    """An open issue with a title, and whatever else is given."""
    return Issue.model_validate({"id": id_, "title": "甲川县垃圾填埋场渗滤液外溢", "status": "open"} | fields)


def rich_issue(text: str = "文字", long: str = "文字", **fields: Any) -> Issue:
    """An issue with every field filled; `text` stands in every line, `long` in every text of several lines."""
    sha = "a1" * 32
    data: dict[str, Any] = {
        "id": "XN-2025-014", "parent": "XN-2025", "kind": "task", "title": text, "description": long,
        "official_no": text, "round": text, "category": text, "item": text, "place": text, "severity": text,
        "units": {
            "lead": text, "responsible": [text, "某县政府"], "cooperating": [text],
            "supervising": text, "accepting": text,
        },
        "person": text, "target": long, "standard": long,
        "indicators": [{"name": text, "baseline": "12000", "target": "-1.5", "unit": text, "as_of": "2025-06-01"}],
        "measures": [
            {"id": text, "text": long, "unit": text, "deadline": {"date": "2025-03-31"}, "done_on": "2025-04-10"},
            {"id": "M2", "text": long, "deadline": {"date": "2025-06-10", "text": text}},
            {"id": "M3", "text": long, "deadline": {"class": "standing", "text": text}},
        ],
        "milestones": [
            {"id": text, "text": text, "due": "2025-02-01", "done_on": "2025-01-20"},
            {"id": "N2", "text": text, "due": "2025-06-30"},
            {"id": "N3", "text": text, "due": "2026-06-30"},
        ],
        "deadline": {"date": "2025-06-30", "text": text},
        "original_deadline": {"date": "2024-12-31", "text": "2024年底"},
        "status": "closed", "cycle": 2, "outcome": "rectified", "percent": 60,
        "verdict": {"pace": "behind", "by": text, "on": "2025-06-02", "reason": long},
        "submissions": [{"on": "2024-12-20", "by": text, "unit": text, "cycle": 1}],
        "verifications": [
            {"on": "2024-12-25", "by": text, "unit": text, "method": "onsite", "substance": sha, "evidence": sha},
            {"on": "2025-06-01", "by": text, "method": "test", "substance": sha, "evidence": sha, "cycle": 2},
        ],
        "checklist": [{"item": text, "answer": long, "evidence": [sha]}, {"item": text}],
        "closures": [
            {"on": "2025-01-05", "by": text, "outcome": "rectified", "filing_no": text, "reopened_on": "2025-03-01",
             "rebound": True},
            {"on": "2025-07-05", "by": text, "outcome": "rectified", "reason": long, "cycle": 2},
        ],
        "review_on": "2025-12-01",
        "evidence": [
            {"sha256": sha, "name": text, "size": 1234567, "kind": text, "date": "2024-12-19", "on": "2024-12-20",
             "by": text},
            {"sha256": "b2" * 32, "name": "照片.jpg", "size": 812, "cycle": 2},
        ],
        "similar": ["XN-2", "XN-3"], "tags": [text, "水"], "custom": {"link": long, "list": [long, "b"]},
        "source": {"publisher": text, "title": text, "date": text, "url": text, "note": long}, "notes": long,
    }  # fmt: skip
    return Issue.model_validate(data | fields)


def run(*events: Event, seq: int = 1, at: str = "2025-01-03T01:02:03Z", **fields: Any) -> Run:
    """A run as the store gives it back."""
    known: dict[str, Any] = {
        "actor": "zhang@county",
        "login": "zhang",
        "host": "county",
        "via": "cli",
        "tool": "rectify 0.1",
    }
    known |= {"prev": ("0" * 64,), "before": "1" * 64, "after": "2" * 64}
    return Run(at=at, seq=seq, events=events, **known | fields)


def closing(id_: str = "XN-1", **fields: Any) -> Event:
    """An event that closes an issue with one file."""
    sha = "c3" * 32
    file = {"sha256": sha, "name": "验收.pdf", "size": 12_345}
    changes = (Change("status", "in_progress", "closed"), Change("evidence[0]", None, file))
    return Event(
        **{"verb": "close", "issue": id_, "changes": changes, "evidence": (Mention(sha, "验收.pdf", 12_345),)} | fields
    )


def hostile_event() -> Event:
    """An event with dangerous text wherever text can stand."""
    changes = (Change(f"custom.{HOSTILE}", HOSTILE_TEXT, {HOSTILE: [HOSTILE_TEXT]}),)
    return Event(HOSTILE, HOSTILE, HOSTILE_TEXT, HOSTILE_TEXT, HOSTILE, changes, (Mention("x", HOSTILE, 1),))


def hostile_run() -> Run:
    """A run with dangerous text wherever text can stand."""
    names: dict[str, Any] = {
        "actor": HOSTILE,
        "login": HOSTILE,
        "host": HOSTILE,
        "via": HOSTILE,
        "tool": HOSTILE,
        "batch_id": HOSTILE,
    }
    return run(hostile_event(), at=HOSTILE, outside=(HOSTILE,), **names)


def assert_harmless(text: str, *, markup: bool = True) -> None:
    """Nothing invisible or moving in it but newlines; markup still there, letter by letter."""
    assert risky().search(text.replace("\n", "")) is None
    assert all(letter >= " " or letter == "\n" for letter in text)
    if markup:
        assert "[/red]:warning:" in text.replace("\n", "").replace(" ", "")

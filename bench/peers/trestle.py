"""compliance-trestle: plans of action and milestones in OSCAL.

Its documentation: https://oscal-compass.dev/compliance-trestle/
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bench.peers.peer import Entry, Peer

KIND: Final = "plan-of-action-and-milestones"
SINCE: Final = "2026-01-05T00:00:00+00:00"


def load(folder: Path, issues: Iterable[Entry]) -> None:
    """A plan with a risk and an item for each issue; an empty workspace beside it."""
    (folder / ".trestle").mkdir()
    (folder / ".trestle" / "config.ini").write_text("", encoding="utf-8")
    (folder / KIND).mkdir()
    risks, items = [], []
    for entry in issues:
        risks.append(_risk(entry))
        items.append(_item(entry))
    head = {"title": "虚构", "last-modified": SINCE, "version": "1", "oscal-version": "1.1.3"}
    plan = {KIND: {"uuid": _uuid("1", 1), "metadata": head, "risks": risks, "poam-items": items}}
    name = folder / KIND / "issues" / f"{KIND}.json"
    name.parent.mkdir()
    name.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")


def _uuid(kind: str, number: int) -> str:
    return f"{kind * 8}-0000-4000-8000-{number:012d}"


def _risk(entry: Entry) -> dict[str, object]:
    due: dict[str, object] = {"deadline": f"{entry.due}T00:00:00+08:00"} if entry.due else {}
    texts = {"title": entry.title, "description": entry.rest, "statement": f"{entry.place} {entry.unit}"}
    return {"uuid": _uuid("2", entry.number)} | texts | {"status": "open"} | due


def _item(entry: Entry) -> dict[str, object]:
    related = [{"risk-uuid": _uuid("2", entry.number)}]
    texts = {"title": f"{entry.id} {entry.title}", "description": f"{entry.category} {entry.person}"}
    return {"uuid": _uuid("3", entry.number)} | texts | {"related-risks": related}


PEER: Final = Peer(
    name="compliance-trestle",
    program="trestle",
    package="compliance-trestle",
    source="pip",
    load=load,
    version=["version"],
    validate=["validate", "-t", KIND, "-n", "issues"],
    remark="`trestle validate`; it has no command to list what is overdue, to finish one item, or many",
)

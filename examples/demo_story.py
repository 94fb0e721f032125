"""The made-up life of the demo register: from its content to dated steps. Pure, seeded, no disk.

- January: the office puts 66 issues on the register, enters the plan, assigns units, persons and deadlines.
- Then each issue goes the way its `fate` says; reports come twice a month, visits and closures on fixed days.
- `episodes` of the content are single things somebody did.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from rectify.dates import resolve_deadline
from rectify.errors import AmbiguousDate
from rectify.terms import DeadlineClass

TODAY: Final = date(2018, 12, 20)
"""The day the demo is read as of."""

INTAKE, PLANNED, ASSIGNED, STARTED = date(2018, 1, 8), date(2018, 1, 24), date(2018, 1, 26), date(2018, 2, 6)
OFFICE: Final = "岫川省整改办"
WATCHERS: Final = "岫川省督查室"
SELF_REPORTING: Final = ("苇泽市政府", "檀渡区政府", "霜屏工业园区管委会")
_SEED = 20181220
_VERBS = ("add", "edit", "assign", "start", "progress", "submit", "return", "verify", "close")
_ORDER = {verb: rank for rank, verb in enumerate(_VERBS)}
_FINISHING = ("closed", "rebound", "verified", "submitted", "returned")
_METHODS = {"第三项 督查考核失之于宽": "document", "第五项 大气污染": "monitoring"}


@dataclass(frozen=True)
class Step:
    """One thing done: the day, the unit whose person did it, a line of a batch, the title of a paper handed in."""

    day: date
    unit: str
    line: dict[str, Any]
    paper: str | None = None


@dataclass(frozen=True)
class Part:
    """A measure or a milestone with its planned day and the day it is reported done."""

    key: str
    id: str
    text: str
    due: date | None
    done: date | None = None


@dataclass
class Case:
    """An issue of the content, with what follows from its fate."""

    id: str
    number: int
    entry: dict[str, Any]
    item: dict[str, Any]
    day: date | None = None
    is_standing: bool = False
    submitted: date | None = None
    parts: list[Part] = field(default_factory=list)

    @property
    def fate(self) -> str:
        """How far it has come."""
        return str(self.entry["fate"])

    @property
    def unit(self) -> str:
        """The unit that speaks for it; the office where there is none."""
        return str(self.entry.get("unit", [OFFICE])[0])

    @property
    def accepting(self) -> str:
        """The unit that accepts it: never one that leads or does the work."""
        own = {*self.entry.get("unit", ()), self.entry.get("lead")}
        ways = (self.item.get("accepting", WATCHERS), OFFICE, WATCHERS)
        return next(unit for unit in ways if unit not in own)


def tell(content: dict[str, Any]) -> list[Step]:
    """Every step of the demo in the order of days; a day's steps in the order in which they must happen."""
    dice = random.Random(_SEED)
    cases = [_case(case, dice) for case in _cases(content)]
    steps = [step for case in cases for step in _life(case)]
    steps += [_episode(episode) for episode in content["episodes"]]
    steps.sort(key=lambda step: (step.day, _ORDER.get(step.line["verb"], len(_ORDER)), step.unit, step.line["id"]))
    return list(_numbered(steps))


# --- what an issue is -------------------------------------------------------------------------


def _cases(content: dict[str, Any]) -> Iterator[Case]:
    for number, entry in enumerate(content["problems"], 1):
        yield Case(f"XC-{number:02}", number, entry, content["items"][int(entry["item"]) - 1])
    for number, entry in enumerate(content["opinions"], 1):
        yield Case(f"YJ-{number:02}", number, {"measures": [], **entry}, {})


def _case(case: Case, dice: random.Random) -> Case:
    deadline = _deadline(case.entry.get("due"))
    case.day, case.is_standing = deadline
    if case.fate in _FINISHING:
        asked = case.entry.get("submitted")
        day = case.day or date(2018, 4, 3)  # at once, but the plan came in January
        case.submitted = date.fromisoformat(asked) if asked else _workday(day - timedelta(dice.randint(8, 22)))
    case.parts = [_done(case, part, dice) for part in _plan(case)]
    return case


def _deadline(wording: str | None) -> tuple[date | None, bool]:
    if wording is None:
        return None, False
    try:
        deadline = resolve_deadline(wording, INTAKE)
    except AmbiguousDate:
        return None, False
    return deadline.date, deadline.class_ is DeadlineClass.STANDING


def _plan(case: Case) -> Iterator[Part]:
    texts = case.entry["measures"]
    for index, text in enumerate(texts, 1):
        yield Part("measure", f"M{index}", text, _share(case.day, index / len(texts)))
    if case.day is None or not case.item:
        return
    for index, (text, share) in enumerate(zip((*case.item["nodes"], "自查"), (0.2, 0.6, 0.9), strict=True), 1):
        yield Part("milestone", f"T{index}", text, _share(case.day, share))


def _share(day: date | None, share: float) -> date | None:
    """The middle or end of the month nearest before this share of the way to the deadline."""
    if day is None or share == 1:
        return day
    found = STARTED + (day - STARTED) * share
    return found.replace(day=15) if found.day >= 15 else found.replace(day=1) - timedelta(1)


def _done(case: Case, part: Part, dice: random.Random) -> Part:
    """The part with the report day on which it is told to be done, if it is."""
    slip = timedelta(dice.randint(-14, 6))
    if case.fate == "open" or (case.is_standing and dice.random() < 0.4):
        return part
    wanted = (part.due or STARTED + timedelta(dice.randint(20, 300))) + slip
    if case.submitted:
        day = min(_report_day(wanted), _report_day(case.submitted - timedelta(14)))
    else:
        if wanted > _stop(case) or dice.random() < 0.12:
            return part
        day = _report_day(wanted)
    return Part(part.key, part.id, part.text, part.due, max(day, date(2018, 2, 13)))


def _stop(case: Case) -> date:
    """The day after which nothing more is done: late issues stop well before their deadline."""
    if "stopped" in case.entry:
        return date.fromisoformat(case.entry["stopped"])
    stop = case.day - timedelta(45) if case.fate == "late" and case.day else TODAY
    return min(stop, TODAY - timedelta(16))


def _report_day(day: date) -> date:
    """The 13th or 27th that comes next."""
    if day.day <= 13:
        return _workday(day.replace(day=13))
    if day.day <= 27:
        return _workday(day.replace(day=27))
    return _workday((day.replace(day=28) + timedelta(7)).replace(day=13))


def _workday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(max(0, day.weekday() - 4))


# --- what happens to it -----------------------------------------------------------------------


def _life(case: Case) -> Iterator[Step]:
    yield Step(INTAKE, OFFICE, _add(case))
    plan = _plan_fields(case)
    if plan:
        reason = "整改方案印发，录入措施、节点和指标"
        yield Step(PLANNED, OFFICE, {"verb": "edit", "id": case.id, "set": plan, "reason": reason})
    if "unit" in case.entry:
        yield Step(ASSIGNED, OFFICE, _assign(case))
    if case.fate != "open":
        yield Step(STARTED, OFFICE, {"verb": "start", "id": case.id})
        yield from _reports(case)
    if case.submitted:
        yield from _finish(case, case.submitted)


def _add(case: Case) -> dict[str, Any]:
    kind = "problem" if case.item else "opinion"
    line = {"verb": "add", "id": case.id, "title": case.entry["title"], "kind": kind, "round": "第一轮"}
    line["official_no"] = f"{'序号' if case.item else '意见'}{case.number}"
    if case.item:
        line |= {"category": case.item["category_name"], "item": case.item["name"]}
    return line | {key: case.entry[key] for key in ("place", "target", "tags") if key in case.entry}


def _plan_fields(case: Case) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part in case.parts:
        deadline = {"deadline": {"date": part.due.isoformat()}} if part.due and part.key == "measure" else {}
        due = {"due": part.due.isoformat()} if part.due and part.key == "milestone" else {}
        fields.setdefault(f"{part.key}s", []).append({"id": part.id, "text": part.text, **deadline, **due})
    if "indicator" in case.entry:
        name, unit, baseline, target = case.entry["indicator"]
        fields["indicators"] = [{"name": name, "baseline": baseline, "target": target, "unit": unit}]
    if case.is_standing:
        fields["review_on"] = "2019-01-31"
    if case.day is None and not case.is_standing and "due" in case.entry and case.fate == "open":
        fields["deadline"] = {"text": case.entry["due"]}  # a wording without a certain day: `check` names it
    return fields | {key: case.entry[key] for key in ("similar",) if key in case.entry}


def _assign(case: Case) -> dict[str, Any]:
    line: dict[str, Any] = {
        "verb": "assign",
        "id": case.id,
        "person": case.entry["person"],
        "accepting": case.accepting,
    }
    if case.day or case.is_standing or case.fate != "open":
        line["due"] = case.entry["due"]
    return line | {key: case.entry[key] for key in ("unit", "lead", "cooperating", "supervising") if key in case.entry}


def _reports(case: Case) -> Iterator[Step]:
    days = sorted({part.done for part in case.parts if part.done})
    reporter = case.unit if case.unit in SELF_REPORTING else OFFICE
    for day in days:
        done = [part for part in case.parts if part.done == day]
        line: dict[str, Any] = {"verb": "progress", "id": case.id, "note": "已完成：" + "；".join(p.text for p in done)}
        for key in ("measure", "milestone"):
            ids = [part.id for part in done if part.key == key]
            line |= {key: ids} if ids else {}
        if "measure" in line:
            line |= _figures(case, day)
        yield Step(day, reporter, line)


def _figures(case: Case, day: date) -> dict[str, Any]:
    """The reading of the indicator, or the percentage, after what was done by this day."""
    measures = [part for part in case.parts if part.key == "measure"]
    share = sum(bool(part.done and part.done <= day) for part in measures) / len(measures)
    if "indicator" not in case.entry:
        return {"percent": str(round(share * 100))}
    name, _, baseline, target = case.entry["indicator"]
    begun, wanted = Decimal(baseline), Decimal(target)
    decimals = len(target.partition(".")[2])
    reading = round(begun + (wanted - begun) * Decimal(round(share * 12)) / 12, decimals)
    figures = {"indicator": {name: str(reading)}}
    return figures | ({"reason": "浓度下降，是好转"} if wanted < begun else {})


def _finish(case: Case, day: date) -> Iterator[Step]:
    yield Step(day, case.unit, {"verb": "submit", "id": case.id}, "自查报告")
    if case.fate not in ("closed", "rebound", "verified"):
        return
    seen = _workday(_next(day, (8, 22)))
    method = _METHODS.get(case.item.get("name", ""), "onsite" if case.item else "document")
    verify = {"verb": "verify", "id": case.id, "method": method, "unit": case.accepting}
    yield Step(seen, case.accepting, verify, "现场核查记录" if method == "onsite" else None)
    if case.fate != "verified":
        closed = _workday(_next(seen, (20,)))
        yield Step(closed, OFFICE, {"verb": "close", "id": case.id}, "销号备案表" if case.number % 3 == 0 else None)


def _next(day: date, days: tuple[int, ...]) -> date:
    """The first day after this one, and not the next two, that has one of these numbers."""
    found = day + timedelta(3)
    while found.day not in days:
        found += timedelta(1)
    return found


def _episode(episode: dict[str, Any]) -> Step:
    line = {key: value for key, value in episode.items() if key not in ("at", "by", "file")}
    return Step(date.fromisoformat(episode["at"]), episode["by"], line, episode.get("file"))


def _numbered(steps: list[Step]) -> Iterator[Step]:
    """The steps, every closure with the office's filing number."""
    number = 0
    for step in steps:
        if step.line["verb"] == "close":
            number += 1
            yield Step(step.day, step.unit, step.line | {"filing_no": f"岫整销〔2018〕{number}号"}, step.paper)
        else:
            yield step

"""THE EYE: what a public notice says of its issues, in Chinese, for the public: no person, no number of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from rectify.model.acceptance import is_unfounded
from rectify.model.paper import Table
from rectify.terms import CalendarKind, Kind, Method
from rectify.view.public_words import PublicWords

if TYPE_CHECKING:
    from rectify.model.closing import Notice, Verification
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.plan import Indicator
    from rectify.query.notice import Course, Days

_METHODS: Final = {
    Method.ONSITE: "现场核查",
    Method.DOCUMENT: "资料核查",
    Method.MONITORING: "监测",
    Method.TEST: "检测",
}
_COUNTED: Final = {
    CalendarKind.CN: "个工作日",
    CalendarKind.WEEKDAYS: "个工作日（周一至周五）",
    CalendarKind.CALENDAR: "日",
}
_NONE: Final = "—"


@dataclass(frozen=True)
class NoticeWords:
    """The texts of issues that share one notice period; an empty text is one that nothing is known for.

    `course` is None where the calendar of the period is not at hand; `fills` are what the office says itself.
    """

    issues: Sequence[Issue]
    notices: Sequence[Notice]
    header: Header
    public: PublicWords
    course: Course | None
    fills: Mapping[str, str]

    def values(self) -> dict[str, Callable[[], str | Table]]:
        """What the register has for each placeholder, worked out when it is asked for; an empty text is nothing."""
        common: dict[str, Callable[[], str | Table]] = {
            "opening": self._opening,
            "count": lambda: str(len(self.issues)),
            "first_day": lambda: day_words(self.notices[0].on),
            "last_day": lambda: day_words(self.notices[0].ends),
            "days": lambda: str(self.notices[0].days),
            "period": self._period,
            "place": lambda: "、".join(dict.fromkeys(self._places())),
            "office": self._office,
            "issued_on": lambda: day_words(self.notices[0].on),
            "issues": self._issues,
        }
        if len(self.issues) > 1:
            return common | {"heading": lambda: f"关于{len(self.issues)}个问题整改销号的公示"}
        return common | self._of_one(self.issues[0])

    def problem(self, issue: Issue) -> str:
        """What the problem was; of a petition its title alone, since its text may tell who complained."""
        has_text = issue.description and issue.kind is not Kind.PETITION
        return self._filled(issue, "problem") or self._of(issue, "description" if has_text else "title")

    def done(self, issue: Issue) -> str:
        """What was done and what it came to; nothing where nobody says."""
        if filled := self._filled(issue, "done"):
            return filled
        if is_unfounded(issue):
            return "经调查核实，群众反映的情况不属实。"
        done = (*self._measures(issue), *self._figures(issue))
        target = (f"整改目标：{self._of(issue, 'target')}",) if issue.target else ()
        return "\n".join((*target, *done)) if done else ""

    def _filled(self, issue: Issue, name: str) -> str:
        """What the office says in the register's place, of this issue or, where it is the only one, of it."""
        return self.fills.get(f"{issue.id}.{name}", "") or (self.fills.get(name, "") if len(self.issues) == 1 else "")

    def _of_one(self, issue: Issue) -> dict[str, Callable[[], str | Table]]:
        return {
            "heading": lambda: f"关于“{self._of(issue, 'title')}”整改销号的公示",
            "id": lambda: self._of(issue, "id"),
            "title": lambda: self._of(issue, "title"),
            "problem": lambda: self.problem(issue),
            "target": lambda: self._of(issue, "target"),
            "done": lambda: self.done(issue),
            "units": lambda: self._units(issue),
            "verifications": lambda: self._verifications(issue),
        }

    def _opening(self) -> str:
        first, count = self.issues[0], len(self.issues)
        came_to = "已完成整改，并通过验收"
        named = f"以下{count}个问题"
        if count == 1:
            named = f"“{self._of(first, 'title')}”（编号：{self._of(first, 'id')}）"
            came_to = "经调查不属实，并经复核确认" if is_unfounded(first) else came_to
        return f"{self._body()}{named}{came_to}，拟予以销号。现将有关情况予以公示，欢迎社会各界监督。"

    def _body(self) -> str:
        body = self.header.inspection.body if self.header.inspection else None
        return f"{self.public.of(body, 'register', 'inspection.body')}反馈的" if body else ""

    def _of(self, issue: Issue, field: str) -> str:
        return self.public.of(getattr(issue, field), issue.id, field)

    def _units(self, issue: Issue) -> str:
        return "、".join(self.public.of(unit, issue.id, "units.responsible") for unit in issue.units.responsible)

    def _measures(self, issue: Issue) -> Iterator[str]:
        done = [measure for measure in issue.measures if measure.done_on]
        for number, measure in enumerate(done, 1):
            text = self.public.of(measure.text, issue.id, f"measure {measure.id}").rstrip("。；;. \n")
            yield f"（{number}）{text}（{day_words(measure.done_on)}完成）。"

    def _figures(self, issue: Issue) -> Iterator[str]:
        for one in issue.indicators:
            if one.actual is not None:
                yield self._figure(issue, one)

    def _figure(self, issue: Issue, one: Indicator) -> str:
        name = self.public.of(one.name, issue.id, "indicators")
        unit = self.public.of(one.unit, issue.id, "indicators")
        figures = (("整改前", one.baseline), ("目标", one.target), ("现为", one.actual))
        told = "，".join(f"{word}{figure:f}{unit}" for word, figure in figures if figure is not None)
        return f"{name}：{told}{f'（{day_words(one.as_of)}）' if one.as_of else ''}。"

    def _verifications(self, issue: Issue) -> str | Table:
        seen = self._standing(issue)
        if not seen:
            return ""
        has_levels = any(one.level for one in seen)
        heading = ("验收层级", "验收单位", "验收日期", "验收方式", "验收结论")
        rows = [heading, *(self._verification(issue, one) for one in seen)]
        return Table(tuple(row if has_levels else row[1:] for row in rows))

    def _verification(self, issue: Issue, one: Verification) -> tuple[str, ...]:
        return (
            self.public.of(one.level, issue.id, "verifications.level") or _NONE,
            self.public.of(one.unit, issue.id, "verifications.unit") or _NONE,
            day_words(one.on),
            _METHODS[one.method],
            self.public.of(one.conclusion, issue.id, "verifications.conclusion") or "通过",
        )

    def _standing(self, issue: Issue) -> list[Verification]:
        """The verifications of this cycle that were not sent back; of each level the last, in the order they came."""
        present = [one for one in issue.verifications if one.cycle == issue.cycle and one.returned_on is None]
        last = {one.level: one for one in present}
        return [one for one in present if last[one.level] is one]

    def _issues(self) -> Table:
        rows = (self._row(number, issue) for number, issue in enumerate(self.issues, 1))
        return Table((("序号", "编号", "问题", "责任单位", "整改情况", "验收情况"), *rows))

    def _row(self, number: int, issue: Issue) -> tuple[str, ...]:
        accepted = (self._verification(issue, one) for one in self._standing(issue))
        seen = "\n".join(
            f"{'' if level == _NONE else f'{level}：'}{unit}，{day}，{how}，{end}"
            for level, unit, day, how, end in accepted
        )
        problem = self._filled(issue, "problem") or self._of(issue, "title")
        return str(number), self._of(issue, "id"), problem, self._units(issue), self.done(issue), seen

    def _places(self) -> Iterator[str]:
        for issue, notice in zip(self.issues, self.notices, strict=True):
            yield self.public.of(notice.place, issue.id, "notices.place")

    def _office(self) -> str:
        """The unit of whoever published it, where the register knows."""
        person = self.header.person_of(self.notices[0].by)
        return self.public.of(person.unit, "register", "people.unit") if person else ""

    def _period(self) -> str:
        notice = self.notices[0]
        counted = f"共{notice.days}{_COUNTED[notice.calendar]}"
        span = f"公示时间为{day_words(notice.on)}至{day_words(notice.ends)}，{counted}（首日计入）。"
        return span + (_course_words(self.course) if self.course else "")


def day_words(day: date | None) -> str:
    """`2025年1月21日`; nothing for no day."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _course_words(course: Course) -> str:
    off = "、".join(_stretch(days) for days in course.holidays)
    worked = "、".join(f"{day.month}月{day.day}日" for day in course.made_up)
    told = [f"{off}为放假调休，不计入" if off else "", f"{worked}为调休上班日，计入" if worked else ""]
    joined = "；".join(filter(None, told))
    return f"其中{joined}。" if joined else ""


def _stretch(days: Days) -> str:
    first, last = days
    return "至".join(dict.fromkeys(f"{day.month}月{day.day}日" for day in (first, last)))

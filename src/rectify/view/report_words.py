"""THE EYE: what the figures of a report are called, what each means, and what it is out of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from rectify.query.flow import Step
from rectify.terms import Basis, Kind
from rectify.view.escape import shown
from rectify.view.labels import number_of
from rectify.view.trail_foot import trail_foot

if TYPE_CHECKING:
    from rectify.query.counts import Count
    from rectify.query.flow import Flow
    from rectify.query.report import Gap, Part, Report, Side

NOT_ON_RECORD: Final = "not on record"
KIND_WORDS: Final = {
    Kind.PROBLEM: ("problem", "problems", "问题"),
    Kind.OPINION: ("opinion", "opinions", "意见建议"),
    Kind.TASK: ("task", "tasks", "任务"),
    Kind.PETITION: ("petition", "petitions", "群众举报件"),
}
"""One, many, and what a ledger calls them."""
GROUP_WORDS: Final = {
    "unit": "responsible unit",
    "place": "place",
    "category": "category",
    "round": "round",
    "item": "item",
    "person": "person in charge",
    "tag": "tag",
}


class Figure(NamedTuple):
    """A figure of a report: its name for programs, its label, the name of its denominator, what it means.

    One that is not `is_usual` is shown only where it is not nought.
    """

    key: str
    label: str
    of: str
    meaning: str
    is_usual: bool = True


STOCK: Final = (
    Figure("total", "on the register", "", "all of this kind that were ever put on it, whatever became of them"),
    Figure(
        "standing",
        "standing duties",
        "total",
        "duties without an end (长期坚持); they are counted apart, and no other figure has them in it",
    ),
    Figure("of", "with an end", "", "on the register and no standing duty: what the figures below are out of"),
    Figure("not_begun", "not begun", "of", "status open"),
    Figure("in_progress", "in progress", "of", "begun, or sent back, and not done"),
    Figure(
        "done",
        "done",
        "of",
        "the unit has nothing left to do: submitted, verified, on notice or closed; done is not closed",
    ),
    Figure("waiting", "done, not closed", "of", "done, and waiting to be accepted, shown to the public or filed"),
    Figure("closed", "closed", "of", "struck off (销号)"),
    Figure("unfounded", "closed as unfounded", "closed", "closed without a cure: there was nothing to cure", False),
    Figure("merged", "closed as merged", "closed", "closed because another entry has it in it", False),
    Figure("overdue", "overdue", "of", "{overdue}; what is done is judged on the day it was submitted"),
    Figure("late", "overdue, not done", "of", "overdue and still not done: those listed by name"),
    Figure(
        "rebounded",
        "rebounded",
        "once_closed",
        "reopened because the problem came back (反弹), whatever became of it since; out of what was ever closed",
    ),
)

STEPS: Final = (
    Figure(Step.ADDED, "put on the register", "", "new in the list"),
    Figure(Step.BEGUN, "begun", "", "open before, and not open any more"),
    Figure(Step.DONE, "done", "", "became done, by submission or by closing without one"),
    Figure(Step.SUBMITTED, "submitted", "", "handed in for acceptance (申请销号)"),
    Figure(Step.VERIFIED, "verified", "", "accepted, at the last level where there are several"),
    Figure(Step.ON_NOTICE, "put on notice", "", "shown to the public (公示)", False),
    Figure(Step.RETURNED, "sent back", "", "was done and not closed, and is not done any more (退回)"),
    Figure(Step.CLOSED, "closed", "", "struck off (销号)"),
    Figure(Step.REOPENED, "reopened", "", "was closed and is not any more"),
    Figure(Step.REBOUNDED, "reopened as rebounded", "reopened", "because the problem came back (反弹)"),
    Figure(Step.MOVED, "deadlines changed", "", "there was one before, and it is another or none now"),
    Figure(Step.PUT_OFF, "deadlines put off", "deadline_moved", "changed to a later day"),
    Figure(Step.ASKED, "extensions asked for", "", "wishes for a later deadline (延期) that somebody is to decide"),
    Figure(
        Step.GRANTED, "extensions granted", "", "approved, whenever they were asked for, or recorded without a decision"
    ),
    Figure(Step.REJECTED, "extensions rejected", "", "refused, whenever they were asked for", False),
    Figure(Step.ESCALATED, "escalations", "", "rungs of pressing: reminder, warning, urging letter … (督办)", False),
    Figure(Step.LOOKED_BACK, "look-backs made", "", "re-checks after closure (回头看) with a result", False),
    Figure(
        Step.TO_STANDING,
        "became standing duties",
        "",
        "the deadline is 长期坚持 now: counted apart from then on",
        False,
    ),
    Figure(Step.FROM_STANDING, "ceased to be standing duties", "", "there is an end now: counted here", False),
    Figure(Step.JOINED, "came from another list", "", "of another kind before, or not asked for", False),
    Figure(Step.LEFT, "went to another list", "", "of another kind now, or not asked for any more", False),
)

OVERLAP: Final = "an issue with several units or tags is counted with each of them, and once in all"
METHOD: Final = (
    "A period is told by the days on which things were recorded, whatever business day they claim: what is recorded"
    " later is counted later, and a period that is over keeps its figures.",
    "What was undone is taken off again in the period of the undo.",
    "From done to closed is counted in days between business dates: from the submission that was not sent back to the"
    " closure, in the same cycle.",
    "Each kind of issue is a list of its own, never added to another: a task is a part of a problem, and a petition is"
    " no problem.",
    f"{OVERLAP[:1].upper()}{OVERLAP[1:]}.",
)
"""How all the figures are made, in sentences."""


def meaning_of(figure: Figure, basis: Basis) -> str:
    """What a figure means."""
    which = "original deadline (the first it ever had)" if basis is Basis.ORIGINAL else "deadline"
    overdue = f"the day of the {which} passed before it was done; without a certain day it is not overdue"
    return figure.meaning.format(overdue=overdue)


def label_of(key: str) -> str:
    """The label of a figure, as a denominator is named."""
    known = {**{one.key: one.label for one in (*STEPS, *STOCK)}, "once_closed": "ever closed"}
    return known[key]


def stock_of(part: Part) -> Iterator[tuple[Figure, int, int | None]]:
    """The figures of where a kind stands that there are, each now and before."""
    for figure in STOCK:
        now = value_of(part.now, figure.key)
        before = value_of(part.before, figure.key) if part.before else None
        if figure.is_usual or now or before:
            yield figure, now, before


def steps_of(flow: Flow, before: Flow | None) -> Iterator[tuple[Figure, int, int | None]]:
    """The figures of what happened that there are, each now and before."""
    for figure in STEPS:
        now = flow.steps[Step(figure.key)]
        earlier = before.steps[Step(figure.key)] if before else None
        if figure.is_usual or now or earlier:
            yield figure, now, earlier


def value_of(count: Count, key: str) -> int:
    """A figure of a count by its name."""
    value: int = getattr(count, key)
    return value


def share(part: int, of: int | None, *, is_long: bool = False, by: str = "/") -> str:
    """`3/47`, or `3/47 (6.4 %)`; a figure without a denominator is a number, and out of nothing there is no share."""
    if of is None:
        return str(part)
    if not of or not is_long:
        return f"{part}{by}{of}"
    tenths = (part * 2000 + of) // (of * 2)  # half a tenth is rounded up
    return f"{part}{by}{of} ({tenths // 10}.{tenths % 10} %)"


def change(now: int, before: int | None) -> str:
    """`+2`, `-1`, `0`; nothing where there is nothing to compare with."""
    return "" if before is None else f"{now - before:+d}" if now != before else "0"


def span_words(side: Side) -> str:
    """`month 2019-03, 2019-03-01 to 2019-03-31`."""
    period = side.period
    name = number_of(period.days, "day") if period.length == "days" else f"{period.length} {period.name}"
    return f"{name}, {period.first} to {period.last}"


def remarks(report: Report) -> Iterator[str]:
    """What must be known before the figures are read: what is not on record, and whether the period is over."""
    now, before = report.now, report.before
    if now.flows is None:
        yield (
            "Nothing is recorded yet: these are the figures of the register as it stands. What happened in the period"
            " is not on record, and the figures cannot be produced again."
        )
    if now.as_of < now.period.last:
        days = (now.as_of - now.period.first).days + 1
        tail = "; the period before is counted whole" if before else ""
        yield f"The period is not over: it is counted up to {now.as_of}, {days} of its {now.period.days} days{tail}."
    if now.since:
        yield (
            f"The trail begins on {now.since}: what was before that day is not on record. What was on the register then"
            " was taken in as it stood, and what happened is counted from there."
        )
    if before and before.since:
        yield f"What happened in the period before is counted from {before.since}, when the trail begins."


def gaps_of(part: Part) -> tuple[str, str]:
    """From done to closed, for what was closed in the period and for what still waits, in sentences."""
    closed, waiting = part.closed_after, part.waiting_since
    return (
        f"Closed in the period: {closed.of or 'none'}{_gap_words(closed, 'from done to closed it took')}.",
        f"Done and not closed: {waiting.of or 'none'}{_gap_words(waiting, 'they have waited')}.",
    )


def _gap_words(gap: Gap, opening: str) -> str:
    """`; they have waited a median of 12 days, the longest 40 days (HD-03); 1 without a submission is left out`."""
    left_out = f"; {gap.of - gap.judged} without a submission on record {'is' if gap.of - gap.judged == 1 else 'are'}"
    tail = f"{left_out} left out" if gap.of > gap.judged else ""
    if gap.median is None or gap.longest is None:
        return tail
    middle = f"{gap.median:g} {'day' if gap.median == 1 else 'days'}"
    longest = f"{number_of(gap.longest, 'day')} ({shown(gap.whose or '')})"
    return f"; {opening} a median of {middle}, the longest {longest}{tail}"


def apart_words(part: Part) -> str:
    """The standing duties in a sentence; none where there are none and were none."""
    now, flow = part.now, part.standing_flow
    steps = [(step, flow.steps[step]) for step in Step if flow.steps[step]]
    if not now.standing and not steps:
        return ""
    words = f"Standing duties, apart: {now.standing} on the register, {now.standing_closed} of them closed"
    words += f", {now.standing_rebounded} rebounded"
    told = ", ".join(f"{number} {label_of(step)}" for step, number in steps)
    return f"{words}; in the period {told}." if told else f"{words}."


def late_words(flow: Flow) -> str:
    """How much of it was recorded late, in a sentence."""
    both = [(step, flow.late[step]) for step in (Step.DONE, Step.CLOSED) if flow.late[step]]
    told = ", ".join(f"{number} of the {flow.steps[step]} {label_of(step)}" for step, number in both)
    return f"Recorded in the period for a business day before it: {told}." if told else ""


def shown_in(report: Report) -> tuple[list[Figure], list[Figure]]:
    """The figures of stock and of steps that some part of the report shows, so that their meaning is told."""
    stock = {figure for part in report.parts for figure, *_ in stock_of(part)}
    steps = {figure for part in report.parts if part.flow for figure, *_ in steps_of(part.flow, part.flow_before)}
    return [one for one in STOCK if one in stock], [one for one in STEPS if one in steps]


def source_words(runs: int, head: str, again: str, *, is_md: bool) -> Iterator[str]:
    """What the figures rest on: the run and its digest, and the command that makes them again.

    Args:
        runs: the number of the last run that is in them.
        head: the sha256 of its line, in hex.
        again: the command, where it is to be told.
        is_md: within Markdown, for a text that is sent.
    """
    if not is_md:
        yield trail_foot(runs, head)
        return
    yield f"The figures rest on the trail up to run {runs}; the sha256 of its line is `{head}`."
    yield f"They are made again, on any later day, with `{code_words(again)}`."


def code_words(text: str) -> str:
    """A text within backquotes of Markdown, in which nothing can end them."""
    return shown(text).replace("`", "'")

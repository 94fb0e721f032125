"""QUESTIONS to an issue: what it waits for on its way to closure and after it, and for whom. Pure.

- Where duties are separated it waits for the first gate that is shut (`model/gates.py`), as `rectify gates` tells it:
  another accepts it (the next level), the public desk publishes, an item or a measure is left. What the closure itself
  opens (a filing number) is asked with it. With every gate passed the office closes.
- In profile simple nothing is asked for that nobody began: what is done waits for the office, which closes or returns
  it; for a verification where the issue names an accepting unit; for a notice that was published.
- On notice: from the day after its end the office closes, when every objection is answered (the desk's).
- An extension asked for is the approver's, a look-back the accepting unit's, a reply the unit's that was written to.
- A rebound that a look-back found waits for the office, which reopens the issue.
- Where the issue names no unit it is that of the people whose duty it is; without any it is told by the role.
- What was taken in as found, without its steps, waits since the day on which it was taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from rectify.model.acceptance import level_to_ask
from rectify.model.due_entry import Matter, Step
from rectify.model.duties import DECIDE, Duties
from rectify.model.extensions import open_request
from rectify.model.gates import gates_named, open_gates
from rectify.model.notices import in_force, open_objections
from rectify.model.sight import rebound_found
from rectify.terms import Role, Status, Verb

if TYPE_CHECKING:
    from rectify.model.due_entry import DueEntry
    from rectify.model.duties import Duty
    from rectify.model.gates import Case, Gate
    from rectify.model.header import Header
    from rectify.model.issue import Issue
    from rectify.model.pressing import Escalation

_OF_ROLE: dict[Role, Duty] = {
    Role.OFFICE: (Verb.CLOSE, ""),
    Role.ACCEPTING: (Verb.VERIFY, ""),
    Role.APPROVER: (Verb.EXTEND, DECIDE),
    Role.PUBLIC_DESK: (Verb.NOTICE, ""),
}
"""The duty by which the people of a role are found."""
_STATUS: Final = "status"


def names_of(header: Header, units: Iterable[str | None]) -> tuple[str, ...]:
    """Units by their own names, each once."""
    return tuple(dict.fromkeys(name for unit in units if (name := header.one_unit(unit))))


def units_of(header: Header, issue: Issue, role: Role) -> tuple[str, ...]:
    """The units of the people who hold a role and may act in it for this issue."""
    able = Duties(header, issue, tuple).able(_OF_ROLE[role])
    return names_of(header, (person.unit for person in able if role in person.roles))


def closing(base: DueEntry, case: Case) -> Iterator[DueEntry]:
    """What an issue that is done and not closed waits for, and since when; `base` is an entry of it.

    Nothing where it waits for nothing but what `pressed` tells.
    """
    steps = _steps_of(case.issue) or _as_found(case)
    base = base.of(base.matter, steps=steps, since=steps[-1].on if steps else None)
    if not case.register.header.policy.separates_duties:
        yield from _in_simple(base, case)
        return
    left = open_gates(case._replace(verb=Verb.SUBMIT)) | open_gates(case)
    first = next((gate for gate in left if not _asked_at_closing(gate, case)), None)
    if first is not None and first.name != "notice":
        yield _verification(base, case) if first.name == "accepted" else _gate(base, case, first, left[first])
        if case.issue.status is Status.ON_NOTICE:
            yield from _running(base, case)
    elif first is not None or case.issue.status is Status.ON_NOTICE:
        yield from _notice(base, case)
    else:
        yield _closure(base, case)


def _in_simple(base: DueEntry, case: Case) -> Iterator[DueEntry]:
    """One step closes: only what was begun on purpose is waited for."""
    issue = case.issue
    if issue.status is Status.ON_NOTICE and in_force(issue):
        yield from _notice(base, case)
    elif issue.status is Status.SUBMITTED and issue.units.accepting:
        yield _verification(base, case)
    else:
        yield _closure(base, case, way=_way_to_close_or_back)


def _gate(base: DueEntry, case: Case, gate: Gate, shut: Iterable[str]) -> DueEntry:
    """A gate that is neither acceptance nor notice, with what keeps it shut: the office assigns or sends back."""
    units = units_of(case.register.header, base.issue, Role.OFFICE)
    return base.of(Matter.GATE, units=units, part=gate.name, what="; ".join(shut), way=partial(gate.way, case))


def _verification(base: DueEntry, case: Case) -> DueEntry:
    issue, header = base.issue, case.register.header
    level = level_to_ask(header, issue, case.past)
    is_last = level is None or level.name == header.policy.levels[-1].name
    named = (level.unit if level else None) or (issue.units.accepting if is_last else None)
    units = names_of(header, (named,)) or units_of(header, issue, Role.ACCEPTING)
    accepted = gates_named(("accepted",))[0]
    return base.of(
        Matter.VERIFICATION,
        role=Role.ACCEPTING,
        units=units,
        part=level.name if level else "",
        way=partial(accepted.way, case),
    )


def _notice(base: DueEntry, case: Case) -> Iterator[DueEntry]:
    """A notice to be published, or one that runs, or the closure once it is over.

    Nothing while an objection keeps it from that, which is told by itself.
    """
    issue, notice = base.issue, in_force(base.issue)
    is_short = any(gate.name == "notice" for gate in open_gates(case))
    if notice is None or (notice.ends < base.today and is_short and not open_objections(issue)):
        way = gates_named(("notice",))[0].way(case) if notice else f"rectify notice {issue.id} --place TEXT"
        yield base.of(Matter.NOTICE, way=way, **_desk(base, case))
    elif notice.ends >= base.today:
        yield from _running(base, case)
    elif not open_objections(issue):
        after = notice.ends + timedelta(days=1)
        steps = (*base.steps, Step("notice over", after))
        yield _closure(base, case).of(Matter.CLOSURE, since=after, steps=steps)


def _running(base: DueEntry, case: Case) -> Iterator[DueEntry]:
    """The last day of a notice that runs."""
    notice = in_force(base.issue)
    if notice is not None and notice.ends >= base.today:
        told = {"part": str(base.issue.notices.index(notice) + 1), "what": notice.place, "day": notice.ends}
        way = f"rectify close {base.issue.id}, from the day after it"
        yield base.of(Matter.NOTICE_END, way=way, **told, **_desk(base, case))


def _desk(base: DueEntry, case: Case) -> dict[str, Any]:
    units = units_of(case.register.header, base.issue, Role.PUBLIC_DESK)
    return {"role": Role.PUBLIC_DESK, "units": units}


def _way_to_close(case: Case) -> str:
    """The closure, with the options that open what is still asked for."""
    bare = f"rectify close {case.issue.id}"
    options = (gate.way(case).removeprefix(bare) for gate in open_gates(case) if _asked_at_closing(gate, case))
    return bare + "".join(options)


def _way_to_close_or_back(case: Case) -> str:
    return f"{_way_to_close(case)}, or rectify return {case.issue.id} --reason TEXT"


def _closure(base: DueEntry, case: Case, way: Callable[[Case], str] = _way_to_close) -> DueEntry:
    units = units_of(case.register.header, base.issue, Role.OFFICE)
    return base.of(Matter.CLOSURE, role=Role.OFFICE, units=units, way=partial(way, case))


def _asked_at_closing(gate: Gate, case: Case) -> bool:
    """True for a gate that the closure itself opens, by an option."""
    return gate.way(case).startswith(f"rectify close {case.issue.id} --")


def _as_found(case: Case) -> tuple[Step, ...]:
    """The day on which an issue came in as it stands, where the trail tells it."""
    moved = [deed for deed in case.past() if any(change.path == _STATUS for change in deed.event.changes)]
    return (Step("taken in", moved[-1].day),) if moved else ()


def _steps_of(issue: Issue) -> tuple[Step, ...]:
    """The steps of this cycle that stand, in the order of the chain."""
    submitted = [one.on for one in issue.submissions if one.cycle == issue.cycle and one.returned_on is None]
    verified = [
        Step(f"verified {one.level}" if one.level else "verified", one.on)
        for one in issue.verifications
        if one.cycle == issue.cycle and one.returned_on is None
    ]
    published = [one.on for one in issue.notices if one.cycle == issue.cycle and one.withdrawn_on is None]
    first = [Step("submitted", day) for day in submitted[-1:]]
    return (*first, *verified, *(Step("published", day) for day in published[-1:]))


def pressed(base: DueEntry, header: Header) -> Iterator[DueEntry]:
    """Objections, an extension, letters: what of an issue that is not closed nobody has answered or decided."""
    issue = base.issue
    for raised in open_objections(issue):
        desk = {"role": Role.PUBLIC_DESK, "units": units_of(header, issue, Role.PUBLIC_DESK)}
        told = {"part": str(raised.number), "what": raised.objection.text, "since": raised.objection.on}
        yield base.of(Matter.OBJECTION, way=f"rectify notice {issue.id} --answer {raised.number}=TEXT", **told, **desk)
    if wish := open_request(issue):
        who = {"role": Role.APPROVER, "units": units_of(header, issue, Role.APPROVER)}
        way = f"rectify extend {issue.id} --approve, or --reject --reason TEXT"
        which = str(issue.extensions.index(wish) + 1)
        told = {"part": which, "what": wish.reason, "since": wish.on, "steps": (Step("asked for", wish.on),)}
        yield base.of(Matter.EXTENSION, way=way, **told, **who)
    for number, letter in enumerate(issue.escalations, 1):
        if letter.cycle == issue.cycle and letter.is_unanswered and letter.asks:
            yield _reply(base, header, number, letter)


def _reply(base: DueEntry, header: Header, number: int, letter: Escalation) -> DueEntry:
    units = names_of(header, (letter.to,)) or names_of(header, base.issue.units.responsible)
    words = f"{letter.rung} {letter.document}" if letter.document else letter.rung.value
    way = f"rectify escalate {base.issue.id} --reply TEXT"
    told = {"role": Role.RESPONSIBLE, "units": units, "part": str(number), "what": words, "way": way}
    return base.of(Matter.REPLY, day=letter.reply_by, since=letter.on, steps=(Step("pressed", letter.on),), **told)


def look_backs(base: DueEntry, header: Header) -> Iterator[DueEntry]:
    """The look-backs of a closed issue that are planned and not done, and a rebound that nobody has taken up."""
    issue = base.issue
    accepting = names_of(header, (issue.units.accepting,)) or units_of(header, issue, Role.ACCEPTING)
    closed = next((one.on for one in reversed(issue.closures) if one.cycle == issue.cycle), None)
    steps = (Step("closed", closed),) if closed else ()
    way = f"rectify lookback {issue.id} --result held, or --result rebound"
    for number, one in enumerate(issue.look_backs, 1):
        if one.cycle == issue.cycle and one.on is None:
            units = names_of(header, (one.unit,)) or accepting
            told = {"part": str(number), "what": one.note or "", "way": way, "since": closed, "steps": steps}
            yield base.of(Matter.LOOK_BACK, role=Role.ACCEPTING, units=units, day=one.due, **told)
    if found := rebound_found(issue):
        way = f"rectify reopen {issue.id} --rebound --reason TEXT"
        steps = (*steps, Step("rebound found", found))
        yield base.of(Matter.REBOUND, units=units_of(header, issue, Role.OFFICE), since=found, steps=steps, way=way)

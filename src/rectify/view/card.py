"""THE EYE: one issue as a clerk would print it: what, who, by when, how far, on what proof, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from rectify.model.bare import BARE_POLICY
from rectify.model.names import DEFAULT_ZONE
from rectify.model.run_data import event_data
from rectify.query.links import NO_LINKS
from rectify.terms import Basis
from rectify.view.card_about import about_blocks, pace_blocks
from rectify.view.card_after import after_blocks
from rectify.view.card_extensions import extension_blocks
from rectify.view.card_links import link_blocks, links_data
from rectify.view.card_notice import notice_blocks
from rectify.view.card_parts import fields, lines, section
from rectify.view.card_plan import plan_blocks
from rectify.view.card_proof import proof_blocks
from rectify.view.escape import shown
from rectify.view.issues_data import issue_data
from rectify.view.json_text import SCHEMA, envelope, json_lines
from rectify.view.labels import number_of
from rectify.view.log_text import history_lines
from rectify.view.sheet import Block, Cell, Page, Tone, line
from rectify.view.values import value_words

if TYPE_CHECKING:
    from rectify.model.issue import Issue
    from rectify.model.policy import Policy
    from rectify.query.links import Links
    from rectify.view.log_text import Told

_OF_RUN: Final = ("seq", "at", "actor", "login", "host", "via")


def card_page(
    issue: Issue,
    *,
    today: date,
    history: Sequence[Told] | None = (),
    basis: Basis = Basis.CURRENT,
    zone: str = DEFAULT_ZONE,
    limit: int | None = None,
    policy: Policy = BARE_POLICY,
    links: Links = NO_LINKS,
) -> Page:
    """Everything known of an issue; what is empty is left out, save who is responsible and by when.

    Args:
        issue: the issue.
        today: the day that days left and pace are judged on.
        history: its events, oldest first; their number is its revision. None where the trail cannot be read.
        basis: which deadline counts.
        zone: the name of the zone that recorded times are told in.
        limit: shorten the values of its history to so many characters; None never does.
        policy: the register's, which says how many extensions may be granted, and what the checklist asks.
        links: what it hangs together with.
    """
    own = ((shown(key), value_words(value)) for key, value in issue.custom.items())
    source = issue.source.data().items() if issue.source else ()
    return (
        *about_blocks(issue, today, basis, links.similar),
        *link_blocks(issue, links, today, basis),
        *extension_blocks(issue, policy.extension_limit),
        *plan_blocks(issue, today),
        *pace_blocks(issue, today, basis),
        *proof_blocks(issue, [event for _, event in history or ()], policy),
        *notice_blocks(issue, today),
        *after_blocks(issue, today),
        *section("Own fields", fields(*own)),
        *section("Source", fields(*((label, lines(text)) for label, text in source))),
        *section("Notes", [line(part, indent=2, hang=0) for part in lines(issue.notes).split("\n") if part]),
        *_history(history, zone, limit),
    )


def card_json(
    cards: Sequence[tuple[Issue, Sequence[Told]]],
    *,
    today: date,
    total: int,
    basis: Basis = Basis.CURRENT,
    form: str = "json",
    policy: Policy = BARE_POLICY,
    links: Mapping[str, Links] = MappingProxyType({}),
) -> str:
    """Issues as in the list, each with `rev` (the number of its events) and `history`.

    Args:
        cards: issues with their events.
        today: the day that computed values are of.
        total: how many issues the register holds.
        basis: which deadline counts.
        form: json, jsonl (an issue a line) or yaml.
        policy: the register's, which says how many extensions may be granted.
        links: what they hang together with, by id.
    """
    members = [_data(issue, told, today, basis, policy) | _linked(links.get(issue.id)) for issue, told in cards]
    if form == "jsonl":
        return json_lines(members)
    head = {"as_of": today.isoformat(), "count": len(members), "total": total}
    if form == "yaml":
        from rectify.view.yaml_text import yaml_text

        return yaml_text({"schema": SCHEMA, **head, "issues": members})
    return envelope(head, "issues", members)


def _history(history: Sequence[Told] | None, zone: str, limit: int | None) -> tuple[Block, ...]:
    if history is None:
        return section("History", [line(Cell("the trail cannot be read", Tone.LATE), indent=2)])
    if not history:
        return section("History", [line(Cell("nothing in the trail yet", Tone.MUTED), indent=2)])
    heading = f"History ({number_of(len(history), 'event')}, revision {len(history)}, times in {zone})"
    return section(heading, history_lines(history, zone=ZoneInfo(zone), limit=limit))


def _data(issue: Issue, told: Sequence[Told], today: date, basis: Basis, policy: Policy) -> dict[str, Any]:
    history = [{key: getattr(run, key) for key in _OF_RUN} | event_data(event) for run, event in told]
    return {**issue_data(issue, today, basis=basis, policy=policy), "rev": len(told), "history": history}


def _linked(links: Links | None) -> dict[str, Any]:
    return {"links": links_data(links)} if links else {}

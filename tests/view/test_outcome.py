"""What a write did."""

import json
from dataclasses import dataclass
from typing import Any

from rectify.actions.judge import Judgement
from rectify.errors import BadValue, Refused
from rectify.model.diff import Change
from rectify.model.event import Event, Run, make_event
from rectify.model.lifecycle import DONE_WORD
from rectify.model.register import Register
from rectify.terms import Verb
from rectify.view.outcome import adopt_page, hand_edit_lines, outcome_json, outcome_page
from rectify.view.plain_table import plain_text
from tests.view.samples import HOSTILE, HOSTILE_TEXT, assert_harmless, closing, hostile_event, issue, run

EMPTY = Register()


@dataclass(frozen=True)
class Asked:
    """As much of an action as the view looks at."""

    id: str
    verb: Verb = Verb.CLOSE

    @property
    def done_word(self) -> str:
        """As of most verbs."""
        return DONE_WORD[self.verb]

    def advice(self, before: object, after: object) -> str | None:
        """None, as of most verbs."""
        return None


@dataclass(frozen=True)
class Noted:
    """A receipt."""

    run: Run
    re_emitted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Did:
    """An outcome."""

    judgements: tuple[Judgement, ...] = ()
    receipt: Noted | None = None
    hand_edits: tuple[Event, ...] = ()
    is_repeat: bool = False
    taken_in: int = 0
    register: Register = EMPTY


def judged(id_: str = "XN-1", verb: Verb = Verb.CLOSE, **fields: Any) -> Judgement:
    """A judgement of an action on an issue."""
    return Judgement(Asked(id_, verb), **fields)  # type: ignore[arg-type]


REFUSED = Refused(id="XN-3", done="closed", why="no evidence", hint="rectify close XN-3 --evidence FILE")
ALL = Did((judged(event=closing(reason="好")), judged("XN-2"), judged("XN-3", error=REFUSED)))


def test_every_action_says_what_it_did() -> None:
    """Status first, then the other fields; nothing to do and refusals at their place."""
    assert plain_text(outcome_page(ALL)) == (
        "XN-1  closed: in_progress → closed\n"
        "    evidence[0]: – → 验收.pdf (12 kB)\n"
        "    reason: 好\n"
        "XN-2  nothing to do\n"
        "XN-3  error: XN-3 cannot be closed: no evidence.\n"
        "    hint: rectify close XN-3 --evidence FILE\n"
    )


def test_a_dry_run_says_would() -> None:
    """Nothing was done."""
    assert plain_text(outcome_page(ALL, dry_run=True)).startswith("XN-1  would be closed: in_progress → closed\n")


def test_something_new_is_told_by_its_title() -> None:
    """Few fields one by one; an event without a status tells its fields."""
    event = make_event("add", "XN-1", {}, issue("XN-1", place="某地").data())
    assert plain_text(outcome_page(Did((judged(verb=Verb.ADD, event=event),)))) == (
        "XN-1  added: 甲川县垃圾填埋场渗滤液外溢\n    place: – → 某地\n"
    )
    note = Did((judged(verb=Verb.NOTE, event=Event("note", "XN-1", text="记")),))
    assert plain_text(outcome_page(note)) == "XN-1  noted\n    “记”\n"


def test_notes_at_the_end() -> None:
    """What was written anew, and that the trail begins; a repeat does nothing."""
    did = Did((judged("XN-2"),), Noted(run(), ("XN-9",)), taken_in=14)
    assert plain_text(outcome_page(did)).split("\n")[1:] == [
        "XN-9 could not be edited in place and was written anew; look at its comments",
        "the trail begins: 14 entries taken in as found",
        "",
    ]
    assert plain_text(outcome_page(Did(is_repeat=True))) == "nothing to do: this batch was applied before\n"


EDITS = (
    Event("adopt", "QH-05", changes=(Change("deadline.date", "2018-12-31", "2019-12-31"),)),
    make_event("adopt", "QH-06", {}, {"id": "QH-06", "title": "x"}),
    make_event("adopt", "QH-07", {"id": "QH-07", "title": "x"}, {}),
    Event("adopt", "register", changes=(Change("notes", None, "n"),)),
    Event("adopt", "QH-08", changes=(Change("place", "某地", None),)),
    Event("adopt", "register", changes=(Change("title", None, "t"),)),
)


def test_hand_edits_are_named_field_by_field() -> None:
    """Changed, new, gone; a field taken away is no issue gone, a title given to the header no new register."""
    assert hand_edit_lines(Did(hand_edits=EDITS)) == [
        "QH-05 deadline.date: 2018-12-31 → 2019-12-31, outside rectify",
        "QH-06 is new, with 2 fields, outside rectify",
        "QH-07 is gone, outside rectify",
        "register notes: – → n, outside rectify",
        "QH-08 place: 某地 → –, outside rectify",
        "register title: – → t, outside rectify",
    ]


def test_adopted_edits_are_taken_in() -> None:
    """Or would be; or there was nothing."""
    assert (
        plain_text(adopt_page(Did(hand_edits=EDITS[:1]))) == "QH-05 deadline.date: 2018-12-31 → 2019-12-31, taken in\n"
    )
    assert ", would be taken in\n" in plain_text(adopt_page(Did(hand_edits=EDITS[:1]), dry_run=True))
    assert plain_text(adopt_page(Did())) == "nothing to take in: the register is what its trail says\n"
    assert plain_text(adopt_page(Did(taken_in=1))) == "the trail begins: 1 entry taken in as found\n"


def test_json_for_scripts() -> None:
    """A result for each action; the run when there is one; lines alone when asked."""
    data = json.loads(outcome_json(Did(ALL.judgements, Noted(run(seq=7)), EDITS[:1]), dry_run=False))
    assert [one["result"] for one in data["results"]] == ["done", "nothing", "refused"]
    assert data["results"][0]["changes"][0] == {"path": "status", "before": "in_progress", "after": "closed"}
    assert (data["results"][2]["code"], data["results"][2]["exit"]) == ("refused", 5)
    assert (data["run"]["seq"], data["outside"][0]["issue"]) == (7, "QH-05")
    assert json.loads(outcome_json(ALL))["run"] is None
    assert [json.loads(one)["id"] for one in outcome_json(ALL, lines=True).splitlines()] == ["XN-1", "XN-2", "XN-3"]


def test_dangerous_text_is_escaped() -> None:
    """In events, errors and hand edits."""
    error = BadValue(field=HOSTILE, why=HOSTILE_TEXT, hint=HOSTILE)
    bare = judged(error=BadValue(field="percent", why="too much"))
    did = Did(
        (judged(HOSTILE, event=hostile_event()), judged(error=error), bare),
        Noted(run(), (HOSTILE,)),
        (hostile_event(),),
    )
    assert_harmless(plain_text(outcome_page(did)))
    assert_harmless(plain_text(adopt_page(did)))
    assert_harmless("\n".join(hand_edit_lines(did)))
    assert_harmless(outcome_json(did))

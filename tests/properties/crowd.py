"""A crowd of issues that hang together: every field that questions choose, order, count or look ahead by, at random."""

from datetime import date, timedelta
from random import Random
from typing import Any

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.terms import ExtensionState, Finding, Held, Kind, Outcome, Profile, Rung, Status
from tests.make import TODAY

IDS = ("A-1", "a-2", "B-1", "甲-3", "C", "D-9", "D-10", "E")
UNITS = ("海西州", "州政府", "住建局", "水务", "水利局")
CALLS = {"海西州": ["州政府"], "水利局": ["水务"]}
WORDS = ("水", "土", "Ｓ1", "s1")


def crowd(seed: int, most: int = 8) -> Register:
    """A register of up to so many issues; the same for the same seed."""
    rng = Random(seed)  # noqa: S311  # made-up data, no secrets
    ids = rng.sample(IDS, rng.randrange(most + 1))
    return Register.of(_header(rng), [_issue(rng, id_) for id_ in ids])


def day(rng: Random) -> date:
    """Some day near today, or one of the first and last there are."""
    return rng.choice((date.min, date.max)) if rng.random() < 0.02 else TODAY + timedelta(days=rng.randrange(-9, 10))


def _header(rng: Random) -> Header:
    policy: dict[str, Any] = {"profile": rng.choice(list(Profile)), "petition_days": rng.choice((None, 1, 6))}
    if policy["profile"] is Profile.CHAIN:
        policy |= {"levels": [{"name": "县级"}, {"name": "州级"}], "notice_days": rng.choice((0, 3))}
    people = [{"id": "zhou", "unit": "环保督察办", "roles": ["office", "accepting", "approver", "public-desk"]}]
    return Header.model_validate({"policy": policy, "units": CALLS, "people": rng.choice(([], people))})


def _issue(rng: Random, id_: str) -> Issue:
    fields = {name: make(rng) for name, make in _MAKERS.items() if rng.random() < rng.choice((0.2, 0.6))}
    return Issue.model_validate({"id": id_, "title": rng.choice(WORDS), "status": rng.choice(list(Status)), **fields})


def _deadline(rng: Random) -> dict[str, Any]:
    return rng.choice(({"date": day(rng)}, {"date": day(rng)}, {"class": "standing"}, {"text": "2019年9月前"}, _NOW))


_NOW = {"class": "immediate"}


def _parts(rng: Random, make: Any) -> list[dict[str, Any]]:
    return [make(rng) | {"cycle": rng.choice((1, 1, 2))} for _ in range(rng.randrange(3))]


def _perhaps(rng: Random, **fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if rng.random() < 0.5}


def _planned(rng: Random, index: int) -> dict[str, Any]:
    return {"id": f"N{index}", "text": "x", **_perhaps(rng, done_on=day(rng))}


def _did(rng: Random, **fields: Any) -> dict[str, Any]:
    return {"on": day(rng), "by": "周办", **fields}


def _notice(rng: Random) -> dict[str, Any]:
    objections = [{"on": day(rng), "text": "x", **_perhaps(rng, answer="y")} for _ in range(rng.randrange(2))]
    told = _did(rng, ends=day(rng), days=5, calendar="cn", place="网站", objections=objections)
    return told | _perhaps(rng, withdrawn_on=day(rng))


def _letter(rng: Random) -> dict[str, Any]:
    return _did(rng, rung=rng.choice(list(Rung)), **_perhaps(rng, reply_by=day(rng), reply="好"))


def _wish(rng: Random) -> dict[str, Any]:
    return _did(rng, to=_deadline(rng), reason="x", state=rng.choice(list(ExtensionState)))


def _look_back(rng: Random) -> dict[str, Any]:
    done = {"on": day(rng), "result": rng.choice(list(Held))}
    return {"due": day(rng), **rng.choice(({}, done))}


def _closure(rng: Random) -> dict[str, Any]:
    return _did(rng, outcome=rng.choice(list(Outcome)), **_perhaps(rng, rebound=True))


_SEEN = {"method": "onsite", "substance": "0e" * 32, "evidence": "a" * 64}

_MAKERS: dict[str, Any] = {
    **dict.fromkeys(("round", "category", "item", "place", "person", "description"), lambda rng: rng.choice(WORDS)),
    **dict.fromkeys(("deadline", "original_deadline"), _deadline),
    **dict.fromkeys(("received_on", "review_on"), day),
    **dict.fromkeys(("parent", "repeats"), lambda rng: rng.choice((*IDS, "none"))),
    "kind": lambda rng: rng.choice(list(Kind)),
    "units": lambda rng: _perhaps(rng, lead=rng.choice(UNITS), responsible=rng.choices(UNITS, k=2), accepting="水务"),
    "tags": lambda rng: rng.choices(WORDS, k=rng.randrange(3)),
    "similar": lambda rng: rng.choices((*IDS, "none"), k=2),
    "cycle": lambda rng: rng.choice((1, 2)),
    "outcome": lambda rng: rng.choice(list(Outcome)),
    "finding": lambda rng: rng.choice(list(Finding)),
    "milestones": lambda rng: [_planned(rng, n) | _perhaps(rng, due=day(rng)) for n in range(2)],
    "measures": lambda rng: [_planned(rng, n) | _perhaps(rng, deadline=_deadline(rng)) for n in range(2)],
    "extensions": lambda rng: _parts(rng, _wish),
    "submissions": lambda rng: _parts(rng, lambda rng: _did(rng) | _perhaps(rng, returned_on=day(rng))),
    "verifications": lambda rng: _parts(rng, lambda rng: _did(rng, **_SEEN)),
    "notices": lambda rng: _parts(rng, _notice),
    "closures": lambda rng: _parts(rng, _closure),
    "look_backs": lambda rng: _parts(rng, _look_back),
    "escalations": lambda rng: _parts(rng, _letter),
    "evidence": lambda rng: [{"sha256": f"{n}" * 64, "name": "x.pdf", "size": 9} for n in range(rng.randrange(3))],
}

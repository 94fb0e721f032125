from collections.abc import Iterator
from enum import StrEnum
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.store.yaml_words import wrong_value
from tests.store.flawed import HEAD, flaw


@pytest.mark.parametrize(
    ("line", "place", "message", "hint"),
    [
        ("statuss: open", "6:5", "unknown key 'statuss'; did you mean 'status'?", ""),
        ("due: 2018-12-31", "6:5", "unknown key 'due'; did you mean 'deadline'?", ""),
        ("foo: bar", "6:5", "unknown key 'foo'", "a field of your own goes under `custom:`"),
        ("tags\u3000: x", "6:5",
         "unknown key 'tags\\u3000', which holds U+3000 IDEOGRAPHIC SPACE; did you mean 'tags'?", ""),
        ("kind: Task", "6:11", "'Task' is not a kind of issue; it is one of: problem, opinion, task, petition",
         "did you mean 'task'?"),
        ("outcome: fixed", "6:14", "'fixed' is not an outcome; it is one of: rectified, unfounded, merged", ""),
        ("outcome: 'merged\u200b'", "6:14",
         "'merged\\u200b' is not an outcome (it holds U+200B ZERO WIDTH SPACE); "
         "it is one of: rectified, unfounded, merged",
         "did you mean 'merged'?"),
        ("kind: [task]", "6:5", "kind must be one word, out of: problem, opinion, task, petition", ""),
        ("deadline: 2018年底", "6:15", "deadline must be a mapping like {date: 2018-12-31, text: 2018年底}", ""),
        ("deadline: [x]", "6:5", "deadline must be a mapping like {date: 2018-12-31, text: 2018年底}", ""),
        ("deadline: {date: 2026-02-30}", "6:22", "deadline.date: no such date: 2026-02-30", ""),
        ("deadline: {date: 2018}", "6:22", "deadline.date: '2018' is not a date: write YYYY-MM-DD, like 2018-12-31",
         ""),
        ("deadline: {class: standing, class_: x}", "6:33", "unknown key 'class_'; did you mean 'class'?", ""),
        ("deadline: {foo: x, text: y}", "6:16", "unknown key 'foo'", "the keys here are: date, text, class"),
        ("units: {responsible: 甲局}", "6:26", "units.responsible must be a list like [甲局]", ""),
        ("measures: {id: x}", "6:5", "measures must be a list like [{id: M1, text: …}]", ""),
        ("measures: [x]", "6:16", "measures[0] must be a mapping like {id: M1, text: …}", ""),
        ("measures: [{id: M1}]", "6:16", "measures[0] of issue Q-1 has no text", "add `text: …`"),
        ("measures: [{id: M, text: x}, {id: M, text: y}]", "6:39", "measures names M twice",
         "give one of them another name"),
        ("indicators: [{name: M}, {name: M}]", "6:36", "indicators names M twice", "give one of them another name"),
        ("percent: 101", "6:14", "percent: a percentage goes from 0 to 100", ""),
        ("percent: 半", "6:14", "percent: '半' is not a whole number", ""),
        ("notes: [a]", "6:5", "notes must be a single text, not a list",
         "put a text that begins with [ or { in quotes"),
        ("notes: {a: b}", "6:5", "notes must be a single text, not a mapping",
         "put a text that begins with [ or { in quotes"),
        ("notes: ''", "6:12", "notes: the text is empty; leave the key out instead", ""),
        ("place: \"a\\nb\"", "6:12", "place: must be one line, without a line break", ""),
        ("tags: [~]", "6:12", "tags[0] has no value", "give it one, or leave it out"),
        ("custom: x", "6:13", "custom must be a mapping like {my_field: …}", ""),
        ("custom: {a: {b: c}}", "6:14", "custom.a must be a text or a list of texts", ""),
        ("custom: {a: [[b]]}", "6:14", "custom.a must be a text or a list of texts", ""),
        ("custom: {a: }", "6:14", "custom.a has no value", "give it one, or leave it out"),
        ("custom: {a b: x}", "6:14", "'a b': not a name for a field of your own: letters, digits, - and _ only", ""),
        ("parent: register", "6:13",
         "parent: 'register' is the name of the header in the trail, so it cannot be an id", ""),
        ("title: 又", "6:5", "the key 'title' stands twice: first on line 4, again on line 6", "keep one of them"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_told_in_our_words(line: str, place: str, message: str, hint: str) -> None:
    """The sentence names the field and what it should be, at the place where it is wrong."""
    assert flaw(f"{HEAD}    {line}\n") == (place, message, hint)


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("# only this\n", "1:1", "the file is empty but for comments"),
        ("- id: A\n", "1:1", "the file is a list"),
        ("just text\n", "1:1", "the file is a text, not a register"),
        ("issues: []\n", "1:1", "the file does not say its format"),
        ("format: 2\nfoo: bar\n", "1:9", "format 2 was made by a newer rectify; this one reads format 1"),
        ("format: one\n", "1:9", "format must be 1"),
        ("format: [1]\n", "1:1", "format must be 1"),
        ("format: 1\nissue: []\n", "2:1", "unknown key 'issue'; did you mean 'issues'?"),
        ("format: 1\nregister: x\n", "2:11", "register must be a mapping like {title: …}"),
        ("format: 1\nissues: {}\n", "2:1", "issues must be a list"),
        ("format: 1\nissues: [x]\n", "2:10", "an issue must be a mapping"),
        ("format: 1\nissues: [[]]\n", "2:10", "an issue must be a mapping"),
        ("format: 1\nregister: {timezone: Mars}\n", "2:22",
         "timezone: 'Mars' is not a time zone; write one like Asia/Shanghai"),
        ("format: 1\nregister: {units: {甲: }}\n", "2:20", "units.甲 must be a list like [a, b]"),
        ("format: 1\nregister: {policy: {profile: strict}}\n", "2:30",
         "'strict' is not a profile that this rectify has; it is one of: simple, supervised, chain"),
        ("format: 1\nregister: {policy: {calendar: lunar}}\n", "2:31",
         "'lunar' is not a calendar; it is one of: cn, weekdays, calendar"),
        ("format: 1\nregister: {policy: {levels: [{name: 县}, {name: 县}]}}\n", "2:21",
         "policy.levels: a level is named twice; give each a name of its own"),
        ("format: 1\nregister: {people: [{id: a, unit: u, roles: [boss]}]}\n", "2:46",
         "'boss' is not a role; it is one of: office, responsible, accepting, approver, public-desk"),
        ("format: 1\nregister: {people: [{id: a, unit: u}, {id: a, unit: u}]}\n", "2:12",
         "people: a stands for a and a"),
        ("format: 1\nregister: {people: [{id: a}]}\n", "2:21", "people[0] of register has no unit"),
        ("format: 1\nregister: {foo: x}\n", "2:12", "unknown key 'foo'"),
        ("format: 1\nissues:\n  - title: t\n    status: open\n", "3:5", "this issue has no id"),
        ("format: 1\nissues:\n  - id: a b\n    title: t\n    status: open\n", "3:9",
         "id: 'a b' is not an id: 1 to 64 letters, digits, - _ or ., not starting with - or .; it holds U+0020 SPACE"),
        (HEAD + "  - id: q-1\n    title: t\n    status: open\n", "6:9",
         "the id 'q-1' stands twice: first on line 3, again on line 6"),
        (HEAD + "\u3000 notes: x\n", "6:1",
         "the line is indented with U+3000 IDEOGRAPHIC SPACE, so its key stands elsewhere"),
    ],
)  # fmt: skip
def test_the_frame_of_the_file_is_strict(text: str, place: str, message: str) -> None:
    """A register is one mapping of format, register and issues; ids stand once, whatever their case."""
    assert flaw(text)[:2] == (place, message)


@pytest.mark.parametrize("text", ["date：2018-12-31", "\n      date：2018-12-31"])
def test_a_full_width_colon_hidden_in_a_value_is_hinted_at(text: str) -> None:
    """Where a text stands for a mapping because of its colon, the hint says so."""
    assert "full-width colon" in flaw(f"{HEAD}    deadline: {text}\n")[2]
    assert "full-width colon" in flaw("format：1\n")[2]
    assert "full-width colon" in flaw("format: 1\nissues:\n  - id：A\n")[2]


def test_ids_that_differ_only_in_composition_are_the_same() -> None:
    """An id with combining marks and one without cannot stand beside each other."""
    found = flaw("format: 1\nissues:\n- {id: é, title: t, status: open}\n- {id: e\u0301, title: t, status: open}\n")
    assert "stands twice" in found[1]


def test_every_word_list_of_the_format_has_its_words() -> None:
    """A field that takes a token says which there are; none is forgotten when one is added."""
    fields = {name for model in (Issue, Header) for name in tokens(model)}
    for field in fields:
        assert "it is one of: " in wrong_value("enum", (field,), "", "x")[0]


def tokens(model: type[BaseModel]) -> Iterator[str]:
    """The names, as files have them, of the fields of a model and of its parts that take a token."""
    for name, info in model.model_fields.items():
        for kind in inner_types(info.annotation):
            if issubclass(kind, StrEnum):
                yield info.alias or name
            elif issubclass(kind, BaseModel):
                yield from tokens(kind)


def inner_types(annotation: Any) -> Iterator[type]:
    """The classes that an annotation is made of."""
    parts = get_args(annotation)
    if parts:
        for part in parts:
            yield from inner_types(part)
    elif isinstance(annotation, type):
        yield annotation

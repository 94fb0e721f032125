"""Thousands of small YAML documents: data that other readers agree with, or a refusal with its place."""

from collections import Counter
from functools import cache
from typing import Any

import pytest
import yaml

from rectify.errors import InvalidRegister
from rectify.store.register_yaml import read_register
from rectify.store.yaml_compose import compose
from rectify.store.yaml_nodes import Composed, data_of
from tests.hostile.second_opinions import pyyaml, same_texts, same_values, yaml_1_2
from tests.hostile.yaml_corpus import PLACES, Document, documents

DOCUMENTS = tuple(documents())
REFUSED = object()
IN_FLOW_ALONE = {
    "?a": "a ? right before a key",  # YAML 1.1 reads {a: null}, YAML 1.2 the text ?a
    "a:": "a ':' inside a plain value between brackets",  # libyaml refuses what both others read
}
"""What is refused between brackets although both other readers take it."""
BRACKETS = (PLACES["item in brackets"], PLACES["only item in brackets"])
DASH = ("-", "plain scalar cannot start with '-'")
"""A dash alone between brackets is a text for us and PyYAML; YAML 1.2 refuses it."""


def theirs(document: Document, reader: Any) -> Any:
    """What another reader makes of a document."""
    try:
        return reader(document.text)
    except (yaml.YAMLError, ValueError, AttributeError):  # the last is PyYAML's own slip on an unhashable key
        return REFUSED


def refusal(document: Document) -> str | None:
    """The words a document is refused with for what registers do not use, if it is."""
    if document.place in BRACKETS or (document.place.is_flow and document.place.is_key and document.source == "?a"):
        return IN_FLOW_ALONE.get(document.source, document.refusal)
    return document.refusal


def judgement(document: Document) -> str | None:
    """What is wrong with what we make of a document; None when all is well."""
    composed = compose(document.text)
    said = [fault.message for fault in composed.faults]
    one, other = theirs(document, pyyaml), theirs(document, yaml_1_2)
    if words := refusal(document):
        return None if said and (one is REFUSED or any(words in message for message in said)) else "not refused so"
    if one is REFUSED:
        return None if said else "PyYAML refuses it"
    return f"refused: {said}" if said else _differs(document, composed, one, other)


def _differs(document: Document, composed: Composed, one: Any, other: Any) -> str | None:
    ours = data_of(composed.root) if composed.root else None
    if not same_texts(ours, one):
        return f"PyYAML reads {one}, we {ours}"
    if other is REFUSED:
        return None if document.place.is_flow and document.source == DASH[0] else "YAML 1.2 refuses it"
    return None if same_values(ours, other) else f"YAML 1.2 reads {other}, we {ours}"


@pytest.mark.parametrize("name", [*PLACES, "whole"])
def test_every_document_is_data_or_refused_as_others_have_it(name: str) -> None:
    """What we read is what PyYAML and a reader of YAML 1.2 read; what PyYAML refuses, we refuse."""
    chosen = [document for document in DOCUMENTS if document.name.startswith(f"{name}: ")]
    assert len(chosen) > 25
    assert {document.name: wrong for document in chosen if (wrong := judgement(document))} == {}


@cache
def outcome(text: str) -> str:
    """`read`, or the places of all flaws of a file."""
    try:
        read_register(text.encode(), "x.yaml")
    except InvalidRegister as error:
        return "\n".join(detail.place for detail in error.details)
    return "read"


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_every_flaw_has_a_place_within_the_file(eol: str) -> None:
    """No document ends in anything but a register or flaws, in order, each at a line and a column that is there."""
    for document in DOCUMENTS:
        lines = document.text.replace("\n", eol).split("\n")
        found = outcome(document.text.replace("\n", eol))
        places = [] if found == "read" else [tuple(map(int, place.split(":")[1:])) for place in found.split("\n")]
        assert places == sorted(places), document
        assert all(line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in places), document


def test_line_ends_change_no_place() -> None:
    """With the line ends of Windows each flaw stands in the same line and column."""
    differing = {doc.name for doc in DOCUMENTS if outcome(doc.text) != outcome(doc.text.replace("\n", "\r\n"))}
    assert differing == set()


def test_the_corpus_is_wide() -> None:
    """Many times the 406 documents of the public suite, no two alike; about half of them are read by all."""
    assert len({document.text for document in DOCUMENTS}) > 5_000
    counted = Counter(not compose(document.text).faults for document in DOCUMENTS)
    assert min(counted.values()) > 2_000
    assert sum(outcome(document.text) == "read" for document in DOCUMENTS) > 60

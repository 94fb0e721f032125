"""Edits of one value in a file of any style, and what two other readers say of the new text."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

import yaml

from rectify.errors import InvalidRegister
from rectify.model.issue import Issue
from rectify.model.path import get, read_path
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.yaml_edit import Rewritten, rewrite
from rectify.store.yaml_layout import line_end
from rectify.store.yaml_nodes import Mapping, Node, data_of
from tests.fuzz.mutants import bent_text, hostile_text
from tests.hostile.second_opinions import pyyaml, same_texts, same_values, yaml_1_2
from tests.properties.styled_register import SAFE, Hand, random_issue

KNOWN = (
    "found character '\\t' that cannot start any token",  # PyYAML in Python takes no tab beside a value
    "invalid indentation",  # YAML 1.2 wants the lines of a quoted text and of brackets further in than their key
    "plain scalar cannot start with '-'",  # a dash alone between brackets
    "but got '?'",  # PyYAML in Python takes no ? within a bare text between brackets
    "while scanning a directive",  # nor a tab within %YAML
)
"""What others refuse and we, with libyaml, do not."""


def agree(file: RegisterFile) -> None:
    """What we read is what PyYAML and a reader of YAML 1.2 read; they may refuse only what they are known to."""
    ours = data_of(file.root)
    for reader, is_same in ((pyyaml, same_texts), (yaml_1_2, same_values)):
        try:
            assert is_same(ours, reader(file.text)), f"{reader.__name__} reads something else"
        except (yaml.YAMLError, ValueError) as error:
            assert any(known in str(error) for known in KNOWN), f"{reader.__name__} refuses it: {error}"


def edit_of_one_value(rng: Random, slips: float = 0.4) -> Rewritten | None:
    """Change one value of one issue in a file as some hand wrote it, now and then with slips that are still YAML.

    None where a slip is refused.

    Raises:
        AssertionError: another byte changed, or some reader reads another value.
    """
    texts = (*SAFE, hostile_text(rng), hostile_text(rng))
    issues = [random_issue(rng, f"Q-{number}", _readable(texts)) for number in range(rng.randrange(1, 4))]
    text = _decorated(rng, Hand(rng).file(issues)[0])
    if rng.random() < slips:
        text = bent_text(rng, text, most=2)
    try:
        file = read_register(text.encode(), "x.yaml")
        issue = rng.choice(file.register.issues)
    except (InvalidRegister, IndexError):
        return None
    path, changed = _changed(rng, issue)
    result = rewrite(file, file.register.with_issue(changed))
    assert result.file.register.entries() == file.register.with_issue(changed).entries()
    agree(result.file)
    if changed != issue:
        _is_that_text(result, issue.id, path, changed)
    if not result.re_emitted:
        _only_there(file, result, issue.id, path)
    return result


def _readable(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in texts if text.strip())


def _decorated(rng: Random, text: str) -> str:
    """The file with a byte order mark, with marks of a document around it, or as it is."""
    eol = "\r\n" if "\r\n" in text else "\n"
    start = rng.choice(("", "", "", f"---{eol}", f"%YAML 1.2{eol}---{eol}", f"--- # 台账{eol}"))
    is_ended = text.endswith(eol) and "|+" not in text and rng.random() < 0.2
    return rng.choice(("", "\ufeff")) + start + text + (f"...{eol}" if is_ended else "")


def _changed(rng: Random, issue: Issue) -> tuple[str, Issue]:
    """A path, and the issue with another value there."""
    line, text = (hostile_text(rng) for _ in range(2))
    line = re.sub(r"[\r\n]", "", line).strip("\u3000") or "x"
    line, text = (one if one.strip() else "x" for one in (line, text))
    units = issue.units.model_dump()
    day = date(2019, 1, 1) + timedelta(days=rng.randrange(99))
    makers: dict[str, Callable[[], dict[str, Any]]] = {
        "title": lambda: {"title": line},
        "place": lambda: {"place": line},
        "description": lambda: {"description": text},
        "notes": lambda: {"notes": text},
        "tags": lambda: {"tags": (*issue.tags, line)},
        "units.lead": lambda: {"units": {**units, "lead": line}},
        "custom.k2": lambda: {"custom": {**issue.custom, "k2": rng.choice((text, (text, line)))}},
        "custom.新": lambda: {"custom": {**issue.custom, "新": text}},
        "review_on": lambda: {"review_on": rng.choice((day, None))},
        "percent": lambda: {"percent": rng.choice((rng.randrange(101), None))},
        "person": lambda: {"person": rng.choice((line, None))},
    }
    path = rng.choice(tuple(makers))
    return path, issue.but(**makers[path]())


def _is_that_text(result: Rewritten, id_: str, path: str, changed: Issue) -> None:
    """A text that was written is a text to readers that guess types too: no number, no boolean, no day."""
    meant = get(changed.plain(), read_path(path))
    for reader in (yaml.safe_load, yaml_1_2) if isinstance(meant, str) else ():
        try:
            read = reader(result.file.text)
        except (yaml.YAMLError, ValueError):
            continue  # for what stood there before; `agree` has judged that
        number = list(result.file.register.by_id).index(id_)
        assert get(read["issues"][number], read_path(path)) == meant


def _only_there(file: RegisterFile, result: Rewritten, id_: str, path: str) -> None:
    """All bytes before and behind the value are the same; blanks and a comma beside it go along with it."""
    old, new = file.text, result.file.text
    if span := _span(file, id_, path):
        before, behind = old[: span[0]].rstrip(" \r\n,"), old[span[1] :].lstrip(" \r\n,")
    else:
        behind = old[next((at for at in range(len(old)) if not new.startswith(old[: at + 1])), len(old)) :]
        before = old.removesuffix(behind)  # nothing goes where a key comes
    assert new.startswith(before), (before[-80:], new[len(before) - 80 : len(before)])
    assert new[len(before) :].endswith(behind), (behind[:80], new[len(before) :])


def _span(file: RegisterFile, id_: str, path: str) -> tuple[int, int] | None:
    """From a key to the end of the line of its value; of the key around it where it has none itself."""
    node: Node = file.nodes[id_]
    found: tuple[int, int] | None = None
    for step in read_path(path):
        if not isinstance(node, Mapping) or step not in node.pairs:
            break
        key, node = node.pairs[str(step)]
        found = key.start, max(key.end, node.end)
    if found is None:
        return None
    return found[0], line_end(file.text + "\n", found[1])

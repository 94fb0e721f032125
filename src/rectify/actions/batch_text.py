"""Batch input as text: JSONL, CSV or plain lines of shell words become requests; pure.

- JSONL: `{"verb": "close", "id": "QH-05", "evidence": ["a.pdf"]}`, one a line; `id` may be a list.
- CSV: a heading of field names with `verb` and `id`; an empty cell is a field left out, a line ends with LF.
- Plain: `close QH-05 --evidence a.pdf`, as on the command line; blank lines and lines with # are passed over,
  and what follows `--` is no option.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from rectify.actions.any_action import ACTIONS, field_names
from rectify.actions.shell_words import shell_words
from rectify.errors import BadBatchLine
from rectify.terms import Verb

FORMS: Final = ("jsonl", "csv", "plain")
_RENAMED = {"tag": "tags"}
_LAST_WORD = {"note": "text"}
_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
"""A line of a CSV file with its end; a line separator within a cell (U+2028) is none."""
_MANY_DIGITS: Final = 1000
_NO_COMMAS: Final = {";": "semicolons", "\t": "tabs"}


class Line(NamedTuple):
    """One request of a batch: its line number, and its data or why it cannot be read."""

    number: int
    data: dict[str, Any]
    error: BadBatchLine | None = None


def read_batch(text: str, form: str | None = None, *, is_table: bool = False) -> list[Line]:
    """The requests of a batch, one an issue a line.

    Args:
        text: the whole input.
        form: one of `FORMS`; guessed from the first line when None.
        is_table: it is called CSV, so it is no plain words.
    """
    form = form or guess_form(text)
    form = "csv" if is_table and form == "plain" else form
    readers = {"jsonl": _json_lines, "csv": _csv_lines, "plain": _plain_lines}
    return [one for line in readers[form](text) for one in _one_an_issue(line)]


def guess_form(text: str) -> str:
    """JSONL when the first line begins with `{` or `[`, CSV when it is a heading with verb and id, else plain.

    A heading that is not parted by commas is one too, and so is `[` a sign of JSON, so that it can be told what is
    wrong with them.
    """
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if first.startswith(("{", "[")):
        return "jsonl"
    return "csv" if any({"verb", "id"} <= set(_cells(first, sign)) for sign in (",", *_NO_COMMAS)) else "plain"


def _cells(heading: str, sign: str) -> list[str]:
    return [cell.strip().strip('"') for cell in heading.split(sign)]


def _one_an_issue(line: Line) -> Iterator[Line]:
    ids = line.data.get("id")
    if line.error or not isinstance(ids, list):
        yield line
        return
    for id_ in ids:
        yield Line(line.number, {**line.data, "id": id_})


def _json_lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(
                line, parse_float=str, parse_int=_whole, parse_constant=_no_json, object_pairs_hook=_no_key_twice
            )
        except RecursionError:
            yield _bad(number, "not JSON as a batch has it: nested too deeply")
            continue
        except ValueError as error:
            yield _bad(number, f"not JSON: {error}")
            continue
        yield Line(number, data) if isinstance(data, dict) else _bad(number, "not a JSON object")


def _whole(digits: str) -> int | str:
    """A number; one of more digits than Python reads stays text, and is refused where a number must be."""
    return int(digits) if len(digits) < _MANY_DIGITS else digits


def _no_json(word: str) -> None:
    raise ValueError(f"{word} is no number of JSON")


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        raise ValueError("a key stands twice")
    return data


def _csv_lines(text: str) -> Iterator[Line]:
    reader = csv.reader(_ROW.findall(text), strict=True)
    heading: list[str] = []
    while True:
        start = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield _bad(start, f"not CSV: {error}")
            return
        if row is None:
            return
        if not any(cell.strip() for cell in row):
            continue
        if heading:
            yield _csv_line(start, heading, row)
            continue
        heading = [cell.strip() for cell in row]
        if why := _bad_heading(heading):
            yield _bad(start, why)
            return


def _bad_heading(heading: list[str]) -> str | None:
    """Why a heading is none; `id` alone may be missing, for issues that are added get theirs."""
    if twice := [name for name in heading if name and heading.count(name) > 1]:
        return f"two headings are called {twice[0]}"
    if "verb" in heading:
        return None
    for sign, called in _NO_COMMAS.items():
        if "verb" in _cells(",".join(heading), sign):
            return f"the heading is parted by {called}, not by commas"
    return f"the heading lacks {'verb' if 'id' in heading else 'verb and id'}"


def _csv_line(number: int, heading: list[str], row: list[str]) -> Line:
    if len(row) != len(heading):
        return _bad(number, f"{len(row)} cells under {len(heading)} headings")
    cells = zip(heading, row, strict=True)
    return Line(number, {name: _lf(cell) for name, cell in cells if name and cell.strip()})


def _lf(cell: str) -> str:
    """A cell without blanks around it; the line ends of Windows within it are those of a text."""
    return cell.strip().replace("\r\n", "\n")


def _plain_lines(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            yield Line(number, _plain_data(shell_words(line)))
        except BadBatchLine as error:
            yield Line(number, {}, error)
        except ValueError as error:
            yield _bad(number, f"not shell words: {error}")


def _plain_data(words: list[str]) -> dict[str, Any]:
    verb, rest = words[0], words[1:]
    if verb not in ACTIONS:
        return {"verb": verb}
    data: dict[str, Any] = {"verb": verb}
    ids: list[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            ids += rest
            break
        if word.startswith("--"):
            _take_option(verb, word, rest, data)
        else:
            ids.append(word)
    if verb == Verb.POLICY:
        return data | _of_policy(ids, data)
    if verb in _LAST_WORD and len(ids) > 1:
        data[_LAST_WORD[verb]] = ids.pop()
    return data | ({"id": ids} if ids else {})


def _of_policy(words: list[str], data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands for ids on a line of `policy`: `set NAME=VALUE …`, `person ID` or `unit NAME`."""
    if not words:  # all said with options: policy --set NAME=VALUE
        return {}
    what, *rest = words
    if what == "set":
        pairs = dict(data.get("set", {}))
        for word in rest:
            _put_pair(pairs, "policy set", word)
        return {"set": pairs} if pairs else {}
    if what in ("person", "unit") and len(rest) == 1:
        return {what: rest[0]}
    hint = "policy set NAME=VALUE --reason TEXT, policy person ID --unit UNIT or policy unit NAME --alias TEXT"
    raise BadBatchLine(why="policy does not go so", hint=f"write {hint}")


def _take_option(verb: str, word: str, rest: list[str], data: dict[str, Any]) -> None:
    option, sign, value = word.partition("=")
    name = option[2:].replace("-", "_")
    name = _RENAMED.get(name, name)
    info = next((info for key, info in ACTIONS[verb].model_fields.items() if name in (key, info.alias)), None)
    if info is None:
        known = ", ".join(f"--{field.replace('_', '-')}" for field in field_names(ACTIONS[verb]) if field != "id")
        raise BadBatchLine(why=f"{verb} has no option {option}", hint=f"it has: {known}")
    if info.default is False:
        if sign:
            raise BadBatchLine(why=f"{option} takes no value")
        data[name] = True
        return
    if not sign:
        if not rest:
            raise BadBatchLine(why=f"{option} needs a value")
        value = rest.pop(0)
    _put(data, name, option, value, info.default)


def _put(data: dict[str, Any], name: str, option: str, value: str, default: Any) -> None:
    if default == ():
        data.setdefault(name, []).append(value)
    elif default == {}:
        _put_pair(data.setdefault(name, {}), option, value)
    else:
        data[name] = value


def _put_pair(pairs: dict[str, str], option: str, value: str) -> None:
    key, sign, part = value.partition("=")
    if not sign:
        raise BadBatchLine(why=f"{option} {value} is no pair: write {option} NAME=VALUE")
    if key in pairs:
        raise BadBatchLine(why=f"{option} names {key} twice")
    pairs[key] = part


def _bad(number: int, why: str) -> Line:
    return Line(number, {}, BadBatchLine(why=why))

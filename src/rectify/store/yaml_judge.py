"""THE DISK: the nodes of a register judged by the model, every flaw with its place.

- The file is one mapping: `format: 1` (required), `register:` (the header), `issues:` (a list).
- An id stands once, letter case making no other id; what `parent` names is not judged here.
- A flaw stands at its value; at the key where there is no value; at the mapping where there is no key.
"""

import unicodedata
from typing import Any, NamedTuple

from pydantic import ValidationError

from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.names import RESERVED_ID
from rectify.model.register import Register
from rectify.store.yaml_fields import faults_of
from rectify.store.yaml_flaws import Fault, quoted, shortened
from rectify.store.yaml_nodes import Lines, Mapping, Node, Scalar, Sequence, data_of, spot
from rectify.store.yaml_shape import FORMAT, ROOT_KEYS
from rectify.store.yaml_syntax import wide_colon_hint
from rectify.store.yaml_words import unknown_key

_ISSUE_HINT = "write each issue as `- id: …`, with `title: …` and `status: open` below it"


class Entries(NamedTuple):
    """A register and the mapping of each of its entries, or what is wrong with them."""

    register: Register | None
    nodes: dict[str, Mapping]
    faults: tuple[Fault, ...]


def judge(root: Node | None, text: str) -> Entries:
    """The register that these nodes of `text` are."""
    if not isinstance(root, Mapping):
        return Entries(None, {}, (_no_mapping(root),))
    judge_ = _Judge(text)
    if not judge_.format(root):
        return Entries(None, {}, tuple(judge_.faults))
    judge_.root_keys(root)
    header = judge_.header(root)
    issues = judge_.issues(root)
    register = None if judge_.faults or header is None else Register.of(header, issues)
    return Entries(register, judge_.nodes, tuple(judge_.faults))


def _no_mapping(root: Node | None) -> Fault:
    hint = "a register begins with `format: 1`, then `register:` and `issues:`"
    if isinstance(root, Sequence):
        return Fault(root.start, "the file is a list", f"{hint}; put `issues:` above the list")
    if isinstance(root, Scalar) and root.text is not None:
        return Fault(root.start, "the file is a text, not a register", wide_colon_hint(root.text) or hint)
    return Fault(0, "the file is empty but for comments", hint)


class _Judge:
    """Gathers the faults of one file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines: Lines | None = None
        self._seen: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.nodes: dict[str, Mapping] = {}

    def format(self, root: Mapping) -> bool:
        """True when the file is of a format that can be judged further."""
        if "format" not in root.pairs:
            self.faults.append(Fault(root.start, "the file does not say its format", "begin it with `format: 1`"))
            return True
        key, node = root.pairs["format"]
        said = node.text if isinstance(node, Scalar) else None
        if said == str(FORMAT):
            return True
        if said and said.isascii() and said.isdigit() and int(said[:9]) > FORMAT:
            message = f"format {shortened(said)} was made by a newer rectify; this one reads format {FORMAT}"
            self.faults.append(Fault(spot(key, node), message, "install a newer rectify"))
            return False
        self.faults.append(Fault(spot(key, node), f"format must be {FORMAT}", "write `format: 1`"))
        return True

    def root_keys(self, root: Mapping) -> None:
        """Note the keys that a register does not have."""
        for name, (key, _node) in root.pairs.items():
            if name not in ROOT_KEYS:
                self.faults.append(Fault(key.start, *unknown_key(name, ROOT_KEYS, False)))

    def header(self, root: Mapping) -> Header | None:
        """The header; None when it is faulty."""
        if (pair := root.pairs.get(RESERVED_ID)) is None:
            self.nodes[RESERVED_ID] = Mapping(root.start, root.start, {}, False)
            return Header()
        key, node = pair
        if isinstance(node, Mapping):
            self.nodes[RESERVED_ID] = node
            return self._header_of(node)
        self.nodes[RESERVED_ID] = Mapping(key.start, key.end, {}, False)
        if isinstance(node, Scalar) and node.text is None:
            return Header()
        hint = "write `register:` and its keys below it"
        self.faults.append(Fault(spot(key, node), "register must be a mapping like {title: …}", hint))
        return None

    def _header_of(self, node: Mapping) -> Header | None:
        try:
            return Header.model_validate(data_of(node), by_alias=True, by_name=False)
        except ValidationError as error:
            self.faults.extend(faults_of(error, node, RESERVED_ID))
        return None

    def issues(self, root: Mapping) -> list[Issue]:
        """The issues that are without fault."""
        if (pair := root.pairs.get("issues")) is None:
            return []
        key, node = pair
        if isinstance(node, Scalar) and node.text is None:
            return []
        if not isinstance(node, Sequence):
            self.faults.append(Fault(spot(key, node), "issues must be a list", _ISSUE_HINT))
            return []
        return [issue for item in node.items if (issue := self._issue(item))]

    def _issue(self, node: Node) -> Issue | None:
        if not isinstance(node, Mapping):
            hint = wide_colon_hint(node.text) if isinstance(node, Scalar) else None
            self.faults.append(Fault(node.start, "an issue must be a mapping", hint or _ISSUE_HINT))
            return None
        data = data_of(node)
        self._id(data.get("id"), node)
        try:
            issue = Issue.model_validate(data, by_alias=True, by_name=False)
        except ValidationError as error:
            self.faults.extend(faults_of(error, node, f"issue {data['id']}" if data.get("id") else "this issue"))
            return None
        self.nodes[issue.id] = node
        return issue

    def _id(self, id_: Any, node: Mapping) -> None:
        if not isinstance(id_, str):
            return
        fold = id_.casefold() if id_.isascii() else unicodedata.normalize("NFC", id_).casefold()
        at = node.pairs["id"][1].start
        first = self._seen.setdefault(fold, at)
        if first == at:
            return
        lines = self._lines = self._lines or Lines(self._text)
        where = f"first on line {lines.at(first)[0]}, again on line {lines.at(at)[0]}"
        self.faults.append(Fault(at, f"the id {quoted(id_)} stands twice: {where}", "give one of them another id"))

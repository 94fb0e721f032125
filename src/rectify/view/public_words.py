"""THE EYE: texts of the register for the public: what is a person's own is left out, and told; the rest stays.

- A name that the register knows, or that a text gives in the usual way (村民张三), becomes 某某, a number or an
  address （略）. A name told in any other way is not known for one: somebody has to read the text.
- What is left out is told by its place and its sort, never by itself: that would be another copy of it.
- A `{{` in data is no placeholder.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from rectify.view.escape import shown
from rectify.wording.persons import named_persons
from rectify.wording.private import Found, Private, left_out, names_in, private_numbers

_NOT_OF_AN_OFFICE: Final = frozenset({Private.NAME, Private.MOBILE, Private.CARD})
"""What an office may not publish of its own accord either; its telephone, mail and address it may."""


class Left(NamedTuple):
    """What was left out: of which issue, of which text, and what sort of thing."""

    issue: str
    text: str
    what: Private


class PublicWords:
    """Makes texts fit for the public, and remembers what it left out."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names_in(names)
        self._left: dict[tuple[str, str, str], list[Left]] = {}

    @property
    def left(self) -> list[Left]:
        """All that was left out, each text once however often it was asked for."""
        return [one for told in self._left.values() for one in told]

    def of(self, text: str | None, issue: str, field: str) -> str:
        """A text of the register without what is a person's own."""
        if not text:
            return ""
        found = [*self._names(text), *named_persons(text), *private_numbers(text)]
        self._left[issue, field, text] = [Left(issue, field, one.what) for one in found]
        return left_out(text, found, _mark).replace("{{", "{ {").replace("}}", "} }")

    def not_for_an_office(self, text: str) -> list[Private]:
        """What of a text of the office's own may not be published."""
        found: list[Found] = [*self._names(text), *private_numbers(text)]
        return list(dict.fromkeys(one.what for one in found if one.what in _NOT_OF_AN_OFFICE))


def left_lines(left: Iterable[Left]) -> list[str]:
    """What was left out, a line a text: `QH-05 description: left out name of a person (2), mobile number`."""
    texts: dict[tuple[str, str], Counter[Private]] = {}
    for one in left:
        texts.setdefault((one.issue, one.text), Counter())[one.what] += 1
    return [f"{shown(issue)} {field}: left out {_counted(counts)}" for (issue, field), counts in texts.items()]


def _counted(counts: Counter[Private]) -> str:
    return ", ".join(f"{what} ({number})" if number > 1 else what for what, number in counts.items())


def _mark(what: Private) -> str:
    return "某某" if what is Private.NAME else "（略）"

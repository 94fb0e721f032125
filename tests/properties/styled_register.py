"""Random issues, and registers as many hands would write them; a writer that shares nothing with ours."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from rectify.model.issue import Issue
from rectify.model.text import IssueId
from rectify.terms import DeadlineClass, Kind, Method, Outcome, Pace, Status

Chunks = dict[str, str]

SAFE = (
    "整改方案", "plain words", "甲县政府", "It's said", 'a "b" c', "3座，已完成", "x: y # z", "第一行\n第二行",
    "a\n\n  b\n",
)  # fmt: skip
WORDS = ("海西州", "省厅", "a-b", "x_1", "Q7")


def random_issue(rng: Random, id_: IssueId, texts: tuple[str, ...]) -> Issue:
    """An issue with about half of its fields filled, texts taken from `texts`."""
    fill = rng.choice((0.1, 0.4, 0.8))
    fields = {name: make(rng, texts) for name, make in _MAKERS.items() if rng.random() < fill}
    data = {"id": id_, "title": line(rng, texts), "status": rng.choice(list(Status)), **fields}
    return Issue.model_validate(data)


def seeded(seed: int) -> Random:
    """The same choices for the same seed."""
    return Random(seed)  # noqa: S311  # made-up data, no secrets


def line(rng: Random, texts: tuple[str, ...]) -> str:
    """A text without line breaks."""
    return rng.choice([text for text in texts if "\n" not in text and "\r" not in text] or ["题"])


def day(rng: Random) -> date:
    """Some day."""
    return date(2018, 1, 1) + timedelta(days=rng.randrange(900))


def _some(data: dict[str, Any], rng: Random, needed: tuple[str, ...] = ()) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key in needed or rng.random() < 0.5}


def _deadline(rng: Random, texts: tuple[str, ...]) -> dict[str, Any]:
    if rng.random() < 0.2:
        return {"text": line(rng, texts), "class": DeadlineClass.STANDING}
    return _some({"date": day(rng), "text": line(rng, texts)}, rng, ("date",))


def _parts(rng: Random, make: Any, most: int = 3) -> list[Any]:
    return [make(index) for index in range(rng.randrange(1, most + 1))]


def _measure(rng: Random, texts: tuple[str, ...], index: int) -> dict[str, Any]:
    more = {"unit": rng.choice(WORDS), "deadline": _deadline(rng, texts), "done_on": day(rng)}
    return {"id": f"M{index}", "text": rng.choice(texts), **_some(more, rng)}


def _indicator(rng: Random, index: int) -> dict[str, Any]:
    more = {"baseline": Decimal(rng.randrange(100)), "actual": Decimal("3.50"), "unit": "座", "as_of": day(rng)}
    return {"name": f"I{index}", **_some(more, rng)}


def _verification(rng: Random, texts: tuple[str, ...]) -> dict[str, Any]:
    digest = "0e" * 32
    seen = {"substance": digest, "evidence": "a" * 64}
    return {"on": day(rng), "by": line(rng, texts), "method": rng.choice(list(Method)), **seen}


_MAKERS: dict[str, Any] = {
    "kind": lambda rng, texts: rng.choice(list(Kind)),
    "description": lambda rng, texts: rng.choice(texts),
    "official_no": line,
    "round": line,
    "units": lambda rng, texts: _some(
        {"lead": line(rng, texts), "responsible": rng.sample(WORDS, 2), "supervising": "省厅"}, rng
    ),
    "target": lambda rng, texts: rng.choice(texts),
    "indicators": lambda rng, texts: _parts(rng, lambda index: _indicator(rng, index)),
    "measures": lambda rng, texts: _parts(rng, lambda index: _measure(rng, texts, index)),
    "milestones": lambda rng, texts: _parts(rng, lambda index: {"id": f"T{index}", "text": line(rng, texts)}),
    "deadline": _deadline,
    "original_deadline": _deadline,
    "cycle": lambda rng, texts: rng.randrange(1, 4),
    "outcome": lambda rng, texts: rng.choice(list(Outcome)),
    "percent": lambda rng, texts: rng.randrange(101),
    "verdict": lambda rng, texts: {"pace": rng.choice(list(Pace)), "by": line(rng, texts), "on": day(rng)},
    "submissions": lambda rng, texts: _parts(rng, lambda index: {"on": day(rng), "by": line(rng, texts)}),
    "verifications": lambda rng, texts: _parts(rng, lambda index: _verification(rng, texts)),
    "closures": lambda rng, texts: _parts(
        rng, lambda index: {"on": day(rng), "by": line(rng, texts), "outcome": Outcome.RECTIFIED}
    ),
    "review_on": lambda rng, texts: day(rng),
    "evidence": lambda rng, texts: _parts(
        rng, lambda index: {"sha256": f"{index}" * 64, "name": line(rng, texts), "size": rng.randrange(9999)}
    ),
    "similar": lambda rng, texts: rng.sample(WORDS[2:], 2),
    "tags": lambda rng, texts: _parts(rng, lambda index: line(rng, texts), 4),
    "custom": lambda rng, texts: {"甲": rng.choice(texts), "no": [rng.choice(texts)], "k2": rng.choice(texts)},
    "source": lambda rng, texts: _some({"publisher": line(rng, texts), "date": "2018-05"}, rng),
    "notes": lambda rng, texts: rng.choice(texts),
}


class Hand:
    """Writes YAML in the way of one writer, with comments; the lines of each field are kept as chunks."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.eol = rng.choice(("\n", "\n", "\r\n"))
        self.step = rng.choice((2, 2, 4))
        self.list_step = rng.choice((0, 2, 4))
        self.gap = rng.choice((2, 2, 4))
        self.flowing = rng.choice((0.0, 0.2, 0.6))
        self.comments = rng.choice((0.0, 0.3, 0.7))
        self.shuffles = rng.random() < 0.3
        self.count = 0

    def file(self, issues: list[Issue]) -> tuple[str, dict[str, Chunks]]:
        """The text of a register, and by issue the lines of its fields."""
        chunks: dict[str, Chunks] = {}
        outer = " " * self.rng.choice((0, 2))
        lines = [*self.lone_comment(0), "format: 1" + self.comment(), "register:", f"{' ' * self.step}title: 测试"]
        lines += [*self.lone_comment(0), "issues:" + self.comment()]
        for issue in issues:
            own, chunks[issue.id] = self.issue(issue, len(outer))
            lines += own
            if "|" in own[-1]:
                lines.append("# blank lines below, or no line break, would belong to the text above")
            lines += self.rng.choice(([], [""], ["", *self.lone_comment(len(outer))]))
        lines += self.lone_comment(0)
        text = self.eol.join(lines) + self.rng.choice(("", self.eol, self.eol * 2))
        return text, chunks

    def issue(self, issue: Issue, column: int) -> tuple[list[str], Chunks]:
        """The lines of an issue, and those of each field without the indentation of the first."""
        plain = issue.plain()
        if self.rng.random() < self.flowing / 2:
            return [" " * column + "- " + self.flow(plain) + self.comment()], {}
        inner = column + self.gap
        names = list(plain)
        if self.shuffles:
            self.rng.shuffle(names)
        chunks = {name: self.pair(name, plain[name], inner) for name in names}
        lines = [" " * inner + chunk for chunk in chunks.values()]
        lines[0] = " " * column + "-".ljust(self.gap) + chunks[names[0]]
        if (extra := self.rng.choice(("percent", "deadline", "tags", "notes"))) not in plain:
            lines.append(" " * inner + extra + ":" + self.rng.choice(("", " ~", " null")))
        body = [part for text in lines[1:] for part in (*self.lone_comment(inner), text)]
        return [lines[0], *body], chunks

    def pair(self, key: str, value: Any, column: int) -> str:
        """A key and its value, in one style or another."""
        name = f"'{key}'" if self.rng.random() < 0.1 else key
        if isinstance(value, dict | list | tuple) and (not value or self.rng.random() < self.flowing):
            return f"{name}: {self.flow(value)}{self.comment()}"
        if isinstance(value, dict):
            inner = column + self.step
            lines = [" " * inner + self.pair(key_, part, inner) for key_, part in value.items()]
            return self.eol.join((f"{name}:{self.comment()}", *lines))
        if isinstance(value, list | tuple):
            inner = column + self.list_step
            lines = [self.item(part, inner) for part in value]
            return self.eol.join((f"{name}:{self.comment()}", *lines))
        if self.rng.random() < 0.7 and (block := self.block(value, column + self.step)):
            return f"{name}: {block}"
        return f"{name}:{self.rng.choice((' ', '   '))}{self.scalar(value)}{self.comment()}"

    def item(self, value: Any, column: int) -> str:
        """One part of a list."""
        lead = "".join(above + self.eol for above in self.lone_comment(column + 1))
        dash = lead + " " * column + "-".ljust(self.gap)
        if isinstance(value, dict) and self.rng.random() >= self.flowing:
            inner = column + self.gap
            lines = [self.pair(key, part, inner) for key, part in value.items()]
            return dash + (self.eol + " " * inner).join(lines)
        return dash + (self.flow(value) if isinstance(value, dict) else self.scalar(value)) + self.comment()

    def block(self, value: Any, column: int) -> str | None:
        """A text of several lines as a block, where that is possible."""
        if not isinstance(value, str) or "\n" not in value or "\r" in value:
            return None
        lines = value.rstrip("\n").split("\n")
        if any(line != line.strip() and line.strip() == "" for line in lines) or not lines[0] or lines[0][0] in " \t":
            return None
        if not all(letter.isprintable() for line in lines for letter in line):
            return None
        tail = len(value) - len(value.rstrip("\n"))
        sign = "|-" if tail == 0 else "|" if tail == 1 else "|+"
        body = [" " * column + line if line else "" for line in lines] + [""] * (tail - 1)
        return self.eol.join((sign + self.comment(), *body))

    def flow(self, value: Any) -> str:
        """A value in brackets."""
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.flow(part)}" for key, part in value.items()) + "}"
        if isinstance(value, list | tuple):
            return "[" + ", ".join(self.flow(part) for part in value) + "]"
        return self.scalar(value)

    def scalar(self, value: Any) -> str:
        """A single value, bare or in quotes."""
        text = format(value, "f") if isinstance(value, Decimal) else str(value)
        if text.isalnum() and text.lower() != "null" and self.rng.random() < 0.6:
            return text
        if text.isprintable() and self.rng.random() < 0.5:
            return "'" + text.replace("'", "''") + "'"
        return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" for c in text) + '"'

    def comment(self) -> str:
        """Perhaps a comment after a value; each is unlike all others."""
        if self.rng.random() >= self.comments:
            return ""
        self.count += 1
        return f"  # note {self.count}: 'quoted' [x]"

    def lone_comment(self, column: int) -> list[str]:
        """Perhaps a comment line."""
        text = self.comment().strip()
        return [" " * column + text] if text else []

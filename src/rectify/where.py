"""`--where "EXPR"`: a small, bounded language for choosing issues, compiled to a test; pure.

    status == open and (deadline.date < 2018年底 or overdue) and not units.responsible ~ 水务
    category in (water, '固体 废物') and percent >= 50 and units.lead == units.accepting

- `or` binds weaker than `and`, `and` weaker than `not`; brackets go before all. `=` is read as `==`.
- On the left stands a field; alone it holds when it has a value that is not false.
- On the right stands a word, a quoted text, a figure, a date or date word (`wording.date_words`), `null`, or a field
  with a dot in its name (`units.accepting`). Quoted, a text is only a text.
- How two sides compare stands in `wording.where_values`.
"""

from collections.abc import Callable, Collection
from datetime import date
from unicodedata import normalize

from rectify.dates import resolve
from rectify.errors import AmbiguousDate, BadDate, BadExpression, UnknownField
from rectify.wording.narrow import narrow
from rectify.wording.where_tokens import Sort, Token, tokens
from rectify.wording.where_values import Data, Value, as_value, holds, is_day, is_there, look_up

Test = Callable[[Data], bool]

DEEPEST = 32
_SIGNS = frozenset(("==", "!=", "<", "<=", ">", ">=", "~"))
_KEYWORDS = frozenset(("and", "or", "not", "in"))
_Right = Callable[[Data], list[Value | None]]


def _untold(_text: str, _day: date) -> None:
    """Nobody asks how date words were resolved."""


def compile_where(
    expression: str,
    *,
    today: date,
    known_fields: Collection[str],
    tell: Callable[[str, date], None] = _untold,
) -> Test:
    """The test that an expression stands for; it takes an issue's JSON data, derived fields put in.

    Args:
        expression: the words, at most 2,000 characters and 32 brackets deep.
        today: the day that date words (月底, +30d) are counted from.
        known_fields: the fields allowed, by first segment (`deadline`, `custom`) or by whole path (`units.lead`).
        tell: is given each date word and the day it stands for.

    Raises:
        BadExpression: it cannot be read; the column counts characters from 1.
        UnknownField: it names a field that is not known.
        AmbiguousDate: a bare word is a date with two readings.
        BadDate: a bare word has the shape of an ISO day, but there is none such (2018-02-30).
    """
    return _Parser(tokens(expression), today, known_fields, tell).whole()


class _Parser:
    """Recursive descent, one method a rule; it lives for one expression."""

    def __init__(
        self, given: list[Token], today: date, known: Collection[str], tell: Callable[[str, date], None]
    ) -> None:
        self._tokens = given
        self._at = 0
        self._depth = 0
        self._today = today
        self._known = frozenset(known)
        self._tell = tell

    def whole(self) -> Test:
        test = self._either()
        if self._token.sort is not Sort.END:
            raise self._wrong(f"{self._token.text!r} was not expected; write and, or, or quote texts of several words")
        return test

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, *plain: str) -> bool:
        """Step over the next token if it is one of these."""
        found = self._token.plain in plain
        self._at += found
        return found

    def _wrong(self, why: str, token: Token | None = None) -> BadExpression:
        return BadExpression(column=(token or self._token).column, why=why)

    def _either(self) -> Test:
        tests = [self._both()]
        while self._take("or"):
            tests.append(self._both())
        return tests[0] if len(tests) == 1 else lambda data: any(test(data) for test in tests)

    def _both(self) -> Test:
        tests = [self._single()]
        while self._take("and"):
            tests.append(self._single())
        return tests[0] if len(tests) == 1 else lambda data: all(test(data) for test in tests)

    def _single(self) -> Test:
        if self._token.plain not in ("not", "("):
            return self._comparison()
        self._depth += 1
        if self._depth > DEEPEST:
            raise self._wrong(f"brackets and not may stand at most {DEEPEST} deep")
        test = self._opposite() if self._take("not") else self._bracket()
        self._depth -= 1
        return test

    def _opposite(self) -> Test:
        test = self._single()
        return lambda data: not test(data)

    def _bracket(self) -> Test:
        opening = self._next()
        test = self._either()
        if not self._take(")"):
            raise self._unclosed(opening)
        return test

    def _unclosed(self, opening: Token) -> BadExpression:
        if self._token.sort is Sort.END:
            return self._wrong("this bracket is never closed", opening)
        return self._wrong(f"{self._token.text!r} was not expected here")

    def _comparison(self) -> Test:
        path = self._field()
        if self._token.plain in _SIGNS:
            return self._compared(path, self._next().text)
        if self._take("in"):
            return self._one_of(path)
        if self._token.plain == "not" and self._tokens[self._at + 1].plain == "in":
            self._at += 2
            test = self._one_of(path)
            return lambda data: not test(data)
        return lambda data: is_there(look_up(data, path))

    def _compared(self, path: tuple[str, ...], sign: str) -> Test:
        if self._token.plain == "null" and sign not in ("==", "!="):
            raise self._wrong("null has no order and no text; write == null or != null")
        right = self._right(is_text=sign == "~")
        return lambda data: holds(sign, look_up(data, path), right(data))

    def _one_of(self, path: tuple[str, ...]) -> Test:
        if not self._take("("):
            raise self._wrong("after in comes a list in brackets: in (a, b)")
        opening = self._tokens[self._at - 1]
        members = [self._right()]
        while self._take(","):
            members.append(self._right())
        if not self._take(")"):
            raise self._unclosed(opening)
        return lambda data: any(holds("==", look_up(data, path), right(data)) for right in members)

    def _field(self) -> tuple[str, ...]:
        token = self._token
        if token.sort is not Sort.WORD or token.plain in _KEYWORDS:
            raise self._wrong("here comes a field, like status or deadline.date" + _instead(token))
        self._at += 1
        name = normalize("NFC", token.text)
        return self._path(name if self._is_known(name) else narrow(name))

    def _path(self, name: str) -> tuple[str, ...]:
        if not self._is_known(name):
            raise UnknownField(name=name, fields=", ".join(sorted(self._known)))
        return tuple(name.split("."))

    def _is_known(self, name: str) -> bool:
        steps = name.split(".")
        return all(steps) and (name in self._known or steps[0] in self._known)

    def _right(self, *, is_text: bool = False) -> _Right:
        """The right side; with `is_text` a date word stays a text (after ~)."""
        token = self._token
        if token.sort not in (Sort.WORD, Sort.QUOTED) or token.plain in _KEYWORDS:
            raise self._wrong("here comes a value: a word, a 'quoted text', a figure, a date or null" + _instead(token))
        self._at += 1
        text = normalize("NFC", token.text)
        if token.plain == "null":
            return lambda _data: [None]
        if token.sort is Sort.WORD and "." in text and self._is_known(text):
            path = tuple(text.split("."))
            return lambda data: [as_value(found) for found in look_up(data, path)]
        day = None if is_text or token.sort is Sort.QUOTED else self._day(text)
        value: list[Value | None] = [Value.of(text, day)]
        return lambda _data: value

    def _day(self, text: str) -> str | None:
        """The day that a bare word means, as ISO text; None when it is no date."""
        try:
            day = resolve(text, self._today)
        except AmbiguousDate as two:
            two.hint = f"{two.hint}; or put the words in quotes, if they are only a text"
            raise
        except BadDate:
            if is_day(narrow(text)):
                raise
            return None
        if not is_day(narrow(text)):
            self._tell(text, day)
        return str(day)


def _instead(token: Token) -> str:
    return f", not {token.text!r}" if token.text else ", but the expression ends"

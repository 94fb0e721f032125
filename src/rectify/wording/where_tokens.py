"""The letters of a `--where` expression made into tokens; pure.

- A bare word is a run of letters of any script, up to a space, a bracket, a comma, a quote or an operator.
- A quoted text ends at its own quote; it holds everything else, so a text with one quote is put in the other.
- Full-width brackets, commas, operators and quotes (（ ， ＝ “ 「) do as well as the plain ones.
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple
from unicodedata import category

from rectify.errors import BadExpression
from rectify.wording.narrow import narrow

LONGEST = 2000

_OPERATORS = ("==", "!=", "<=", ">=", "<", ">", "~", "=")
_QUOTES = (
    {"'": "'", '"': '"', "「": "」", "『": "』"} | dict.fromkeys("“”＂", "“”＂") | dict.fromkeys("‘’＇", "‘’＇")
)  # an opening quote, and those that close it
_ALIASES = {"≤": "<=", "≥": ">=", "≠": "!="}
_ENDS_WORD = frozenset("()=!<>~,&|≤≥≠") | frozenset(_QUOTES)
_UNSEEN = ("Cc", "Cf", "Cs")
_INSTEAD = {"&": "write and", "|": "write or", "!": "write not, or != for unequal"}


class Sort(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    SIGN = "sign"
    END = "end"


class Token(NamedTuple):
    """One token; `column` counts letters from 1; a word keeps its letters, `plain` is narrow and small."""

    sort: Sort
    text: str
    column: int

    @property
    def plain(self) -> str:
        """A bare word or a sign in narrow small letters, by which keywords are known; else nothing."""
        return "" if self.sort is Sort.QUOTED else narrow(self.text).lower()


def tokens(expression: str) -> list[Token]:
    """The tokens of an expression, ended by one of sort END.

    Raises:
        BadExpression: too long, a quote without its end, a letter that cannot be seen, a sign of another language.
    """
    if len(expression) > LONGEST:
        raise BadExpression(column=LONGEST + 1, why=f"it is longer than {LONGEST} characters")
    return [*_scan(expression), Token(Sort.END, "", len(expression) + 1)]


def _scan(expression: str) -> Iterator[Token]:
    plain = narrow(expression)
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        token, at = _token(expression, plain, at)
        yield token


def _token(expression: str, plain: str, at: int) -> tuple[Token, int]:
    letter = expression[at]
    if letter in _QUOTES:
        return _quoted(expression, at)
    sign = _sign(plain, at)
    if sign:
        return Token(Sort.SIGN, _ALIASES.get(sign, "==" if sign == "=" else sign), at + 1), at + len(sign)
    if plain[at] in _INSTEAD:
        raise BadExpression(column=at + 1, why=f"{letter!r} is no sign here; {_INSTEAD[plain[at]]}")
    return _word(expression, plain, at)


def _sign(plain: str, at: int) -> str:
    if plain[at] in "(),≤≥≠":
        return plain[at]
    return next((sign for sign in _OPERATORS if plain.startswith(sign, at)), "")


def _quoted(expression: str, at: int) -> tuple[Token, int]:
    closing = _QUOTES[expression[at]]
    end = next((i for i in range(at + 1, len(expression)) if expression[i] in closing), -1)
    if end < 0:
        raise BadExpression(column=at + 1, why=f"the quote {expression[at]} is never closed")
    return Token(Sort.QUOTED, expression[at + 1 : end], at + 1), end + 1


def _word(expression: str, plain: str, at: int) -> tuple[Token, int]:
    end = at
    while end < len(plain) and not plain[end].isspace() and plain[end] not in _ENDS_WORD:
        if category(plain[end]) in _UNSEEN:
            raise BadExpression(column=end + 1, why=f"U+{ord(plain[end]):04X} cannot be seen; take it out or quote it")
        end += 1
    return Token(Sort.WORD, expression[at:end], at + 1), end

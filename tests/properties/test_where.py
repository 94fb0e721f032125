"""The language of `--where`: what holds for every expression and every issue."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rectify.errors import AmbiguousDate, BadDate, BadExpression, UnknownField
from rectify.where import compile_where

FIELDS = ["status", "deadline", "date", "units", "lead", "custom", "x", "percent", "overdue", "tags"]
PATHS = ["status", "deadline.date", "units.lead", "custom.x", "percent", "overdue", "tags", "nosuch", "a.b", "units."]
KEYWORDS = ["and", "or", "not", "in", "null", "(", ")", ",", "==", "!=", "<", "<=", ">", ">=", "~", "=", "（", "，"]
VALUES = ["open", "2018年底", "9月前", "2018-02-30", "50", "5%", "true", "2018", "'a b'", "“x”", "'", '"', "&", "!"]
WORDS = st.sampled_from([*PATHS, *KEYWORDS, *VALUES, "\u200b"])
EXPRESSIONS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.dates().map(str),
    st.decimals().map(str),
)
NAMES = st.sampled_from(FIELDS)
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=9,
)
ISSUES = st.dictionaries(NAMES, JSON, max_size=6)


def compiled(expression: str) -> Callable[[Mapping[str, Any]], bool]:
    """The test of an expression, seen from one day and with a few known fields."""
    return compile_where(expression, today=date(2018, 6, 15), known_fields=FIELDS)


@given(EXPRESSIONS, ISSUES)
def test_any_expression_answers_or_is_refused_as_declared(expression: str, issue: dict[str, Any]) -> None:
    """No text brings anything but a test or a declared error, and a test answers on any JSON data."""
    try:
        test = compiled(expression)
    except (BadExpression, UnknownField, AmbiguousDate, BadDate) as refused:
        assert refused.message
    else:
        assert test(issue) in (True, False)


@given(ISSUES, NAMES, st.sampled_from(["open", "5", "2018年底", "null", "'x y'", "units.lead"]))
def test_unequal_is_the_opposite_of_equal(issue: dict[str, Any], field: str, value: str) -> None:
    """For every field and value exactly one of == and != holds."""
    equal, unequal = (compiled(f"{field} {sign} {value}")(issue) for sign in ("==", "!="))
    assert equal is not unequal


@given(st.integers(-999, 999), st.decimals(-999, 999, places=2), st.sampled_from(["<", "<=", ">", ">=", "=="]))
def test_figures_compare_as_decimals(percent: int, other: Decimal, sign: str) -> None:
    """Two figures compare by what they are worth, not by their letters."""
    tests = {"<": percent < other, "<=": percent <= other, ">": percent > other, ">=": percent >= other}
    assert compiled(f"percent {sign} {other}")({"percent": percent}) is tests.get(sign, percent == other)

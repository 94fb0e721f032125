"""What the figures of a report are called and mean."""

from dataclasses import replace

import pytest

from rectify.query.counts import Count
from rectify.query.flow import Step
from rectify.query.report import ALL_GROUPS, Gap
from rectify.terms import Basis, Kind
from rectify.view.report_words import (
    GROUP_WORDS,
    KIND_WORDS,
    STEPS,
    STOCK,
    change,
    gaps_of,
    label_of,
    meaning_of,
    share,
    span_words,
    value_of,
)
from tests.view.reports import month, unrecorded


def test_every_figure_has_a_label_a_meaning_and_a_denominator_that_is_a_figure() -> None:
    """None is left out, and none is made up."""
    count = Count("x", 1, 1, 1, 0, 0)
    for figure in STOCK:
        assert value_of(count, figure.key) in (0, 1)
        assert not figure.of or value_of(count, figure.of) in (0, 1)
    assert [Step(figure.key) for figure in STEPS] == list(Step)
    for figure in (*STOCK, *STEPS):
        assert not figure.of or label_of(figure.of)
        assert "{" not in meaning_of(figure, Basis.ORIGINAL)
    assert set(KIND_WORDS) == set(Kind)
    assert set(GROUP_WORDS) == set(ALL_GROUPS)


@pytest.mark.parametrize(
    ("part", "of", "short", "long"),
    [
        (3, None, "3", "3"),
        (0, 0, "0/0", "0/0"),
        (1, 3, "1/3", "1/3 (33.3 %)"),
        (2, 3, "2/3", "2/3 (66.7 %)"),
        (1, 16, "1/16", "1/16 (6.3 %)"),
        (199, 200, "199/200", "199/200 (99.5 %)"),
        (1, 10_000, "1/10000", "1/10000 (0.0 %)"),
        (5, 5, "5/5", "5/5 (100.0 %)"),
    ],
)
def test_a_share_never_goes_without_what_it_is_of(part: int, of: int | None, short: str, long: str) -> None:
    """Half a tenth of a percent is rounded up; out of nothing there is no share."""
    assert (share(part, of), share(part, of, is_long=True)) == (short, long)


def test_changes_have_their_sign() -> None:
    """With nothing to compare with there is none."""
    assert [change(3, before) for before in (1, 3, 5, None)] == ["+2", "0", "-2", ""]


def test_a_span_of_days_has_no_name() -> None:
    """But a length."""
    assert span_words(month(period="2019-03-01..2019-03-01").now) == "1 day, 2019-03-01 to 2019-03-01"
    assert span_words(month(period="2019-W10").now) == "week 2019-W10, 2019-03-04 to 2019-03-10"


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (Gap(0, 0), "none."),
        (Gap(2, 0), "2; 2 without a submission on record are left out."),
        (Gap(1, 1, 1, 1, "A"), "1; from done to closed it took a median of 1 day, the longest 1 day (A)."),
        (
            Gap(3, 2, 12.5, 20, "A"),
            "3; from done to closed it took a median of 12.5 days, the longest 20 days (A);"
            " 1 without a submission on record is left out.",
        ),
    ],
)
def test_the_days_from_done_to_closed_in_a_sentence(gap: Gap, said: str) -> None:
    """How many they are of, and what is left out."""
    part = replace(unrecorded().parts[0], closed_after=gap)
    assert gaps_of(part)[0] == f"Closed in the period: {said}"

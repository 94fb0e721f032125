"""The made-up registers of the benchmark."""

from datetime import date
from itertools import islice
from typing import Any

import pytest
import yaml

from bench.make_register import issue_id, make_register
from bench.places import AFTER_YEAR_END, TODAY
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.lifecycle import FINISHED
from rectify.model.timing import is_overdue


def text_of(count: int, **options: int) -> str:
    """A register as one text."""
    return "".join(make_register(count, **options))


def loaded(count: int) -> dict[str, Any]:
    """A register as YAML reads it, every scalar a text."""
    data: dict[str, Any] = yaml.load(text_of(count), Loader=yaml.BaseLoader)  # noqa: S506  # makes texts only
    return data


def test_the_same_seed_gives_the_same_bytes() -> None:
    """Results of two days can be compared."""
    assert text_of(50) == text_of(50)
    assert text_of(50) != text_of(50, seed=2)


def test_a_longer_register_begins_like_a_shorter_one() -> None:
    """Issue 7 is the same issue in a register of any size."""
    short, long = (list(islice(make_register(count), 1, 8)) for count in (7, 900))
    assert short == long


def test_every_issue_is_valid() -> None:
    """What is timed is a register that rectify reads without complaint."""
    data = loaded(300)
    Header.model_validate(data["register"])
    issues = [Issue.model_validate(entry) for entry in data["issues"]]
    assert [issue.id for issue in issues] == [issue_id(number) for number in range(1, 301)]


def test_nothing_in_it_needs_a_trail() -> None:
    """No closure and no evidence, which a register without a trail may not have."""
    issues = [Issue.model_validate(entry) for entry in loaded(300)["issues"]]
    assert not any(issue.closures or issue.evidence or issue.status == "closed" for issue in issues)


@pytest.mark.parametrize("count", [66, 1000])
def test_an_issue_is_about_800_bytes(count: int) -> None:
    """The size of an issue is that of the real register."""
    assert len(text_of(count).encode()) / count == pytest.approx(800, rel=0.1)


def test_few_issues_are_overdue_on_the_day_of_the_benchmark() -> None:
    """One in 512, at least one in the smallest register; as many are done and wait; half a year later one in ten."""
    issues = [Issue.model_validate(entry) for entry in loaded(1024)["issues"]]
    day, later = date.fromisoformat(TODAY), date.fromisoformat(AFTER_YEAR_END)
    assert [issue.id for issue in issues if is_overdue(issue, day)] == [issue_id(64), issue_id(576)]
    assert [issue.id for issue in issues if issue.status in FINISHED] == [issue_id(320), issue_id(832)]
    assert 0.08 < sum(is_overdue(issue, later) for issue in issues) / len(issues) < 0.13

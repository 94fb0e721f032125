from decimal import Decimal

import pytest
from pydantic import ValidationError

from rectify.model.deadline import Deadline
from rectify.model.plan import Indicator, Measure, Milestone, Verdict
from rectify.terms import Pace


def test_a_measure_has_a_deadline_of_its_own() -> None:
    """The pieces of a cure may be due apart, with their wording."""
    measure = Measure.model_validate({"id": "M1", "text": "清运垃圾\n覆土", "deadline": {"text": "2018年6月底前"}})
    assert measure.deadline == Deadline(text="2018年6月底前")


def test_a_milestone_needs_id_and_text() -> None:
    """A milestone without its words is no milestone."""
    assert Milestone(id="N1", text="完成方案").due is None
    with pytest.raises(ValidationError):
        Milestone.model_validate({"id": "N1"})


def test_an_indicator_goes_from_baseline_to_target() -> None:
    """Figures are exact decimals."""
    mines = Indicator.model_validate({"name": "矿山", "baseline": "0", "target": "47", "actual": "35", "unit": "个"})
    assert (mines.target, mines.actual) == (Decimal(47), Decimal(35))


@pytest.mark.parametrize("pace", list(Pace))
def test_a_verdict_names_pace_person_and_day(pace: Pace) -> None:
    """A judgement of the pace is somebody's, on a day."""
    assert Verdict.model_validate({"pace": pace.value, "by": "王芳", "on": "2019-03-01"}).pace is pace
    with pytest.raises(ValidationError):
        Verdict.model_validate({"pace": pace.value})

from decimal import Decimal

import pytest

from rectify.actions.readings import with_readings
from rectify.errors import UnknownPart
from tests.make import TODAY, issue


def test_a_figure_is_kept_with_its_day_and_its_reader() -> None:
    """The last one is the present one; the others stay as they are."""
    before = issue(indicators=[{"name": "COD", "actual": 50}, {"name": "pH"}])
    cod, ph = with_readings(before, {"COD": Decimal(45)}, TODAY, "王芳")
    assert (cod.actual, cod.as_of, [(one.on, one.value, one.by) for one in cod.readings]) == (
        Decimal(45),
        TODAY,
        [(TODAY, Decimal(45), "王芳")],
    )
    assert ph == before.indicators[1]


def test_an_unknown_figure_names_those_there_are() -> None:
    """An indicator belongs to the plan, not to a report."""
    with pytest.raises(UnknownPart) as told:
        with_readings(issue(), {"COD": Decimal(45)}, TODAY, "王芳")
    assert told.value.hint == "it has: no indicators"

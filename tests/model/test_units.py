import pytest
from pydantic import ValidationError

from rectify.model.units import Units


def test_every_unit_is_named_once_in_the_order_of_the_fields() -> None:
    """A unit in two roles is one unit."""
    units = Units(lead="州政府", responsible=("县政府", "住建局"), cooperating=("县政府",), accepting="州政府")
    assert units.all_names() == ("州政府", "县政府", "住建局")
    assert Units().all_names() == ()


def test_a_unit_is_a_line_of_text() -> None:
    """A list of units is a list, not one text."""
    with pytest.raises(ValidationError):
        Units.model_validate({"responsible": "县政府"})
    with pytest.raises(ValidationError):
        Units.model_validate({"responsible": [""]})

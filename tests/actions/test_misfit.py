"""What does not fit, in words."""

from typing import Any

import pytest
from pydantic import ValidationError

from rectify.actions.misfit import Misfit, misfit
from rectify.model.people import Person
from rectify.model.units import Units


def flaw_of(kind: Any, data: Any) -> Any:
    """What pydantic says of data that do not fit."""
    with pytest.raises(ValidationError) as told:
        kind.model_validate(data)
    return told.value.errors()[0]


ROLES = "office, responsible, accepting, approver, public-desk"


@pytest.mark.parametrize(
    ("kind", "data", "called", "expected"),
    [
        (
            Person,
            {"id": "王", "unit": "县", "roles": ["Ofice"]},
            "--role",
            Misfit("no role is called 'Ofice'", f"did you mean office? --role is one of: {ROLES}"),
        ),
        (
            Person,
            {"id": "王", "unit": "县", "roles": [5]},
            "",
            Misfit("no role is called 5", f"role is one of: {ROLES}"),
        ),
        (
            Person,
            {"id": "王", "unit": "县", "roles": ["x" * 100]},
            "",
            Misfit(
                "no role is called 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…'",
                f"role is one of: {ROLES}",
            ),
        ),
        (Units, {"responsible": "县"}, "", Misfit("expected a list")),
        (Units, {"led": "县"}, "", Misfit("there is no such field")),
        (Units, "县", "", Misfit("it has parts; give them as a mapping")),
        (Units, {"lead": " "}, "", Misfit("the text is empty; leave the key out instead")),
    ],
)
def test_a_flaw_is_told_in_our_own_words(kind: Any, data: Any, called: str, expected: Misfit) -> None:
    """The word that was meant, and all that would do; no word of the library."""
    assert misfit(flaw_of(kind, data), called) == expected

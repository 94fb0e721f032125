from typing import Any

import pytest

from rectify.actions.policy_values import put_value
from rectify.errors import RectifyError

LEVELS = {"levels": [{"name": "县级验收"}, {"name": "市级验收"}]}


@pytest.mark.parametrize(
    ("data", "path", "value", "expected"),
    [
        ({}, "notice_days", "7", {"notice_days": "7"}),
        ({}, "levels", "县级验收, 市级验收", LEVELS),
        ({}, "levels", ["县级验收", {"name": "市级验收"}], LEVELS),
        ({}, "levels", '[{"name": "县级验收"}, "市级验收"]', LEVELS),
        ({}, "checklist", "甲，乙；丙; ", {"checklist": ["甲，乙", "丙"]}),
        ({}, "look_back_months", "6、12", {"look_back_months": ["6", "12"]}),
        ({}, "evidence_kinds", "photo,measurement", {"evidence_kinds": ["photo", "measurement"]}),
        (
            LEVELS,
            "levels[市级验收].onsite",
            "true",
            {"levels": [LEVELS["levels"][0], {"name": "市级验收", "onsite": "true"}]},
        ),
        (
            LEVELS,
            "levels[0].unit",
            "县水利局",
            {"levels": [{"name": "县级验收", "unit": "县水利局"}, LEVELS["levels"][1]]},
        ),
        (LEVELS, "levels[县级验收]", None, {"levels": [{"name": "市级验收"}]}),
        (LEVELS, "levels", None, {}),
        (
            {"levels": [{"name": "市", "onsite": "true"}]},
            "levels",
            "县,市",
            {"levels": [{"name": "县"}, {"name": "市", "onsite": "true"}]},
        ),
        ({"notice_days": 7}, "notice_days", None, {}),
        ({}, "notice_days", None, {}),
        ({}, "manner", "[x", {"manner": "[x"}),
    ],
)
def test_a_value_is_read_as_its_field_has_it(data: Any, path: str, value: Any, expected: dict[str, Any]) -> None:
    """Lists are split, an item of the checklist may hold a comma, and a level is called by its name or number."""
    data = {name: [dict(one) for one in part] if name == "levels" else part for name, part in data.items()}
    put_value(data, path, value)
    assert data == expected


@pytest.mark.parametrize(
    ("path", "value", "message", "hint"),
    [
        ("notice_dys", "7", "no field is called 'notice_dys'.", "did you mean notice_days?"),
        ("zzz", "7", "no field is called 'zzz'.", "a policy has: profile, manner, "),
        ("levels[0].unti", "x", "no field is called 'levels[0].unti'.", "the fields are name, unit, onsite"),
        ("levels[省级].unit", "x", "levels[省级]: no level is called so; there are: 县级验收, 市级验收.", None),
        ("levels[9].unit", "x", "levels[9].unit: there is nothing at this path.", None),
        ("levels[9]", None, "levels[9]: there is nothing at this path.", None),
        ("checklist[0]", None, "checklist[0]: there is nothing at this path.", None),
        ("notice_days.x", "7", "notice_days.x: there is nothing at this path.", None),
        ("levels[", "x", "'levels[' is no path", "write one like levels[市级验收].onsite"),
        ("levels", "[1,", "levels: looks like JSON but is not (", None),
    ],
)
def test_a_path_that_leads_nowhere_is_told(path: str, value: Any, message: str, hint: str | None) -> None:
    """With the nearest name where there is one."""
    with pytest.raises(RectifyError) as told:
        put_value({"levels": [dict(one) for one in LEVELS["levels"]]}, path, value)
    assert told.value.message.startswith(message)
    assert (told.value.hint or "").startswith(hint or "")

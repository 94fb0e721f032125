from typing import Any

import pytest
from pydantic import ValidationError

from rectify.model.closing import Answer, Closure, Submission, Verification
from rectify.model.record import Record

DIGEST = "0f" * 32

GOOD: list[tuple[type[Record], dict[str, Any]]] = [
    (Submission, {"on": "2019-03-01", "by": "王芳"}),
    (Submission, {"on": "2019-03-01", "by": "王芳", "unit": "县政府", "cycle": 2, "returned_on": "2019-03-05"}),
    (Verification, {"on": "2019-03-01", "by": "王芳", "method": "onsite", "substance": DIGEST, "evidence": DIGEST}),
    (Answer, {"item": "举一反三"}),
    (Answer, {"item": "举一反三", "answer": "已排查", "evidence": [DIGEST]}),
    (Closure, {"on": "2019-03-01", "by": "王芳", "outcome": "rectified"}),
    (Closure, {"on": "2019-03-01", "by": "王芳", "outcome": "merged", "reopened_on": "2019-04-01", "rebound": True}),
]


@pytest.mark.parametrize(("kind", "data"), GOOD)
def test_a_step_keeps_who_when_and_what(kind: type[Record], data: dict[str, Any]) -> None:
    """Every step reads back from its own data."""
    assert kind.model_validate(data).data() == data


@pytest.mark.parametrize(
    ("kind", "missing"),
    [(Submission, "by"), (Verification, "method"), (Verification, "substance"), (Closure, "outcome"), (Answer, "item")],
)
def test_a_step_without_its_core_is_refused(kind: type[Record], missing: str) -> None:
    """A closure without outcome or a verification without method says nothing."""
    full = next(data for cls, data in GOOD if cls is kind)
    with pytest.raises(ValidationError):
        kind.model_validate({key: value for key, value in full.items() if key != missing})

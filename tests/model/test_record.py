from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from rectify.model.deadline import Deadline
from rectify.model.issue import Issue
from rectify.model.plan import Indicator
from rectify.terms import Kind, Status
from tests.make import issue


def test_a_record_is_frozen() -> None:
    """A noun never changes in place."""
    with pytest.raises(ValidationError):
        issue().title = "other"  # type: ignore[misc]  # what the type checker forbids, the record forbids too


def test_an_unknown_key_is_refused() -> None:
    """What the model does not know is an error, not lost."""
    with pytest.raises(ValidationError) as told:
        issue(statuss="open")
    assert told.value.errors()[0]["loc"] == ("statuss",)


def test_an_unknown_key_without_a_value_is_refused_too() -> None:
    """`statuss:` with nothing behind it is a slip, and `units: {lead:a}` one of a missing space."""
    for field, value in (("statuss", None), ("units", {"lead:a": None})):
        with pytest.raises(ValidationError) as told:
            issue(**{field: value})
        assert told.value.errors()[0]["type"] == "extra_forbidden"


def test_a_key_without_a_value_counts_as_absent() -> None:
    """`person:` with nothing behind it is the same as no person; `units: {lead: }` as no lead."""
    assert issue(person=None, measures=None, units={"lead": None}) == issue()


def test_a_required_key_without_a_value_is_missing() -> None:
    """A title of nothing is no title."""
    with pytest.raises(ValidationError) as told:
        issue(title=None)
    assert told.value.errors()[0]["type"] == "missing"


def test_but_gives_a_validated_copy() -> None:
    """The original stays; None clears a field; a field with an alias goes by its name."""
    old = issue(person="李四", tags=["a"])
    assert old.but(person=None) == issue(tags=["a"])
    assert old.but(status="closed").status is Status.CLOSED
    assert old.person == "李四"
    assert Deadline(date=date(2018, 12, 31)).but(date=None, class_="standing").data() == {"class": "standing"}


def test_but_refuses_what_does_not_fit() -> None:
    """A copy is as strictly read as a file."""
    with pytest.raises(ValidationError):
        issue().but(percent=101)
    with pytest.raises(ValidationError):
        issue().but(nonsense=1)


def test_data_is_json_without_defaults() -> None:
    """JSON data holds ISO dates and figures as text, aliases as keys, and nothing that is the default."""
    full = issue(deadline={"class": "immediate"}, review_on="2019-01-02", indicators=[{"name": "n", "actual": "35.0"}])
    assert full.data() == {
        "id": "QH-05",
        "title": full.title,
        "indicators": [{"name": "n", "actual": "35.0"}],
        "deadline": {"class": "immediate"},
        "status": "open",
        "review_on": "2019-01-02",
    }
    assert Issue.model_validate(full.data()) == full


def test_plain_is_typed_data_without_defaults() -> None:
    """Plain data keeps dates, figures and tokens as such."""
    plain = issue(kind="petition", review_on="2019-01-02").plain()
    assert (plain["kind"], plain["review_on"]) == (Kind.PETITION, date(2019, 1, 2))
    assert Indicator(name="n", actual=Decimal("1.50")).plain() == {"name": "n", "actual": Decimal("1.50")}

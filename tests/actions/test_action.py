from datetime import date

import pytest
from pydantic import ValidationError

from rectify.actions.action import bad_value
from rectify.actions.add import Add
from rectify.actions.close import Close
from rectify.actions.start import Start
from rectify.model.deadline import Deadline
from tests.make import TODAY, issue, moment


def test_a_request_is_of_today_unless_it_says_otherwise() -> None:
    """The business date is the one asked for, else today's."""
    assert Start(id="QH-05").day(moment()) == TODAY
    assert Start(id="QH-05", on=date(2019, 2, 1)).day(moment()) == date(2019, 2, 1)


def test_only_some_requests_hand_in_files() -> None:
    """The paths are what the session hashes; most requests have none, and no remark."""
    assert Start(id="QH-05").handed_in == ()
    assert Start(id="QH-05").remark is None
    assert Close(id="QH-05", evidence=("a.pdf",)).handed_in == ("a.pdf",)


def test_without_a_today_a_day_is_a_day() -> None:
    """Date words are read only where it is known what today is."""
    assert Add.model_validate({"title": "t", "due": "2019-06-30"}).due == Deadline(date=date(2019, 6, 30))
    assert Add(title="t", due=Deadline(text="尽快")).due == Deadline(text="尽快")
    with pytest.raises(ValidationError):
        Add.model_validate({"title": "t", "due": "月底"})


def test_a_bad_value_is_told_at_its_path() -> None:
    """The path is the issue's own, without the branches of a union."""
    with pytest.raises(ValidationError) as told:
        issue(custom={"k": ["a", ""]})
    assert bad_value(told.value).message == "custom.k: expected text."

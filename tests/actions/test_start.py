import pytest

from rectify.terms import Status
from tests.make import changes, issue, refusal, request

UNITS = {"responsible": ["县政府"]}


def test_work_begins() -> None:
    """Open → in_progress, and nothing else."""
    assert changes(request("start"), issue(units=UNITS)) == {"status": "in_progress"}


def test_what_is_in_progress_is_nothing_to_do() -> None:
    """A second start changes nothing, also without a unit."""
    assert changes(request("start"), issue(status="in_progress")) == {}


def test_a_responsible_unit_comes_first() -> None:
    """Work begins only when somebody answers for it; a lead unit is not enough."""
    error = refusal(request("start"), issue(units={"lead": "州政府"}))
    assert error.message == "QH-05 cannot be started: no responsible unit."
    assert error.hint == "rectify assign QH-05 --unit UNIT"


@pytest.mark.parametrize("status", ["submitted", "verified", "on_notice", "closed"])
def test_it_does_not_begin_again(status: str) -> None:
    """What is past its work is returned or reopened, not started."""
    error = refusal(request("start"), issue(status=status, units=UNITS))
    assert error.message == f"QH-05 cannot be started: it is {Status(status)}, and start goes from open."

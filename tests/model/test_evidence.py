import pytest
from pydantic import ValidationError

from rectify.model.evidence import Evidence
from tests.make import evidence


def test_a_blob_is_named_by_digest_and_shown_name() -> None:
    """The file in the case folder has 16 digits of its digest, a dash, and the name people know."""
    assert evidence(10, name="验收报告.pdf").blob == "0000000000000000-验收报告.pdf"


@pytest.mark.parametrize("missing", ["sha256", "name", "size"])
def test_digest_name_and_size_are_required(missing: str) -> None:
    """Evidence is nothing without what it was."""
    data = {key: value for key, value in evidence().data().items() if key != missing}
    with pytest.raises(ValidationError):
        Evidence.model_validate(data)


def test_evidence_is_of_the_first_cycle_unless_said() -> None:
    """The cycle is left out of the data while it is the first."""
    assert evidence().cycle == 1
    assert "cycle" not in evidence().data()
    assert evidence(cycle=2).data()["cycle"] == 2

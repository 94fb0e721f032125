import pytest

from rectify.checks.evidence_digest import find
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

SOUND, OTHER = "a" * 64, "b" * 64
HELD = issue(evidence=[{"sha256": SOUND, "name": "report.pdf", "size": 1}])
BLOB = f"{'a' * 16}-report.pdf"


@pytest.mark.parametrize(
    ("on_disk", "messages"),
    [
        (SOUND, []),
        (None, [f"Q-1 evidence {BLOB} is missing from the case folder"]),
        (OTHER, [f"Q-1 evidence {BLOB} was altered (its sha256 is {'b' * 16}…)"]),
    ],
)
def test_evidence_lies_unchanged_in_its_case_folder(on_disk: str | None, messages: list[str]) -> None:
    """A lost file and an altered one are told apart."""
    found = list(find(seen(HELD, blobs={("Q-1", SOUND): on_disk})))
    assert [flaw.message for flaw in found] == messages
    for flaw in found:
        assert (flaw.check, flaw.severity, flaw.path) == ("evidence-digest", Severity.DAMAGE, "evidence[0]")
        assert flaw.hint == "put the original file back; rectify log tells who handed it in"


def test_what_was_not_looked_at_is_not_judged() -> None:
    """Without digests from the disk there is nothing to compare."""
    assert list(find(seen(HELD, blobs=None))) == []

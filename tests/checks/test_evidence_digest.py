import pytest

from rectify.checks.evidence_digest import find
from rectify.model.blob import Blob
from rectify.model.event import Event, Mention
from rectify.model.flaw import Place
from rectify.query.evidence import put_right
from rectify.terms import Severity
from tests.checks.inspecting import FILE, issue, seen
from tests.store.material import run_of

SOUND, OTHER = "a" * 64, "b" * 64
HELD = issue(evidence=[{"sha256": SOUND, "name": "report.pdf", "size": 1}])
NAME = f"{'a' * 16}-report.pdf"
LIES = Blob("Q-1", NAME, SOUND, 1)
RUN = run_of(Event("close", "Q-1", evidence=(Mention(SOUND, "report.pdf", 1),)))._replace(seq=2)
BY = "handed in with close by 甲某 (jia@desk) on 2019-07-01, run 2"


@pytest.mark.parametrize(
    ("on_disk", "messages"),
    [
        ((LIES,), []),
        ((LIES._replace(is_writable=True), Blob("Q-1", "stray")), []),
        ((), [f"Q-1 evidence {NAME} is missing from the case folder; {BY}"]),
        (
            (LIES._replace(sha256=OTHER),),
            [f"Q-1 evidence {NAME} was altered: its sha256 is now {'b' * 16}…, the same size; {BY}"],
        ),
    ],
)
def test_evidence_lies_unchanged_in_its_case_folder(on_disk: tuple[Blob, ...], messages: list[str]) -> None:
    """A lost file and an altered one are told apart, each with the run it came with; what is harmless is left out."""
    found = list(find(seen(HELD, blobs=on_disk, runs=(RUN,))))
    assert [flaw.message for flaw in found] == messages
    for flaw in found:
        assert (flaw.check, flaw.severity, flaw.path) == ("evidence-digest", Severity.DAMAGE, "evidence[0]")
        assert (flaw.issue, flaw.place, flaw.hint) == ("Q-1", Place(FILE, 7, 3), put_right())


@pytest.mark.parametrize(("id_", "place"), [("Q-1", Place(FILE, 7, 3)), ("Q-2", None)])
def test_what_a_run_mentions_must_be_there_also_when_the_register_lists_it_no_more(
    id_: str, place: Place | None
) -> None:
    """After an undo, or in an issue that was deleted by hand."""
    (flaw,) = find(seen(issue(id_), blobs=(), runs=(RUN,)))
    assert (flaw.issue, flaw.path, flaw.place) == ("Q-1", "", place)


def test_what_was_not_looked_at_is_not_judged() -> None:
    """Without a look at the disk there is nothing to compare."""
    assert list(find(seen(HELD, blobs=None))) == []

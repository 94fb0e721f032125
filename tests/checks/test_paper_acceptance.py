from typing import Any

import pytest

from rectify.checks.paper_acceptance import find
from rectify.model.header import Header
from rectify.terms import Severity
from tests.checks.inspecting import issue, seen

STRICT = Header.model_validate({"policy": {"profile": "supervised"}})


def verified(method: str = "document", **fields: Any) -> dict[str, Any]:
    """A verification."""
    digest = "a" * 64
    return {"on": "2019-06-01", "by": "李敏", "method": method, "substance": digest, "evidence": digest} | fields


ON_PAPER = "Q-1 was accepted on documents alone, without a visit: by 李敏 on 2019-06-01"
UNDATED = "Q-1 was verified on site by 李敏 on 2019-06-01, but no day of the visit is recorded"
EARLY = "Q-1 was verified by 李敏 on 2019-06-01, before the visit of 2019-06-02 that it rests on"


@pytest.mark.parametrize(
    ("steps", "plain", "strict"),
    [
        ([], [], []),
        ([verified()], [ON_PAPER], [ON_PAPER]),
        (
            [verified(), verified(by="张强")],
            [f"{ON_PAPER} and 张强 on 2019-06-01"],
            [f"{ON_PAPER} and 张强 on 2019-06-01"],
        ),
        ([verified(visited_on="2019-06-01")], [], []),
        ([verified(visited_on="2019-06-02")], [EARLY], [EARLY]),
        ([verified(), verified("monitoring")], [], []),
        ([verified("test")], [], []),
        ([verified(), verified("onsite", visited_on="2019-05-30")], [], []),
        ([verified("onsite")], [], [UNDATED]),
        ([verified("onsite", visited_on="2019-06-02")], [EARLY], [EARLY]),
        ([verified(), verified("onsite", cycle=2)], [ON_PAPER], [ON_PAPER]),
        ([verified(returned_on="2019-06-03")], [], []),
    ],
)
def test_who_accepts_has_been_there(steps: list[Any], plain: list[str], strict: list[str]) -> None:
    """On site with a day where duties are separated; anything but documents elsewhere."""
    for header, words in ((None, plain), (STRICT, strict)):
        flaws = list(find(seen(issue(status="verified", verifications=steps), header=header)))
        assert [flaw.message for flaw in flaws] == words
        for flaw in flaws:
            assert (flaw.check, flaw.severity, flaw.path) == ("paper-acceptance", Severity.WARNING, "verifications")
            assert "rectify verify Q-1 --method onsite" in str(flaw.hint)


@pytest.mark.parametrize(
    ("fields", "is_told"),
    [
        ({"status": "submitted"}, False),
        ({"status": "on_notice"}, True),
        ({"status": "closed", "outcome": "unfounded", "kind": "petition"}, True),
        ({"status": "closed", "outcome": "merged"}, False),
        ({"status": "closed", "kind": "opinion"}, False),
    ],
)
def test_only_what_counts_as_accepted_is_judged(fields: dict[str, Any], is_told: bool) -> None:
    """An opinion may be accepted on paper; that a petition is unfounded is seen on the spot."""
    assert bool(list(find(seen(issue(verifications=[verified()], **fields))))) is is_told

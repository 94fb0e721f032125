import pytest

from rectify.actions.edit import OWNED, OWNED_APART
from rectify.model.diff import Change
from rectify.model.event import Event
from rectify.model.guarded import GUARDED, guarded_fields


def test_what_no_edit_touches_is_guarded() -> None:
    """A text editor may do no more than the verb edit; a percentage and a verdict open no gate."""
    assert set(OWNED) | set(OWNED_APART) == GUARDED | {"id", "percent", "verdict"}


@pytest.mark.parametrize(
    ("issue", "changes", "expected"),
    [
        ("A", [("title", "a", "b"), ("notes", None, "x")], ()),
        ("A", [("status", "open", "closed")], ("status",)),
        ("A", [("deadline.date", "2018-01-01", "2019-01-01"), ("deadline.text", "a", None)], ("deadline",)),
        ("A", [("verifications[0].by", "a", "b"), ("evidence", None, [])], ("verifications", "evidence")),
        ("A", [("", None, None)], ()),
        ("A", [("id", None, "A"), ("status", None, "open"), ("deadline", None, {}), ("kind", None, "task")], ()),
        ("A", [("id", None, "A"), ("status", None, "verified")], ("status",)),
        ("A", [("id", None, "A"), ("status", None, "open"), ("evidence", None, [])], ("evidence",)),
        ("A", [("policy", None, {})], ()),
        ("register", [("title", "a", "b"), ("status", "a", "b")], ()),
        ("register", [("policy.profile", "chain", None)], ("policy",)),
        ("register", [("people[0].roles", [], ["office"]), ("units.县.1", None, "x")], ("people", "units")),
        ("register", [("timezone", None, "UTC")], ("timezone",)),
    ],
)
def test_what_the_gates_rest_on_is_named_once(
    issue: str, changes: list[tuple[str, object, object]], expected: tuple[str, ...]
) -> None:
    """By field, of an issue or of the header; an open issue that is new has what any new one may have."""
    event = Event("adopt", issue, changes=tuple(Change(*change) for change in changes))
    assert guarded_fields(event) == expected

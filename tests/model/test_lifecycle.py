import pytest

from rectify.model.lifecycle import DONE_WORD, FINISHED, FROM, GATES, LEADS_TO, NOT_CLOSED, UNFOUNDED_GATES, WAY_ON
from rectify.terms import Profile, Status, Verb

S = Status
TABLE = {
    Verb.ASSIGN: (NOT_CLOSED, None),
    Verb.START: ({S.OPEN}, S.IN_PROGRESS),
    Verb.PROGRESS: ({S.IN_PROGRESS}, None),
    Verb.SUBMIT: ({S.OPEN, S.IN_PROGRESS}, S.SUBMITTED),
    Verb.RETURN: ({S.SUBMITTED, S.VERIFIED, S.ON_NOTICE}, S.IN_PROGRESS),
    Verb.VERIFY: ({S.SUBMITTED}, S.VERIFIED),
    Verb.NOTICE: ({S.VERIFIED}, S.ON_NOTICE),
    Verb.EXTEND: (NOT_CLOSED, None),
    Verb.ESCALATE: (NOT_CLOSED, None),
    Verb.LOOKBACK: ({S.CLOSED}, None),
    Verb.CLOSE: ({S.OPEN, S.IN_PROGRESS, S.SUBMITTED, S.VERIFIED, S.ON_NOTICE}, S.CLOSED),
    Verb.REOPEN: ({S.CLOSED}, None),
}


@pytest.mark.parametrize("verb", TABLE)
def test_a_verb_goes_from_where_to_where(verb: Verb) -> None:
    """The table of the life of an issue, as SPEC has it."""
    froms, to = TABLE[verb]
    assert FROM[verb] == froms
    assert LEADS_TO.get(verb) is to


def test_the_tables_are_of_the_same_verbs() -> None:
    """No verb is in one table and forgotten in another."""
    assert set(FROM) == set(TABLE)
    assert set(DONE_WORD) == set(Verb)
    assert set(WAY_ON) == set(Status)
    assert set(GATES) == set(UNFOUNDED_GATES) == set(Profile)


def test_finished_is_done_but_perhaps_not_closed() -> None:
    """From the submission on the unit has nothing left to do."""
    assert set(Status) - {S.OPEN, S.IN_PROGRESS} == FINISHED

from tests.make import TODAY, moment


def test_a_moment_knows_nothing_unless_told() -> None:
    """Without a session an issue has no past and nothing is handed in."""
    now = moment()
    assert (now.today, now.attached) == (TODAY, ())
    assert now.past("QH-05") == ()

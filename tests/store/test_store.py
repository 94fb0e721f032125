from rectify.store.loaded import Known
from tests.make import issue, request, session, store


def test_a_state_knows_the_runs_up_to_its_last() -> None:
    """What others record after it was read is none of it; without a trail it knows no run."""
    kept = store(issue())
    before = kept.load()
    for text in ("x", "y"):
        session(kept).do([request("note", text=text)])
    runs, read = list(kept.runs()), kept.load()
    assert [read.knows(run) for run in runs] == [True, True, True]
    earlier = read._replace(ends=Known(read.digest, runs[1], None))
    assert [earlier.knows(run) for run in runs] == [True, True, False]
    assert not any(before.knows(run) for run in runs)

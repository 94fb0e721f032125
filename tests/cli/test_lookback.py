import pytest

from tests.cli.harness import Cli


@pytest.fixture
def closed(cli: Cli) -> Cli:
    """A register in which QH-01 was closed in June."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf", "--on", "2019-06-01")
    return cli


def test_a_look_back_is_planned_and_done(closed: Cli) -> None:
    """The plan tells its day, the result what was found, by whom and with what."""
    planned = closed.ok("lookback", "QH-01", "--due", "+30d")
    assert planned.out == "QH-01  planned for a look-back\n    look_backs: – → due: 2019-07-31\n"
    assert planned.err == "--due +30d is 2019-07-31\n"
    closed.write("照片.jpg", b"jpg")
    done = closed.ok(
        "lookback", "QH-01", "--result", "held", "--evidence", "照片.jpg", "--note", "没有渗漏", "--as", "李强"
    )
    assert done.out.startswith("QH-01  looked back at\n")
    (one,) = closed.issue("QH-01").look_backs
    assert (one.result, one.by, one.note, str(one.on), len(one.papers)) == ("held", "李强", "没有渗漏", "2019-07-01", 1)


def test_a_rebound_ends_with_the_way_on(closed: Cli) -> None:
    """In words and in JSON; the issue is not reopened in silence."""
    result = closed.ok("lookback", "QH-01", "--result", "rebound")
    assert result.out.endswith("    hint: rectify reopen QH-01 --rebound --reason TEXT\n")
    assert closed.issue("QH-01").status == "closed"
    closed.ok("undo")
    told = closed.ok("lookback", "QH-01", "--result", "rebound", "-o", "json").json["results"][0]
    assert (told["result"], told["hint"]) == ("done", "rectify reopen QH-01 --rebound --reason TEXT")


def test_a_rebound_begins_the_next_life(closed: Cli) -> None:
    """On the same id; the old closure and its look-backs are kept, and no longer due."""
    closed.ok("lookback", "QH-01", "--due", "2019-06-30")
    closed.ok("lookback", "QH-01", "--result", "rebound", "--unplanned")
    assert "look-back" in closed.ok("due", "QH-01").out
    closed.ok("reopen", "QH-01", "--rebound", "--reason", "又渗漏")
    one = closed.issue("QH-01")
    assert (one.cycle, one.closures[0].rebound, len(one.look_backs)) == (2, True, 2)
    assert "no longer due: the issue was reopened" in closed.ok("show", "QH-01").out
    assert "look-back" not in closed.ok("due", "QH-01").out


def test_closing_plans_what_the_policy_asks_for(empty: Cli) -> None:
    """So many months after the closure; each is then due."""
    empty.make({"id": "Q-1"}, policy={"look_back_months": ["6", "12"]})
    empty.write("a.txt", b"a")
    empty.ok("close", "Q-1", "--evidence", "a.txt", "--on", "2018-12-31")
    assert [str(one.due) for one in empty.issue("Q-1").look_backs] == ["2019-06-30", "2019-12-31"]
    assert "2019-06-30  1 d late" in empty.ok("due").out
    empty.ok("lookback", "Q-1", "--result", "held")
    assert empty.ok("due").out.startswith("Nothing is due")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-02", "--result", "held"), 5, "it is open, and lookback goes from closed"),
        (("QH-01",), 2, "nothing is said of a look-back at QH-01"),
        (("QH-01", "--result", "good"), 2, "hint: --result is one of: held, rebound\n"),
        (("QH-01", "--due", "soon"), 2, "'soon' is not a date"),
        (("QH-01", "--result", "held", "--due", "2019-06-05"), 4, "QH-01 has no look-back due on '2019-06-05'"),
        (("QH-01", "--result", "held", "--evidence", "nix"), 3, "evidence 'nix' cannot be taken in"),
        (("QH-01", "--result", "held", "--on", "2019-05-01"), 5, "before it was closed on 2019-06-01"),
        (("QH-01", "--result", "held", "--indicator", "COD"), 2, "--indicator COD is no pair"),
    ],
)
def test_what_is_no_look_back_is_told(closed: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """Nothing is recorded then."""
    before = len(closed.runs())
    result = closed("lookback", *words)
    assert (result.code, len(closed.runs())) == (code, before)
    assert said in result.err


def test_a_dry_run_plans_nothing(closed: Cli) -> None:
    """It only says what would be."""
    result = closed.ok("lookback", "QH-01", "--due", "2019-12-01", "-n")
    assert result.out.startswith("QH-01  would be planned for a look-back\n")
    assert closed.issue("QH-01").look_backs == ()


def test_a_batch_looks_back_at_many(closed: Cli) -> None:
    """In all three forms of a batch."""
    lines = '{"verb": "lookback", "id": "QH-01", "due": "2019-09-01", "note": "汛后"}\n'
    closed.ok("batch", "-", stdin=lines)
    closed.ok("batch", "-", stdin="lookback QH-01 --result held --unplanned --indicator COD=50\n")
    closed.ok("batch", "-", stdin="verb,id,result,due\nlookback,QH-01,rebound,2019-09-01\n")
    assert [one.result for one in closed.issue("QH-01").look_backs] == ["rebound", "held"]
    assert str(closed.issue("QH-01").indicators[0].actual) == "50"

import pytest

from tests.cli.harness import Cli


def test_a_slow_one_is_pressed_and_answers(cli: Cli) -> None:
    """Rung, document, unit and day; later the reply."""
    letter = ("--rung", "yellow", "--document", "甲督〔2019〕3号", "--to", "甲川县水务局", "--reply-by", "+10d")
    pressed = cli.ok("escalate", "QH-01", *letter, "--text", "限期整改")
    assert pressed.out.startswith("QH-01  escalated\n    escalations: – → rung: yellow, on: 2019-07-01")
    assert pressed.err == "--reply-by +10d is 2019-07-11\n"
    assert "no reply yet, due on 2019-07-11: 10 d left" in cli.ok("show", "QH-01").out
    answered = cli.ok("escalate", "QH-01", "--reply", "已增派人手", "--on", "2019-07-01")
    assert answered.out == (
        "QH-01  answered\n    escalations[0].reply: – → 已增派人手\n    escalations[0].replied_on: – → 2019-07-01\n"
    )
    assert "replied 2019-07-01: 已增派人手" in cli.ok("show", "QH-01").out


def test_a_lighter_rung_is_told_and_not_refused(cli: Cli) -> None:
    """Rungs may be skipped in both directions."""
    cli.ok("escalate", "QH-01", "--rung", "summons")
    result = cli.ok("escalate", "QH-01", "--rung", "urge")
    assert result.out.endswith("    hint: urge is lighter than the summons of 2019-07-01\n")
    assert [one.rung for one in cli.issue("QH-01").escalations] == ["summons", "urge"]


def test_many_are_pressed_in_one_run(cli: Cli) -> None:
    """One letter may be about several issues, with one file; also from a batch."""
    cli.ok("escalate", "QH-01", "QH-02", "--rung", "circular", "--evidence", "report.pdf")
    assert len(cli.runs()[-1]["events"]) == 2
    cli.ok("batch", "-", stdin="escalate QH-03 --rung red --reply-by 2019-07-31\nescalate QH-03 --reply 收到\n")
    (one,) = cli.issue("QH-03").escalations
    assert (one.rung, one.reply, str(one.reply_by)) == ("red", "收到", "2019-07-31")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("QH-01",), 2, "no rung is named for QH-01"),
        (("QH-01", "--rung", "pink"), 2, "no rung is called 'pink'.\nhint: --rung is one of: reminder, warning"),
        (("QH-01", "--reply", "x"), 5, "there is no such letter to answer"),
        (("QH-01", "--reply", "x", "--to", "y"), 2, "--to is of the letter, not of its reply"),
        (("QH-02", "--rung", "urge"), 5, "it is closed, and escalate goes from open"),
        (("QH-09", "--rung", "urge"), 4, "no issue is called 'QH-09'"),
    ],
)
def test_what_cannot_be_is_told(cli: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """Nothing is recorded then."""
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    result = cli("escalate", *words)
    assert (result.code, len(cli.runs())) == (code, 2)
    assert said in result.err


def test_a_second_time_is_nothing_to_do(cli: Cli) -> None:
    """A script may be run again."""
    cli.ok("escalate", "QH-01", "--rung", "urge", "--document", "1号")
    assert cli.ok("escalate", "QH-01", "--rung", "urge", "--document", "1号").out == "QH-01  nothing to do\n"
    cli.ok("escalate", "QH-01", "--reply", "x")
    assert cli.ok("escalate", "QH-01", "--reply", "x").out == "QH-01  nothing to do\n"


def test_a_dry_run_presses_nobody(cli: Cli) -> None:
    """It only says what would be."""
    assert cli.ok("escalate", "QH-01", "--rung", "urge", "-n").out.startswith("QH-01  would be escalated\n")
    assert cli.issue("QH-01").escalations == ()

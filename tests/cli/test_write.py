"""What holds for every verb that changes issues."""

from datetime import timedelta

import pytest

from rectify import config
from tests.cli.harness import Cli

SUBMIT = ("submit", "QH-01", "--evidence", "report.pdf")
CLOSE = ("close", "QH-01", "--evidence", "report.pdf")
VERBS = {
    "add": ((), ("add", "--title", "新问题")),
    "assign": ((), ("assign", "QH-04", "--unit", "丙村")),
    "start": ((), ("start", "QH-02")),
    "progress": ((), ("progress", "QH-01", "--note", "已清淤")),
    "submit": ((), SUBMIT),
    "return": ((SUBMIT,), ("return", "QH-01")),
    "verify": ((SUBMIT,), ("verify", "QH-01", "--method", "onsite")),
    "close": ((), CLOSE),
    "reopen": ((CLOSE,), ("reopen", "QH-01")),
    "edit": ((), ("edit", "QH-02", "--set", "place=乙山")),
    "note": ((), ("note", "QH-01", "看过")),
}
"""For each verb what must happen before, and a command line that is allowed then."""

EVERY_VERB = pytest.mark.parametrize("verb", VERBS)


def ready(cli: Cli, verb: str) -> tuple[str, ...]:
    """The verb's command line, with a reason, in a folder where it is allowed."""
    before, words = VERBS[verb]
    for line in before:
        cli.ok(*line)
    return (*words, "--reason", "理由")


@EVERY_VERB
def test_it_is_recorded_as_one_run_with_reason_and_business_date(cli: Cli, verb: str) -> None:
    """One command is one line of the trail; `--on` is the business date, the recorded time is the clock's."""
    words = ready(cli, verb)
    cli.now += timedelta(days=3)
    before = len(cli.runs())
    cli.ok(*words, "--on", "2019-06-28")
    runs = cli.runs()
    assert len(runs) == before + (1 if before else 2)  # the first write takes the register in as found
    assert (runs[-1]["at"], runs[-1]["via"]) == ("2019-07-04T02:30:00Z", "cli")
    event = cli.last_event()
    assert (event["verb"], event["reason"], event["on"]) == (verb, "理由", "2019-06-28")


@EVERY_VERB
def test_a_dry_run_tells_the_same_and_changes_no_byte(cli: Cli, verb: str) -> None:
    """`-n` says what would happen; register, trail, evidence folder and git files stay as they are."""
    words = ready(cli, verb)
    before = cli.snapshot()
    would = cli.ok(*words, "-n")
    assert cli.snapshot() == before
    assert "would be" in would.out
    done = cli.ok(*words)
    assert done.out == would.out.replace("would be ", "")


@EVERY_VERB
def test_json_gives_run_and_results(cli: Cli, verb: str) -> None:
    """`-o json` is one object with the run; `-o jsonl` a result a line; `--dry-run` says so."""
    words = ready(cli, verb)
    would = cli.ok("-o", "json", *words, "--dry-run").json
    assert (would["schema"], would["dry_run"], would["run"]) == ("rectify/1", True, None)
    (line,) = cli.ok(*words, "-n", "-o", "jsonl").lines
    done = cli.ok(*words, "-o", "json").json
    assert (done["dry_run"], done["run"]["seq"]) == (False, len(cli.runs()))
    assert [one["result"] for one in done["results"]] == ["done"]
    assert (line["verb"], line["id"], line["exit"]) == (verb, done["results"][0]["id"], 0)


@EVERY_VERB
def test_an_unknown_issue_is_exit_4_with_the_nearest_id(cli: Cli, verb: str) -> None:
    """A slip of the pen is answered with the ids it may have meant, and nothing changes."""
    if verb == "add":
        return  # makes its own id
    words = [word.replace("QH-0", "QG-0") for word in ready(cli, verb)]
    before = cli.snapshot()
    result = cli(*words)
    assert result.code == 4
    assert "no issue is called 'QG-0" in result.err
    assert "did you mean QH-0" in result.err
    assert cli.snapshot() == before


@EVERY_VERB
def test_an_unknown_form_is_a_usage_error_that_lists_the_forms(cli: Cli, verb: str) -> None:
    """A verb that writes has three forms."""
    result = cli(*VERBS[verb][1], "-o", "csv")
    assert result.code == 2
    assert "it has: table, json, jsonl" in result.err


@pytest.mark.parametrize(
    ("words", "environment", "actor"),
    [
        ((), {}, f"{config.login()}@{config.host()}"),
        ((), {"RECTIFY_ACTOR": "李科长"}, "李科长"),
        (("--as", "王明"), {"RECTIFY_ACTOR": "李科长"}, "王明"),
    ],
)
def test_who_acts_is_recorded_beside_login_and_host(
    cli: Cli, words: tuple[str, ...], environment: dict[str, str], actor: str
) -> None:
    """`--as` goes before RECTIFY_ACTOR, then login@host; the run keeps login and host anyway."""
    cli.ok(*words, "start", "QH-02", environment=environment)
    run = cli.runs()[-1]
    assert (run["actor"], run["login"], run["host"]) == (actor, config.login(), config.host())


@pytest.mark.parametrize(
    "stdin", ["QH-01 QH-03", "QH-01,QH-03", "QH-01\nQH-03\n", " QH-01,\r\n QH-03 ", b"\xef\xbb\xbfQH-01\tQH-03"]
)
def test_ids_come_on_stdin_apart_by_blank_comma_or_newline(cli: Cli, stdin: str | bytes) -> None:
    """`-` stands for ids on stdin; all of them are one run."""
    cli.ok("edit", "-", "--set", "place=全县", stdin=stdin)
    assert [event["issue"] for event in cli.runs()[-1]["events"]] == ["QH-01", "QH-03"]


def test_ids_given_and_ids_on_stdin_go_together_each_once(cli: Cli) -> None:
    """An id named twice is done once."""
    result = cli.ok("note", "QH-02", "-", "QH-02", "看过", stdin="QH-01 QH-02")
    assert [line.split()[0] for line in result.out.splitlines() if "noted" in line] == ["QH-02", "QH-01"]


def test_no_ids_on_stdin_is_nothing_to_do(cli: Cli) -> None:
    """A pipe that found nothing does no harm, and it is said."""
    before = cli.snapshot()
    result = cli.ok("start", "-", stdin="\n")
    assert result.err == "nothing to do: there were no ids on stdin\n"
    assert cli.snapshot() == before


@pytest.mark.parametrize(
    "words", [("show",), ("gates",), ("log",), ("evidence", "list"), ("list",), ("due",), ("note", "x")], ids=" ".join
)
def test_no_ids_on_stdin_is_said_alike(cli: Cli, words: tuple[str, ...]) -> None:
    """Once, by reads as by writes, on stderr."""
    verb = words[: 2 if words[0] == "evidence" else 1]
    result = cli.ok(*verb, "-", *words[len(verb) :], stdin="\n")
    assert result.err.count("nothing to do: there were no ids on stdin\n") == 1


def test_what_is_no_id_is_named_and_so_is_its_place(cli: Cli) -> None:
    """In the order they came; a single one needs no place, and a wrong word is not the fault of an id."""
    result = cli("start", "-", stdin="QH-01 QH-02 a/b")
    assert (result.code, result.err.startswith("error: id: 'a/b' is not an id: ")) == (2, True)
    assert " (id 3 of 3).\n" in result.err
    assert " of 1)" not in cli("start", "a/b").err
    assert cli("escalate", "QH-01", "QH-02", "--rung", "yelow").err == (
        "error: no rung is called 'yelow'.\n"
        "hint: did you mean yellow? --rung is one of: reminder, warning, urge, yellow, red, listed, circular, "
        "summons, accountability\n"
    )
    assert "error: --days: 'ten' is not a whole number.\n" in cli("notice", "QH-01", "--days", "ten").err


def test_many_ids_stand_or_fall_together(cli: Cli) -> None:
    """One refusal holds all back; every refused id is told with its hint, and the first one gives the code."""
    before = cli.snapshot()
    result = cli("start", "QH-02", "QH-04", "QH-9", "-o", "json")
    assert result.code == 5
    assert result.error["message"] == "2 of 3 issues cannot be done; nothing was changed."
    assert [(one["place"], one["message"], one["hint"]) for one in result.error["details"]] == [
        ("QH-04", "QH-04 cannot be started: no responsible unit.", "rectify assign QH-04 --unit UNIT"),
        ("QH-9", "no issue is called 'QH-9'.", "did you mean QH-04 or QH-03 or QH-02?"),
    ]
    assert cli.snapshot() == before


def test_the_first_write_says_that_the_trail_begins(cli: Cli) -> None:
    """The register is taken in as found, and that is told once; the git files are made."""
    assert "the trail begins: 5 entries taken in as found" in cli.ok("start", "QH-02").out
    assert "the trail begins" not in cli.ok("start", "QH-02", "QH-03").out
    assert {".gitignore", ".gitattributes"} <= set(cli.snapshot())


@pytest.mark.parametrize(
    "again", [("start", "QH-03"), ("close", "QH-01"), ("return", "QH-03"), ("assign", "QH-02", "--unit", "乙山镇政府")]
)
def test_what_is_so_already_is_nothing_to_do(cli: Cli, again: tuple[str, ...]) -> None:
    """A verb on an issue already there ends well, records nothing and says so."""
    cli.ok(*CLOSE)
    before = cli.snapshot()
    assert cli.ok(*again).out == f"{again[1]}  nothing to do\n"
    assert cli.ok(*again, "-o", "json").json["results"][0]["result"] == "nothing"
    assert cli.snapshot() == before


@pytest.mark.parametrize(
    ("words", "echo"),
    [
        (("start", "QH-02", "--on", "yesterday"), "--on yesterday is 2019-06-30"),
        (("start", "QH-02", "--on", "昨天"), "--on 昨天 is 2019-06-30"),
        (("--today", "2019-08-10", "start", "QH-02", "--on", "月底"), "--on 月底 is 2019-08-31"),
        (("assign", "QH-04", "--due", "2020年底"), "--due 2020年底 is 2020-12-31"),
        (
            ("assign", "QH-04", "--due", "+2bd"),
            "--due +2bd is 2019-07-03 (business days by the State Council calendar)",
        ),
        (("start", "QH-02", "--today", "+1d"), "--today +1d is 2019-07-02"),
    ],
)
def test_date_words_are_echoed_as_resolved(cli: Cli, words: tuple[str, ...], echo: str) -> None:
    """What a word means is said once, on stderr; an ISO day needs no echo."""
    assert cli.ok(*words).err.count(echo) == 1
    assert cli.ok("start", "QH-02", "--on", "2019-06-30").err == ""


def test_without_on_the_business_day_is_today(cli: Cli) -> None:
    """`--today` stands in for the clock's day; the recorded time stays the clock's, and the event says the day."""
    cli.ok("--today", "2019-06-01", *CLOSE)
    assert cli.issue("QH-01").closures[0].on.isoformat() == "2019-06-01"
    assert cli.runs()[-1]["at"] == "2019-07-01T02:30:00Z"
    assert cli.last_event()["on"] == "2019-06-01"


def test_the_day_begins_in_the_zone_of_the_register(cli: Cli) -> None:
    """At 18:00 UTC it is tomorrow in Qinghai."""
    cli.now = cli.now.replace(hour=18)
    cli.ok(*CLOSE)
    assert cli.issue("QH-01").closures[0].on.isoformat() == "2019-07-02"


def test_a_hand_edit_is_named_and_other_issues_may_go_on(cli: Cli) -> None:
    """An edit outside rectify is told field by field on stderr; the run carries the edited id."""
    cli.ok("start", "QH-02")
    cli.write("issues.yaml", (cli.folder / "issues.yaml").read_text(encoding="utf-8").replace("王明", "赵六"))
    refused = cli("close", "QH-01", "--evidence", "report.pdf")
    assert refused.code == 7
    assert "rectify audit adopt QH-01 --reason TEXT" in refused.err
    went_on = cli.ok("assign", "QH-04", "--unit", "丙村")
    assert went_on.err == "QH-01 person: 王明 → 赵六, outside rectify\n"
    assert cli.runs()[-1]["outside"] == ["QH-01"]


def test_only_the_lines_that_are_meant_change(cli: Cli) -> None:
    """Comments, order and quoting of everything else stay as the people who keep the file wrote them."""
    before = (cli.folder / "issues.yaml").read_text(encoding="utf-8").splitlines()
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    after = (cli.folder / "issues.yaml").read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line not in after]
    assert gone == ["    status: in_progress   # see the minutes"]
    assert "    status: closed   # see the minutes" in after

import csv
import io
import json
from typing import Any

import pytest

from tests.cli.harness import Cli

PEOPLE: list[dict[str, Any]] = [
    {"id": "周某", "unit": "水利局", "roles": ["responsible"]},
    {"id": "吴某", "unit": "县水利局", "roles": ["approver"]},
    {"id": "郑某", "unit": "县政府办", "roles": ["approver"]},
    {"id": "王某", "unit": "整改办", "roles": ["office"]},
]
ISSUE: dict[str, Any] = {
    "id": "QH-05",
    "units": {"responsible": ["县水利局"]},
    "deadline": {"date": "2019-06-30", "text": "2019年6月底前"},
    "status": "in_progress",
}


@pytest.fixture
def apart(empty: Cli) -> Cli:
    """A register of profile supervised with two issues, at most two extensions each, and a letter to hand in."""
    policy = {"profile": "supervised", "extension_limit": 2}
    other = ISSUE | {"id": "QH-06", "deadline": {"date": "2019-08-31"}}
    empty.make(ISSUE, other, policy=policy, people=PEOPLE, units={"县水利局": ["水利局"]})
    empty.write("letter.pdf", b"%PDF please")
    return empty


def test_in_profile_simple_it_is_one_step(cli: Cli) -> None:
    """The deadline moves at once; the day meant is echoed, and a late one is told as such."""
    result = cli.ok("extend", "QH-01", "--to", "2019年底", "--reason", "汛期")
    assert result.out.startswith(
        "QH-01  extended, after the deadline had passed\n"
        "    deadline.date: 2018-12-31 → 2019-12-31\n"
        "    deadline.text: 2018年底 → 2019年底\n"
    )
    assert "    extensions: 1 granted\n" in result.out
    assert result.err == "--to 2019年底 is 2019-12-31\n"
    assert cli.ok("extend", "QH-01", "--to", "2019年底", "--reason", "汛期").out == "QH-01  nothing to do\n"
    assert len(cli.runs()) == 2
    moved = cli.issue("QH-01")
    assert moved.original_deadline is not None
    assert moved.original_deadline.text == "2018年底"


def test_an_extension_refused_to_its_requester(apart: Cli) -> None:
    """Who asks does not decide, nor does another of that unit; somebody else does."""
    asked = apart.ok(
        "--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期", "--evidence", "letter.pdf"
    )
    assert asked.out.startswith("QH-05  extension asked for, after the deadline had passed\n")
    assert "    extensions: 0 of 2 granted, 2 left\n" in asked.out
    before = apart.snapshot()
    for who, why in (
        ("周某", "周某 is responsible, and that is for approver"),
        ("吴某", "who asked may not decide; 周某 of 县水利局 asked for it on 2019-07-01"),
    ):
        result = apart("--as", who, "extend", "QH-05", "--approve")
        assert (result.code, result.out) == (5, "")
        assert result.err.splitlines()[0] == f"error: QH-05 cannot be extended: {why}."
        assert result.err.splitlines()[1].endswith(": 郑某")
    assert apart.snapshot() == before
    granted = apart.ok("--as", "郑某", "extend", "QH-05", "--approve", "--reason", "同意")
    assert granted.out.startswith("QH-05  extended\n    deadline.date: 2019-06-30 → 2019-12-31\n")
    assert "    extensions: 1 of 2 granted, 1 left\n" in granted.out
    assert apart.ok("--as", "郑某", "extend", "QH-05", "--approve").out == "QH-05  nothing to do\n"


def test_the_limit_ends_it(apart: Cli) -> None:
    """The third of two is refused, with those that were granted."""
    for day in ("2019-09-30", "2019-12-31"):
        apart.ok("--as", "周某", "extend", "QH-05", "--to", day, "--reason", "汛期")
        apart.ok("--as", "郑某", "extend", "QH-05", "--approve")
    result = apart("--as", "周某", "extend", "QH-05", "--to", "2020-06-30", "--reason", "汛期")
    assert result.code == 5
    assert result.err.splitlines()[0] == (
        "error: QH-05 cannot be extended: the limit is 2, and 2 are granted"
        " (until 2019-09-30, asked for on 2019-07-01; until 2019-12-31, asked for on 2019-07-01)."
    )


def test_rejected_and_withdrawn(apart: Cli) -> None:
    """The deadline stays, and the card tells what became of each request."""
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期")
    assert apart("--as", "郑某", "extend", "QH-05", "--reject").code == 5
    apart.ok("--as", "郑某", "extend", "QH-05", "--reject", "--reason", "措施不具体")
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-10-31", "--reason", "补充措施")
    assert "  asked for    2019-10-31 · asked 2019-07-01, late, not decided\n" in apart.ok("show", "QH-05").out
    apart.ok("--as", "周某", "extend", "QH-05", "--withdraw")
    card = apart.ok("show", "QH-05").out
    assert "  deadline     2019-06-30 (2019年6月底前) · 1 d late\n" in card
    assert "Extensions (0 of 2 granted, 2 left)\n" in card
    assert "    rejected 2019-07-01 by 郑某: 措施不具体\n" in card
    assert "    withdrawn 2019-07-01 by 周某\n" in card


def test_both_deadlines_are_listed(apart: Cli) -> None:
    """In the table, wide, csv and JSON; by the original deadline the present one stands beside it."""
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期")
    apart.ok("--as", "郑某", "extend", "QH-05", "--approve")
    heads = [apart.ok("list", *words).out.splitlines()[0].split() for words in ((), ("--overdue-basis", "original"))]
    assert heads == [
        [*["ID", "TITLE", "UNIT", "STATUS", "DEADLINE", "LEFT"], other] for other in ("ORIGINAL", "PRESENT")
    ]
    assert apart.ok("list", "--overdue").out.startswith("Nothing to show")
    late = apart.ok("list", "--overdue", "--overdue-basis", "original").out
    assert late.splitlines()[1].split()[-5:] == ["2019-06-30", "1", "d", "late", "2019-12-31"]
    assert "overdue by the original deadline" in late
    assert "1 of 2 granted, 1 left" in apart.ok("list", "-o", "wide").out
    first = apart.ok("list", "QH-05", "-o", "json").json["issues"][0]
    assert (first["original_deadline"]["date"], first["deadline"]["date"]) == ("2019-06-30", "2019-12-31")
    assert (first["extended"], first["asked_to"], first["extensions_left"]) == (1, None, 1)
    rows = list(csv.DictReader(io.StringIO(apart.ok("list", "QH-05", "-o", "csv").out)))
    assert (rows[0]["deadline.date"], rows[0]["original_deadline.date"]) == ("2019-12-31", "2019-06-30")


def test_requests_that_wait_can_be_asked_for(apart: Cli) -> None:
    """By what they ask, and by how often it was granted."""
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期")
    assert apart.ok("list", "--where", "asked_to > 2019-10-01", "-o", "ids").out == "QH-05\n"
    assert apart.ok("list", "--where", "extended >= 1", "-o", "ids").out == ""
    shown = apart.ok("list", "QH-05", "--fields", "id,asked_to,extended,extensions").out
    assert "2019-12-31  0         asked until 2019-12-31, late; 0 of 2 granted, 2 left" in shown


def test_every_count_of_the_overdue_knows_both(apart: Cli) -> None:
    """The overview names the other figure where it is another; summary, list and show count by either."""
    assert "Overdue: 1 of 2\n" in apart.ok().out
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期")
    apart.ok("--as", "郑某", "extend", "QH-05", "--approve")
    assert "Overdue: none of 2, 1 by the original deadline\n" in apart.ok().out
    for basis, late in (("current", 0), ("original", 1)):
        summary = apart.ok("summary", "--overdue-basis", basis, "-o", "json").json
        assert (summary["overall"]["overdue"], summary["overall"]["total"]) == (late, 2)
        listed = apart.ok("list", "--overdue", "--overdue-basis", basis, "-o", "json").json
        assert (listed["count"], listed["total"]) == (late, 2)
        card = apart.ok("show", "QH-05", "--overdue-basis", basis, "-o", "json").json["issues"][0]
        assert card["overdue"] is bool(late)


def test_lines_of_a_batch(apart: Cli) -> None:
    """With a revision to hold, in all three forms; nobody approves in a batch what they ask in it."""
    apart.ok("--as", "王某", "note", "QH-05", "催办")
    line = {"verb": "extend", "id": "QH-05", "to": "2019-09-30", "reason": "汛期", "if_rev": 2}
    own = {"verb": "extend", "id": "QH-05", "approve": True}
    refused = apart("--as", "周某", "batch", stdin="\n".join(map(json.dumps, (line, own))))
    assert refused.code == 5
    assert "周某 is responsible, and that is for approver" in refused.err
    assert apart("--as", "周某", "batch", stdin=json.dumps(line | {"if_rev": 1})).code == 6
    assert "extensions: 0 of 2 granted, 2 left" in apart.ok("--as", "周某", "batch", stdin=json.dumps(line)).out
    apart.ok("--as", "郑某", "batch", stdin=json.dumps(own))
    apart.ok("--as", "周某", "batch", stdin="extend QH-05 --to 2019年底 --reason 冬季\n")
    apart.ok("--as", "郑某", "batch", stdin="verb,id,approve\nextend,QH-05,true\n")
    assert [one.state.value for one in apart.issue("QH-05").extensions] == ["approved", "approved"]


def test_many_at_once_or_none(apart: Cli) -> None:
    """Ids from a pipe are one run; one that is refused keeps all back."""
    result = apart("--as", "周某", "extend", "-", "--to", "2019-08-31", "--reason", "汛期", stdin="QH-05\nQH-06\n")
    assert result.code == 5
    assert "2019-08-31 is not after its deadline, 2019-08-31" in result.err
    assert apart.runs() == []
    apart.ok("--as", "周某", "extend", "-", "--to", "2019-09-30", "--reason", "汛期", stdin="QH-05\nQH-06\n")
    assert [event["issue"] for event in apart.runs()[-1]["events"]] == ["QH-05", "QH-06"]


def test_a_dry_run_says_what_would_be(apart: Cli) -> None:
    """And changes nothing."""
    result = apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期", "-n")
    assert result.out.startswith("QH-05  an extension would be asked for, after the deadline had passed\n")
    assert apart.runs() == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "error: extend takes one of to, approve, reject and withdraw."),
        (["--approve", "--reject"], "error: extend takes one of to, approve, reject and withdraw."),
        (
            ["--to", "长期坚持"],
            "error: --to: an extension runs to a certain day; write one like 2019-06-30 or 2019年底.",
        ),
        (["--to", "2019年9月前"], "error: '2019年9月前' can be read in two ways: 2019-08-31 or 2019-09-30."),
    ],
)
def test_what_cannot_be_read(apart: Cli, words: list[str], message: str) -> None:
    """A usage error, before anything is judged."""
    result = apart("--as", "郑某", "extend", "QH-05", *words)
    assert (result.code, result.err.splitlines()[0]) == (2, message)


def test_a_deadline_that_stands_leads_here(apart: Cli) -> None:
    """Neither assign nor edit moves it where duties are separated; both name the way."""
    assign = apart("--as", "王某", "assign", "QH-05", "--due", "2019年底")
    edit = apart("--as", "王某", "edit", "QH-05", "--set", "deadline=2019年底", "--reason", "x")
    assert (assign.code, edit.code) == (5, 5)
    assert "hint: ask for an extension: rectify extend QH-05 --to 2019年底 --reason TEXT\n" in assign.err
    assert "hint: ask for a later one: rectify extend QH-05 --to DATE --reason TEXT\n" in edit.err


def test_one_takes_back_one_s_own_step_alone(apart: Cli) -> None:
    """An undone approval moves the deadline back and leaves the request undecided; the asker cannot redo it."""
    apart.ok("--as", "周某", "extend", "QH-05", "--to", "2019-12-31", "--reason", "汛期")
    apart.ok("--as", "郑某", "extend", "QH-05", "--approve")
    assert apart("--as", "周某", "undo").code == 5
    apart.ok("--as", "郑某", "undo")
    back = apart.issue("QH-05")
    assert (back.deadline, back.original_deadline) == (apart.issue("QH-05").extensions[0].from_, None)
    assert back.extensions[0].state == "requested"
    assert apart("--as", "周某", "undo").code == 5

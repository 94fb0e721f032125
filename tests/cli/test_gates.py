from typing import Any

import pytest

from tests.cli.harness import Cli
from tests.trade import CHAIN, head

ISSUE: dict[str, Any] = {"id": "Q-1", "title": "渗滤液外溢", "units": {"responsible": ["县住建局"]}}


@pytest.fixture
def county(empty: Cli) -> Cli:
    """A register in profile chain with one issue, submitted and accepted by the county."""
    empty.make(ISSUE, {"id": "Q-2"}, **head(**{**CHAIN, "checklist": []}))
    empty.write("report.pdf", b"%PDF the whole report")
    empty.ok("submit", "Q-1", "--evidence", "report.pdf", "--as", "wang")
    empty.ok("verify", "Q-1", "--method", "onsite", "--level", "县级验收", "--as", "李强")
    return empty


def test_the_way_still_to_go(county: Cli) -> None:
    """What is passed and by whom, what is open, the command and who may do it, for how long it waits."""
    county.now = county.now.replace(day=11)
    assert county.ok("gates", "Q-1").out == (
        "Q-1  渗滤液外溢: submitted\n"
        "    passed      a unit answers for it: 县住建局, as it was on 2019-07-01 (taken in by run 1)\n"
        "    passed      all measures are done: the plan has no measures\n"
        "    passed      evidence is there: wang on 2019-07-01 (run 2)\n"
        "    passed      submitted: wang of 甲川县住建局 on 2019-07-01 (run 2)\n"
        "    passed      its tasks are closed: it has no tasks\n"
        "    passed      accepted by others: 县级验收: 李强 of 甲川县生态环境局 on 2019-07-01, onsite (run 3)\n"
        "    open        accepted by others: 州级验收: not accepted by 州级验收\n"
        "                next: rectify verify Q-1 --method onsite --level 州级验收 --visitor NAME --visited-on DATE"
        "  (赵敏; waited for since 2019-07-01, 10 days)\n"
        "    passed      the checklist is answered: the policy has no checklist\n"
        "    open        the public notice is over: no public notice\n"
        "                rectify notice Q-1 --place TEXT  (公示员)\n"
        "    at closing  a filing number: no filing number\n"
        "    at closing  like problems were looked at: nobody says whether the like problems were looked at\n"
        "    passed      the outcome is true\n"
        "    open        struck off\n"
        "                rectify close Q-1 --filing-no TEXT --like TEXT  (周办)\n"
        "\n"
        "1 of 1 issue with an open gate · profile chain · as of 2019-07-11\n"
    )


def test_close_names_every_open_gate_at_once(county: Cli) -> None:
    """The same gates, and the command that opens the first."""
    result = county("close", "Q-1", "--as", "周办")
    assert (result.code, result.err) == (
        5,
        "error: Q-1 cannot be closed: not accepted by 州级验收; no public notice; no filing number; nobody says "
        "whether the like problems were looked at.\nhint: rectify verify Q-1 --method onsite --level 州级验收\n",
    )


def test_the_exit_code_answers_whether_a_gate_is_open(county: Cli) -> None:
    """What closing itself asks is none; without the option the answer is in the text alone."""
    assert county("gates", "Q-1", "--exit-code").code == 1
    assert county("gates", "Q-1").code == 0
    county.ok(
        "policy",
        "set",
        "levels=县级验收",
        "levels[0].unit=甲川县生态环境局",
        "notice_days=0",
        "--reason",
        "r",
        "--as",
        "周办",
    )
    assert county("gates", "Q-1", "--exit-code").code == 1  # the last level is another one now: somebody says so
    county.ok("verify", "Q-1", "--method", "onsite", "--level", "县级验收", "--as", "李强")
    result = county("gates", "Q-1", "--exit-code")
    assert (result.code, "at closing  a filing number" in result.out) == (0, True)


def test_many_issues_through_a_pipe(county: Cli) -> None:
    """An object each, for scripts."""
    told = county.ok("gates", "-", "-o", "json", stdin="Q-1\nQ-2\n").json
    assert {key: told[key] for key in ("schema", "as_of", "profile", "count", "total", "open")} == {
        "schema": "rectify/1",
        "as_of": "2019-07-01",
        "profile": "chain",
        "count": 2,
        "total": 2,
        "open": 2,
    }
    first, second = told["issues"]
    assert (first["next"], first["waiting_days"], first["open"]) == (
        "rectify verify Q-1 --method onsite --level 州级验收 --visitor NAME --visited-on DATE",
        0,
        2,
    )
    assert (second["next"], second["status"]) == ("rectify assign Q-2 --unit UNIT", "open")
    assert (first["next_step"], first["advice"], second["next_step"]) == ("accepted:州级验收", None, "responsible_unit")
    county_level = next(step for step in first["steps"] if step["name"] == "accepted:县级验收")
    assert county_level["by"] == {
        "run": 3,
        "verb": "verify",
        "actor": "李强",
        "unit": "甲川县生态环境局",
        "day": "2019-07-01",
        "method": "onsite",
    }
    city_level = next(step for step in first["steps"] if step["name"] == "accepted:州级验收")
    assert (city_level["state"], city_level["by"], city_level["able"]) == ("open", None, ["赵敏"])


def test_a_text_to_hand_on(county: Cli) -> None:
    """A table for each issue, and the next command."""
    told = county.ok("gates", "Q-1", "-o", "md").out
    assert told.startswith("# The way to closure\n\n1 of 1 issue with an open gate · profile chain")
    assert "| a filing number | at closing | no filing number | – |\n" in told
    assert "Next: rectify verify Q-1 --method onsite --level 州级验收 --visitor NAME --visited-on DATE (赵敏; " in told


def test_a_closed_issue_with_an_open_gate_names_the_only_way_back(county: Cli) -> None:
    """The policy asks for more than it did; no command but one works on what is closed."""
    reason = ("--reason", "r", "--as", "周办")
    county.ok("verify", "Q-1", "--method", "onsite", "--level", "州级验收", "--visitor", "赵敏", "--as", "赵敏")
    county.ok("policy", "set", "notice_days=0", *reason)
    county.ok("close", "Q-1", "--filing-no", "3号", "--like", "无", "--as", "周办")
    assert "reopen" not in county.ok("gates", "Q-1").out
    county.ok("policy", "set", "checklist=措施全部完成", *reason)
    told = county.ok("gates", "Q-1").out
    assert "    closed; to take it up again: rectify reopen Q-1 --reason TEXT\n" in told
    assert "next" not in told
    assert "closed; to take it up again: rectify reopen Q-1" in county.ok("gates", "Q-1", "-o", "md").out
    (one,) = county.ok("gates", "Q-1", "-o", "json").json["issues"]
    assert (one["next"], one["advice"]) == (None, "closed; to take it up again: rectify reopen Q-1 --reason TEXT")
    assert not any(step["command"] for step in one["steps"])


def test_whoever_named_the_unit_is_told_beside_it(county: Cli) -> None:
    """The unit answers for it, not the clerk."""
    county.ok("assign", "Q-2", "--unit", "县住建局", "--as", "周办")
    assert "a unit answers for it: 县住建局, named by 周办 on 2019-07-01 (run 4)\n" in county.ok("gates", "Q-2").out
    assert "submitted: it is open\n" in county.ok("gates", "Q-2").out


def test_in_profile_simple_anybody_may(cli: Cli) -> None:
    """One step; closed, there is nothing more to do."""
    told = cli.ok("gates", "QH-04").out
    assert "next: rectify close QH-04 --evidence FILE  (anybody)\n" in told
    cli.ok("close", "QH-04", "--evidence", "report.pdf")
    closed = cli.ok("gates", "QH-04", "--exit-code").out
    assert "struck off: " in closed
    assert "next" not in closed
    assert "Next" not in cli.ok("gates", "QH-04", "-o", "md").out
    assert cli.ok("gates", "QH-04", "-o", "json").json["issues"][0]["next"] is None


def test_what_was_edited_by_hand_is_not_what_is_judged(county: Cli) -> None:
    """Neither a forged step nor a header; it is said, and the trail is asked."""
    text = (county.folder / "issues.yaml").read_text(encoding="utf-8")
    county.write(
        "issues.yaml", text.replace("profile: chain", "profile: simple").replace("status: submitted", "status: closed")
    )
    result = county.ok("gates", "Q-1")
    assert result.out.startswith("Q-1  渗滤液外溢: submitted\n")
    assert "profile chain" in result.out
    assert result.err == "".join(
        f"{entry} was edited outside rectify and is judged as the trail has it; to take it in: "
        f"rectify audit adopt {entry} --reason TEXT\n"
        for entry in ("register", "Q-1")
    )
    assert county("gates", "Q-2").err.count("\n") == 1


def test_an_issue_added_by_hand_is_judged_as_it_stands(county: Cli) -> None:
    """The trail does not know it; one that was deleted is judged as the trail has it."""
    text = (county.folder / "issues.yaml").read_text(encoding="utf-8")
    gone = text[: text.index("  - id: Q-2")]
    county.write("issues.yaml", gone + "  - id: Q-3\n    title: 新\n    status: open\n")
    told = county.ok("gates", "Q-2", "Q-3", "-o", "json")
    assert [one["id"] for one in told.json["issues"]] == ["Q-2", "Q-3"]
    assert "Q-2 was edited outside rectify" in told.err


def test_as_it_was_on_a_day(county: Cli) -> None:
    """With the trail up to then."""
    county.now = county.now.replace(day=11)
    county.ok("return", "Q-1", "--reason", "不实", "--as", "李强")
    assert county.ok("gates", "Q-1").out.startswith("Q-1  渗滤液外溢: in progress")
    assert county.ok("gates", "Q-1", "--as-of", "2019-07-02").out.startswith("Q-1  渗滤液外溢: submitted")


def test_nobody_who_can_do_it_is_said(county: Cli) -> None:
    """With the command that names somebody."""
    county.ok("policy", "person", "公示员", "--role", "none", "--reason", "r", "--as", "周办")
    assert "rectify notice Q-1 --place TEXT  (nobody yet: rectify policy person ID)" in county.ok("gates", "Q-1").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("gates",), 2, "missing argument"),
        (("gates", "Q-9"), 4, "no issue is called 'Q-9'"),
        (("gates", "Q-1", "-o", "csv"), 2, "it has: table, json, md"),
        (("gates", "Q-1", "--as-of", "2019-06-01"), 3, "there is no state of 2019-06-01"),
    ],
)
def test_what_cannot_be_shown_is_told(county: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """An unknown issue, a form it does not have, a day before the trail."""
    result = county(*words)
    assert (result.code, said in result.err) == (code, True), result.err

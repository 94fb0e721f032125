import csv
import hashlib
import io

import pytest

from tests.cli.harness import Cli


@pytest.fixture
def told(cli: Cli) -> Cli:
    """A trail of six runs on three days: place and person there and back, a new issue, a closure."""
    cli.ok("edit", "QH-03", "--set", "place=甲川", "--as", "李四")
    cli.now = cli.now.replace(day=3)
    cli.ok("edit", "QH-03", "--set", "place=乙山", "--reason", "更正", "--as", "王芳")
    cli.ok("edit", "QH-04", "--set", "person=韩某")
    cli.now = cli.now.replace(day=5)
    cli.ok("edit", "QH-04", "--unset", "person")
    cli.ok("add", "--title", "新题")
    return cli


def found(cli: Cli, *words: str) -> list[str]:
    """Entry, state and fields of every difference."""
    return [
        " ".join((one["issue"], one["state"], *(change["path"] for change in one["changes"])))
        for one in cli.ok("diff", "-o", "jsonl", *words).lines
    ]


@pytest.mark.parametrize(
    ("words", "differences"),
    [
        (("..",), ["QH-03 changed place", "QH-04 same", "QH-05 new id title status"]),
        (("1..3",), ["QH-03 changed place"]),
        (("3..4",), ["QH-04 changed person"]),
        (("3",), ["QH-03 changed place"]),
        (("4..",), ["QH-04 changed person", "QH-05 new id title status"]),
        (("..3",), ["QH-03 changed place"]),
        (("..", "QH-04"), ["QH-04 same"]),
        (("2..2",), []),
        (("0..0",), []),
        (("--since", "2019-07-05"), ["QH-04 changed person", "QH-05 new id title status"]),
        (("--since", "today"), ["QH-04 changed person", "QH-05 new id title status"]),
        (("--until", "2019-07-02"), ["QH-03 changed place"]),
        (("--since", "2019-07-02", "--until", "2019-07-04"), ["QH-03 changed place", "QH-04 changed person"]),
        (("QH-03", "--since", "2019-07-02"), ["QH-03 changed place"]),
        (("--since", "2020-01-01"), []),
        ((), []),
    ],
)
def test_from_one_state_to_another(told: Cli, words: tuple[str, ...], differences: list[str]) -> None:
    """By runs or by days of recording, of all issues or some; what came to nothing is listed as the same."""
    assert found(told, *words) == differences


def test_the_first_run_takes_the_register_in(told: Cli) -> None:
    """Asked for by its number, everything is new in it."""
    assert found(told, "1")[-1].startswith("QH-04 new id")
    assert len(found(told, "0..1")) == 5


def test_both_values_who_when_and_why(told: Cli) -> None:
    """The page of a range, with its figures."""
    assert told.ok("diff", "1..3").out == (
        "QH-03  长期管护\n"
        "    place: – → 乙山\n"
        "    run 2  2019-07-01 10:30  edit  李四 (" + told.runs()[1]["login"] + "@" + told.runs()[1]["host"] + ")\n"
        "    run 3  2019-07-03 10:30  edit  王芳 (" + told.runs()[1]["login"] + "@" + told.runs()[1]["host"] + ")\n"
        "        reason: 更正\n"
        "\n"
        "1 of 4 issues changed between run 1 (2019-07-01) and run 3 (2019-07-03)"
        " · 2 runs · times in Asia/Shanghai · as of 2019-07-05\n"
    )


def test_every_form(told: Cli) -> None:
    """JSON with its figures, rows for spreadsheets, a report in Markdown."""
    data = told.ok("diff", "..", "-o", "json").json
    assert [data[name] for name in ("schema", "as_of", "count", "changed", "total", "runs", "outside")] == [
        "rectify/1",
        "2019-07-05",
        3,
        2,
        5,
        5,
        [],
    ]
    assert (data["from"]["run"], data["to"]["run"]) == (1, 6)
    rows = list(csv.DictReader(io.StringIO(told.ok("diff", "..", "-o", "csv").out)))
    assert (rows[0]["issue"], rows[0]["before"], rows[0]["after"], rows[0]["runs"]) == ("QH-03", "", "乙山", "2; 3")
    assert told.ok("diff", "..", "-o", "plain").out.startswith("QH-03\t长期管护\tchanged\tplace\t\t乙山\t2; 3\n")
    report = told.ok("diff", "..", "-o", "md").out
    assert report.startswith("# Changes: 试点整改台账\n\n2 of 5 issues changed between run 1 ")
    assert "## QH-05 · 新题 (new)\n" in report
    edit_by_hand(told, "试点整改台账", "试点*台账*")
    assert told.ok("diff", "-o", "md").out.startswith("# Changes: 试点\\*台账\\*\n\n0 of 5 issues, and the header")


# --- hand edits ---------------------------------------------------------------------------------


def edit_by_hand(cli: Cli, old: str, new: str) -> None:
    """Change the register in an editor."""
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    assert old in text
    cli.write("issues.yaml", text.replace(old, new))


def test_alone_it_shows_what_people_have_edited(told: Cli) -> None:
    """Field by field, also what is new or gone, until it is adopted; comments and order are no change."""
    edit_by_hand(told, "# kept by the office", "# kept by nobody")
    assert told.ok("diff", "--exit-code").out == (
        "0 of 5 issues edited outside rectify since run 6 (2019-07-05) · as of 2019-07-05\n"
    )
    edit_by_hand(told, "date: 2019-07-20", "date: 2019-12-31")
    edit_by_hand(told, "试点整改台账", "台账")
    edit_by_hand(told, "id: QH-04", "id: QH-40")
    assert found(told) == [
        "register changed title",
        "QH-02 changed deadline.date",
        "QH-04 gone id title status",
        "QH-40 new id title status",
    ]
    assert found(told, "QH-02") == ["QH-02 changed deadline.date"]
    out = told.ok("diff").out
    assert "    deadline.date: 2019-07-20 → 2019-12-31\n" in out
    assert "3 of 5 issues, and the header edited outside rectify since run 6 (2019-07-05)" in out
    assert out.endswith("to take it into the trail: rectify audit adopt --reason TEXT\n")
    assert told.ok("diff", "-o", "json").json["to"] is None
    told.ok("audit", "adopt", "QH-02", "--reason", "r")
    assert found(told, "QH-02") == []


def test_a_range_says_that_there_is_more(told: Cli) -> None:
    """Hand edits are not in the trail, so not in the span; the foot and the JSON name them."""
    edit_by_hand(told, "date: 2019-07-20", "date: 2019-12-31")
    foot = "edited outside rectify and not in the trail: QH-02; see rectify diff\n"
    assert told.ok("diff", "5..").out.endswith(foot)
    assert told.ok("diff", "5..", "-o", "json").json["outside"] == ["QH-02"]
    assert told.ok("diff", "5..", "QH-03", "-o", "json").json["outside"] == []


def test_edits_that_a_run_went_past_are_still_seen(told: Cli) -> None:
    """Equal digests do not hide what was never adopted."""
    edit_by_hand(told, "date: 2019-07-20", "date: 2019-12-31")
    told.ok("note", "QH-01", "看过")
    assert found(told) == ["QH-02 changed deadline.date"]


def test_a_run_that_waits_to_be_published_is_no_hand_edit(told: Cli) -> None:
    """The register is taken as it will be, and it is said."""
    before = (told.folder / "issues.yaml").read_bytes()
    told.ok("edit", "QH-01", "--set", "place=丙水")
    line = (told.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    staged = told.folder / f".issues.{hashlib.sha256(line).hexdigest()[:16]}.staged"
    staged.write_bytes((told.folder / "issues.yaml").read_bytes())
    told.write("issues.yaml", before)
    result = told.ok("diff")
    assert result.out.startswith("0 of 5 issues edited outside rectify since run 7")
    assert result.err == "a run is recorded but not published yet; it counts, and the next write publishes it\n"


# --- exit codes and slips ------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "code"), [(("..",), 1), (("..", "QH-04"), 0), (("2..2",), 0), ((), 0), (("1",), 1)])
def test_the_exit_code_says_whether_anything_is_different(told: Cli, words: tuple[str, ...], code: int) -> None:
    """Only when asked for; what came to nothing is no difference."""
    assert told("diff", *words, "--exit-code").code == code
    assert told("diff", *words).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("7",), 3, "the trail of issues.yaml has no run 7.\nhint: it has the runs 1 to 6"),
        (("2..9",), 3, "has no run 9"),
        (
            ("0",),
            2,
            "no run is 0: it is the state before the first run\nhint: what the first run did: rectify diff 0..1",
        ),
        (("00", "QH-01"), 2, "no run is 0"),
        (("4..2",), 2, "run 4 comes after run 2\nhint: the earlier first: 2..4"),
        (("..2", "--since", "today"), 2, "..2 and days are two spans"),
        (("--until", "2019-06-01"), 3, "there is no state of 2019-06-01.\nhint: ask for --until 2019-07-01 or later"),
        (("--since", "2019-07-04", "--until", "2019-07-02"), 2, "2019-07-04 comes after 2019-07-02"),
        (("--since", "tomorow"), 2, "'tomorow' is not a date"),
        (("QH-9",), 4, "no issue is called 'QH-9'"),
        (("..", "12"), 4, "no issue is called '12'"),
        (("-o", "yaml"), 2, "it has: table, plain, csv, json, jsonl, md"),
    ],
)
def test_what_cannot_be_compared_is_said(told: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """A slip is not answered with an empty list."""
    result = told("diff", *words)
    assert result.code == code
    assert said in result.err


def test_a_number_may_be_an_issue(cli: Cli) -> None:
    """Then it is refused with both readings; behind a range it is an issue, and so is one from a pipe."""
    cli.make({"id": "2"}, {"id": "x"})
    cli.ok("edit", "2", "--set", "place=甲川")
    result = cli("diff", "2")
    assert result.code == 2
    assert result.err == (
        "error: 2 can be read in two ways: run 2, or issue 2\n"
        "hint: the issue: rectify diff .. 2; the run: rectify diff 1..2\n"
    )
    assert found(cli, "..", "2") == ["2 changed place"]
    assert found(cli, "1..2") == ["2 changed place"]
    assert cli.ok("diff", "-", "-o", "jsonl", stdin="2\n").lines == []
    assert cli.ok("diff", "..", "-o", "md").out.startswith("# Changes: issues.yaml\n")
    assert found(cli, "1") == ["register same", "2 new id title status", "x new id title status"]


def test_an_issue_called_0_is_no_run(cli: Cli) -> None:
    """There is no run 0 that it could be taken for."""
    cli.make({"id": "0"}, {"id": "x"})
    cli.ok("edit", "0", "--set", "place=甲川")
    assert found(cli, "0") == []
    edit_by_hand(cli, "甲川", "乙山")
    assert found(cli, "0") == ["0 changed place"]


def test_the_state_before_the_trail_is_not_the_register(told: Cli) -> None:
    """Compared with itself there is nothing; what was edited by hand is told apart."""
    edit_by_hand(told, "date: 2019-07-20", "date: 2019-12-31")
    assert told.ok("diff", "0..0").out == (
        "0 of 0 issues changed before the first run · 0 runs · times in Asia/Shanghai · as of 2019-07-05\n"
        "edited outside rectify and not in the trail: QH-02; see rectify diff\n"
    )
    data = told.ok("diff", "0..0", "-o", "json").json
    assert (data["from"], data["to"], data["outside"]) == (None, {"run": 0, "at": None}, ["QH-02"])


def test_without_a_trail_there_is_nothing_to_compare(cli: Cli) -> None:
    """Alone it says so; a state of the trail there is not."""
    assert cli.ok("diff", "-o", "md").out.startswith("# Changes: 试点整改台账\n\nthere is no trail yet")
    assert cli.ok("diff", "--exit-code").out == "there is no trail yet to compare with · as of 2019-07-01\n"
    assert cli("diff", "--since", "today").code == 3
    result = cli("diff", "..")
    assert (result.code, "has no trail yet, so there is no state of run 1" in result.err) == (3, True)


def test_a_damaged_trail_is_exit_7(told: Cli) -> None:
    """A value that does not follow is named with its line."""
    trail = told.folder / "issues.log.jsonl"
    trail.write_bytes(trail.read_bytes().replace('"after":"甲川"'.encode(), '"after":"丙水"'.encode()))
    result = told("diff", "1..3", "-o", "json")
    assert result.code == 7
    assert result.error["code"] == "invalid-trail"
    assert "issues.log.jsonl:3" in result.error["message"]


def test_a_deleted_issue_is_to_be_put_back(cli: Cli) -> None:
    """It cannot be adopted, so the foot does not lead there."""
    cli.ok("note", "QH-01", "已约谈")
    path = cli.folder / "issues.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("  - id: QH-04")[0], encoding="utf-8")
    out = cli.ok("diff").out
    assert "an issue is never removed: put QH-04 back" in out
    assert "audit adopt" not in out

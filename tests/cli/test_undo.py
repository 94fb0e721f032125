import pytest

from tests.cli.harness import Cli


@pytest.fixture
def closed(cli: Cli) -> Cli:
    """A trail of the intake and a closure with one file."""
    cli.ok("close", "QH-02", "--evidence", "report.pdf", "--as", "王芳")
    return cli


def register(cli: Cli) -> str:
    """The register file."""
    return (cli.folder / "issues.yaml").read_text(encoding="utf-8")


def runs(cli: Cli) -> int:
    """How many lines the trail has."""
    return len(cli.runs())


def broken(cli: Cli) -> set[str]:
    """The checks of trail, evidence and hand edits that find anything."""
    found = {flaw["check"] for flaw in cli("check", "-o", "json").json["flaws"]}
    return found & {"trail-chain", "evidence-digest", "outside-edit"}


def test_one_step_back(cli: Cli) -> None:
    """The register is byte for byte as before; the trail has one run more, by its own way and verb."""
    cli.ok("note", "QH-01", "看过")
    before = register(cli)
    cli.ok("close", "QH-02", "--evidence", "report.pdf", "--as", "王芳")
    result = cli.ok("undo", "--reason", "关错了", "--as", "李四", "--on", "yesterday")
    assert result.out == (
        "run 3 (close, by 王芳, 2019-07-01) undone:\n"
        "QH-02  undone: closed → open\n"
        "    outcome: rectified → –\n"
        "    closures: on: 2019-07-01, by: 王芳, outcome: rectified → –\n"
        "    evidence: report.pdf (21 B) → –\n"
        "    reason: 关错了\n"
        "its evidence stays in the case folder, and in the trail\n"
    )
    assert result.err == "--on yesterday is 2019-06-30\n"
    assert register(cli) == before
    line, event = cli.runs()[-1], cli.last_event()
    assert (line["via"], line["actor"], event["verb"], event["text"], event["on"]) == (
        "undo",
        "李四",
        "undo",
        "undoes run 3",
        "2019-06-30",
    )
    assert len(list((cli.folder / "issues.evidence" / "QH-02").iterdir())) == 1
    assert broken(cli) == set()


def test_undone_and_done_again(closed: Cli) -> None:
    """The file that lies in the case folder is mentioned again; both ways the register is as it was."""
    done = register(closed)
    closed.ok("undo")
    undone = register(closed)
    assert "run 2 stands again" in closed.ok("undo").out
    assert register(closed) == done
    assert [file["name"] for file in closed.last_event()["evidence"]] == ["report.pdf"]
    assert broken(closed) == set()
    closed.ok("undo")
    assert register(closed) == undone


def test_a_file_that_is_gone_cannot_come_back(closed: Cli) -> None:
    """Whoever empties the case folder after an undo keeps it from being undone."""
    closed.ok("undo")
    (blob,) = (closed.folder / "issues.evidence" / "QH-02").iterdir()
    blob.unlink()
    result = closed("undo")
    assert result.code == 3
    assert "but it is not there" in result.err
    assert runs(closed) == 3


def test_twice_is_nothing_to_do(closed: Cli) -> None:
    """A script that undoes a run by its number may be run again."""
    closed.ok("undo", "--run", "2")
    again = closed.ok("undo", "--run", "2")
    assert again.out == "run 2 (close, by 王芳, 2019-07-01) was undone by run 3: nothing to do\n"
    assert closed.ok("undo", "--run", "2", "-o", "json").json["undone"]["by"] == 3
    assert closed.ok("undo", "--run", "2", "-o", "jsonl").lines[0]["result"] == "nothing"
    assert runs(closed) == 3


def test_a_dry_run_changes_nothing(closed: Cli) -> None:
    """It says what would be, in every form."""
    before = register(closed)
    assert "QH-02  would be undone: closed → open" in closed.ok("undo", "-n").out
    data = closed.ok("undo", "-n", "-o", "json").json
    assert (data["dry_run"], data["run"], data["undone"]["seq"]) == (True, None, 2)
    assert (register(closed), runs(closed)) == (before, 2)


def test_what_a_later_run_changed_is_refused(closed: Cli) -> None:
    """Run, actor, day and field are named; stepping back one by one goes."""
    closed.now = closed.now.replace(day=3)
    closed.ok("reopen", "QH-02", "--reason", "反弹", "--as", "李四")
    result = closed("undo", "--run", "2")
    assert result.code == 5
    assert result.err == (
        "error: QH-02 cannot be undone: run 3 (李四, 2019-07-03) changed status, outcome, "
        "closures[0].reopened_on since.\nhint: that one first: rectify undo --run 3\n"
    )
    closed.ok("undo", "--run", "3")
    closed.ok("undo", "--run", "2")
    assert closed.ok("show", "QH-02", "-o", "json").json["issues"][0]["status"] == "open"


def test_a_batch_is_undone_as_a_whole_or_not_at_all(cli: Cli) -> None:
    """One issue that was worked on since holds the others back."""
    cli.ok("batch", stdin="start QH-02\nedit QH-03 --set place=甲川\nedit QH-04 --set place=乙山\n")
    cli.ok("edit", "QH-03", "--set", "place=丙水")
    before = register(cli)
    result = cli("undo", "--run", "2")
    assert (result.code, runs(cli), register(cli)) == (5, 3, before)
    assert "1 of 3 issues cannot be done; nothing was changed" in result.err
    assert "QH-03 cannot be undone: run 3" in result.err
    cli.ok("undo")
    assert cli.ok("undo", "--run", "2", "-o", "json").json["count"] == 3


def test_an_issue_edited_by_hand_waits(closed: Cli) -> None:
    """An undo of another issue goes on, and its run says what was outside."""
    closed.ok("edit", "QH-04", "--set", "place=甲川")
    closed.write("issues.yaml", register(closed).replace("title: 乙山矿区未复绿", "title: 乙山矿区"))
    refused = closed("undo", "--run", "2")
    assert (refused.code, "QH-02 was changed outside rectify" in refused.err) == (7, True)
    result = closed.ok("undo", "-o", "json")
    assert result.json["outside"][0]["issue"] == "QH-02"
    assert "outside rectify" in closed.ok("undo").err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--run", "1"), 5, "run 1 cannot be undone: it took the register into the trail as it was found"),
        (("--run", "3"), 5, "it changed no field, and a remark cannot be unsaid"),
        (("--run", "9"), 3, "the trail of issues.yaml has no run 9"),
        (("--run", "0"), 2, "invalid value for '--run'"),
        (("--reason", ""), 2, "reason ''"),
        (("--on", "tomorow"), 2, "'tomorow' is not a date"),
        (("-o", "csv"), 2, "it has: table, json, jsonl"),
        (("QH-02",), 2, "unexpected extra argument"),
    ],
)
def test_what_cannot_be_undone_is_said(closed: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """By its exit code and in a sentence; nothing is recorded."""
    closed.ok("note", "QH-02", "看过")
    result = closed("undo", *words)
    assert (result.code, runs(closed)) == (code, 3)
    assert said in result.err


def test_before_the_trail_there_is_nothing_to_undo(cli: Cli) -> None:
    """Nothing begins by an undo."""
    result = cli("undo")
    assert (result.code, result.err.splitlines()[0]) == (
        5,
        "error: the last run cannot be undone: nothing is recorded yet.",
    )
    assert not (cli.folder / "issues.log.jsonl").exists()


def test_an_issue_that_was_added_stays(cli: Cli) -> None:
    """Its id would otherwise be used twice; the hint strikes it off."""
    cli.ok("add", "--title", "新题")
    result = cli("undo")
    assert result.code == 5
    assert "it put QH-05 on the register, and an issue is never removed" in result.err
    assert "hint: strike it off instead: rectify close QH-05 --outcome unfounded --evidence FILE" in result.err


def test_evidence_is_not_taken_from_under_a_closure(cli: Cli) -> None:
    """What was handed in by an earlier run is what the closure rests on."""
    cli.ok("progress", "QH-01", "--note", "见报告", "--evidence", "report.pdf")
    cli.ok("close", "QH-01")
    result = cli("undo", "--run", "2")
    assert result.code == 5
    assert "QH-01 cannot be undone: it would be closed without the evidence it rests on." in result.err


def test_a_batch_undone_is_not_done_again_behind_your_back(cli: Cli) -> None:
    """The same lines under the same name are a repeat, which says that they were undone."""
    again = ("batch", "--batch-id", "六月")
    cli.ok(*again, stdin="start QH-02\n")
    assert cli.ok(*again, stdin="start QH-02\n").err == "nothing to do: batch 六月 was applied before\n"
    assert "undone_by" not in cli.ok(*again, "-o", "json", stdin="start QH-02\n").json
    cli.ok("undo")
    said = "nothing to do: batch 六月 was applied before and undone by run 3; to do it again, give it another name\n"
    assert cli.ok(*again, stdin="start QH-02\n").err == said
    assert cli.ok(*again, "-o", "json", stdin="start QH-02\n").json["undone_by"] == 3
    assert cli.ok(*again, "-o", "jsonl", stdin="start QH-02\n").lines[0]["undone_by"] == 3
    cli.ok("undo")
    assert cli.ok(*again, stdin="start QH-02\n").err == "nothing to do: batch 六月 was applied before\n"
    assert "start" in cli.ok("log", "QH-02").out

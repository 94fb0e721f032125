import pytest

from tests.cli.harness import Cli


@pytest.fixture
def edited(cli: Cli) -> Cli:
    """A register with a trail, in which a person and a deadline were changed by hand."""
    cli.ok("start", "QH-02")
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    cli.write("issues.yaml", text.replace("王明", "赵六").replace("2019-07-20", "2019-08-20"))
    return cli


def test_adopt_takes_hand_edits_into_the_trail(edited: Cli) -> None:
    """Field by field, with the reason, as a run of its own; then nothing is left to find."""
    result = edited.ok("audit", "adopt", "--reason", "补录")
    assert "QH-01 person: 王明 → 赵六, taken in\n" in result.out
    run = edited.runs()[-1]
    assert run["via"] == "adopt"
    assert [(event["verb"], event["issue"], event["reason"]) for event in run["events"]] == [
        ("adopt", "QH-01", "补录"),
        ("adopt", "QH-02", "补录"),
    ]
    assert "outside rectify" not in edited("check").out
    original = edited.issue("QH-02").original_deadline
    assert str(original and original.date) == "2019-07-20"
    assert edited.ok("audit", "adopt", "--reason", "补录").out.startswith("nothing to take in")


def test_adopt_some_leaves_the_others_outside(edited: Cli) -> None:
    """The run that adopts one entry carries the ids of those that are still outside."""
    edited.ok("audit", "adopt", "-", "--reason", "补录", stdin="QH-01")
    assert edited.runs()[-1]["outside"] == ["QH-02"]


def test_the_header_is_adopted_by_its_name(cli: Cli) -> None:
    """The entry of the header is called register."""
    cli.ok("start", "QH-02")
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    cli.write("issues.yaml", text.replace("title: 试点整改台账", "title: 整改台账"))
    assert (
        "register title: 试点整改台账 → 整改台账, taken in"
        in cli.ok("audit", "adopt", "register", "--reason", "改名").out
    )


def test_a_dry_run_changes_nothing(edited: Cli) -> None:
    """It tells what would be taken in."""
    before = edited.snapshot()
    assert "would be taken in" in edited.ok("audit", "adopt", "--reason", "补录", "-n").out
    told = edited.ok("audit", "adopt", "--reason", "补录", "-n", "-o", "json").json
    assert (told["dry_run"], [event["issue"] for event in told["outside"]]) == (True, ["QH-01", "QH-02"])
    assert edited.snapshot() == before


def test_begin_starts_a_trail_where_evidence_has_none(cli: Cli) -> None:
    """A lost trail beside evidence is exit 7 for every write until somebody answers for a new one."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    (cli.folder / "issues.log.jsonl").unlink()
    refused = cli("start", "QH-02")
    assert refused.code == 7
    assert "rectify audit adopt --begin --reason TEXT" in refused.err
    assert cli("audit", "adopt", "--reason", "重建").code == 7
    assert "the trail begins: 5 entries taken in" in cli.ok("audit", "adopt", "--begin", "--reason", "重建").out
    cli.ok("start", "QH-02")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("audit",), 2, "see rectify audit --help"),
        (("audit", "adpt"), 2, "'adopt'"),
        (("audit", "adopt"), 2, "an edit is adopted with a reason"),
        (("audit", "adopt", "--reason", " "), 2, "the text is empty"),
        (("audit", "adopt", "QH-9", "--reason", "r"), 4, "no issue is called 'QH-9'"),
        (("audit", "adopt", "--reason", "r", "-o", "csv"), 2, "it has: table, json"),
    ],
)
def test_what_cannot_be_adopted_is_told(edited: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """Nothing is taken in without a reason."""
    before = edited.snapshot()
    result = edited(*words)
    assert result.code == code
    assert said in result.err
    assert edited.snapshot() == before


def test_a_deleted_issue_is_not_adopted_away(edited: Cli) -> None:
    """Exit 7, with the way back."""
    text = (edited.folder / "issues.yaml").read_text(encoding="utf-8")
    edited.write("issues.yaml", text[: text.index("  - id: QH-04")])
    result = edited("audit", "adopt", "QH-04", "--reason", "r")
    assert result.code == 7
    assert "an issue is never removed" in result.err


def test_a_rewritten_original_deadline_is_refused(edited: Cli) -> None:
    """What the first plan said stays for ever."""
    edited.ok("audit", "adopt", "--reason", "补录")
    text = (edited.folder / "issues.yaml").read_text(encoding="utf-8")
    edited.write("issues.yaml", text.replace("2019-07-20", "2019-08-19"))
    result = edited("audit", "adopt", "--reason", "r")
    assert result.code == 5
    assert "original deadline" in result.err


def test_a_pipe_with_nothing_in_it_adopts_nothing(cli: Cli) -> None:
    """`-` names the ids on stdin; none is not all."""
    cli.ok("note", "QH-01", "已约谈")
    path = cli.folder / "issues.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("王明", "李明"), encoding="utf-8")
    result = cli.ok("audit", "adopt", "-", "--reason", "x")
    assert (result.out, result.err) == ("", "nothing to do: there were no ids on stdin\n")
    assert len(cli.runs()) == 2


def test_past_the_gates_is_said_and_listed_for_ever(empty: Cli) -> None:
    """Where duties are separated a status written by hand is refused, and taken in only by the office's own word."""
    office = {"id": "周办", "unit": "整改办", "roles": ["office"]}
    empty.make({"id": "Q-1"}, policy={"profile": "supervised"}, people=[office])
    empty.ok("note", "Q-1", "x", "--as", "周办")
    text = (empty.folder / "issues.yaml").read_text(encoding="utf-8")
    empty.write("issues.yaml", text.replace("status: open", "status: verified"))
    refused = empty("audit", "adopt", "--reason", "补录", "--as", "周办")
    assert (refused.code, refused.err.splitlines()[0]) == (
        5,
        "error: Q-1 cannot be adopted: status changed by hand, past the gates of profile supervised.",
    )
    empty.ok("audit", "adopt", "--past-gates", "--reason", "省里要求", "--as", "周办")
    assert "Q-1 status adopted past the gates by 周办" in empty("check").out

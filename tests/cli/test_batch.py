"""What a batch does; how its text is read is in tests/actions/test_batch_text.py."""

import json

import pytest

from tests.cli.harness import Cli

PLAIN = 'start QH-02\nassign QH-04 --unit 丙村\nstart QH-04\nclose QH-01 --evidence report.pdf\nnote QH-03 "看 过"\n'
CSV = """\
verb,id,unit,evidence,text
start,QH-02,,,
assign,QH-04,丙村,,
start,QH-04,,,
close,QH-01,,report.pdf,
note,QH-03,,,看 过
"""
JSONL = "".join(
    json.dumps(line, ensure_ascii=False) + "\n"
    for line in (
        {"verb": "start", "id": "QH-02"},
        {"verb": "assign", "id": "QH-04", "unit": "丙村"},
        {"verb": "start", "id": ["QH-04"]},
        {"verb": "close", "id": "QH-01", "evidence": ["report.pdf"]},
        {"verb": "note", "id": "QH-03", "text": "看 过"},
    )
)
BAD = "start QH-02\nassign QH-04 --unit 丙村\nclose QH-02\nstart QH-04\nnote QH-01 好\n"
"""Line 3 of 5 is wrong: there is no evidence."""


@pytest.mark.parametrize(("name", "text"), [("b.txt", PLAIN), ("b.csv", CSV), ("b.jsonl", JSONL)])
@pytest.mark.parametrize("is_piped", [False, True])
def test_all_lines_are_one_run_judged_in_order(cli: Cli, name: str, text: str, is_piped: bool) -> None:
    """Each line meets the state the one before leaves; there is one line in the trail, an event an issue a line."""
    cli.ok("batch", stdin=text) if is_piped else cli.ok("batch", cli.write(name, text))
    run = cli.runs()[-1]
    assert run["via"] == "batch"
    assert [f"{event['verb']} {event['issue']}" for event in run["events"]] == [
        "start QH-02",
        "assign QH-04",
        "start QH-04",
        "close QH-01",
        "note QH-03",
    ]
    assert len(cli.runs()) == 2


def test_a_wrong_line_holds_all_back_and_is_named(cli: Cli) -> None:
    """Line 3 of 5: its number, its reason, its hint, its exit code; nothing is changed."""
    before = cli.snapshot()
    result = cli("batch", stdin=BAD)
    assert (result.code, result.out) == (5, "")
    assert result.err == (
        "error: 1 of 5 lines cannot be done; nothing was changed.\n"
        "  line 3: QH-02 cannot be closed: no evidence.\n"
        "    hint: rectify close QH-02 --evidence FILE\n"
    )
    assert cli.snapshot() == before


def test_every_bad_line_is_named_whatever_is_wrong_with_it(cli: Cli) -> None:
    """Lines that cannot be read and lines that are refused are told together; the first gives the code."""
    lines = "strat QH-02\nstart QH-9\nclose QH-04\nclose QH-01 --evidence gone.pdf\nstart QH-02 --on 2026-02-30\n"
    result = cli("batch", "-o", "json", stdin=lines)
    assert result.code == 3
    told = result.error
    assert [(one["place"], one["message"].split(":")[0]) for one in told["details"]] == [
        ("line 1", "no verb is called 'strat'."),
        ("line 2", "no issue is called 'QH-9'."),
        ("line 3", "QH-04 cannot be closed"),
        ("line 4", "evidence 'gone.pdf' cannot be taken in"),
        ("line 5", "on"),
    ]
    assert told["details"][0]["hint"] == "did you mean start?"


def test_keep_going_applies_the_good_lines_and_exits_5(cli: Cli) -> None:
    """What was left out is still told, and the exit code says that something was."""
    result = cli("batch", "--keep-going", stdin=BAD)
    assert result.code == 5
    assert "QH-02  started: open → in_progress\n" in result.out
    assert "5 lines: 4 done, 0 nothing to do, 1 bad\n" in result.out
    assert "line 3: QH-02 cannot be closed" in result.err
    assert [event["issue"] for event in cli.runs()[-1]["events"]] == ["QH-02", "QH-04", "QH-04", "QH-01"]


def test_keep_going_with_nothing_good_is_the_code_of_the_first(cli: Cli) -> None:
    """All wrong: nothing was done, and the first line says why."""
    before = cli.snapshot()
    assert cli("batch", "--keep-going", stdin="start QH-9\nclose QH-04\n").code == 4
    assert cli.snapshot() == before


def test_the_result_is_a_line_of_json_for_each_line(cli: Cli) -> None:
    """`-o jsonl` says of each line what became of it, also when one holds the others back."""
    good = cli.ok("batch", "-o", "jsonl", stdin="start QH-02\nstart QH-03\n").lines
    assert [(one["line"], one["id"], one["verb"], one["result"]) for one in good] == [
        (1, "QH-02", "start", "done"),
        (2, "QH-03", "start", "nothing"),
    ]
    result = cli("batch", "-o", "jsonl", stdin="note QH-02 好\nclose QH-04\nfoo\n")
    assert [(one["line"], one["result"], one["exit"]) for one in result.lines] == [
        (1, "held", 0),
        (2, "refused", 5),
        (3, "refused", 3),
    ]
    told = cli("batch", "-o", "json", stdin="note QH-02 好\n").json
    assert (told["applied"], told["dry_run"], told["count"]) == (True, False, 1)


def test_date_words_of_a_line_are_echoed_with_its_number(cli: Cli) -> None:
    """And by which calendar its business days are counted."""
    told = cli.ok("batch", stdin="note QH-02 好\nassign QH-04 --due +2bd\n").err
    assert told == "line 2: --due +2bd is 2019-07-03 (business days by the State Council calendar)\n"


def test_a_batch_of_the_same_id_is_not_done_twice(cli: Cli) -> None:
    """A script that is run again does no harm."""
    cli.ok("batch", "--batch-id", "2019-07", stdin="note QH-01 好\n")
    assert cli.runs()[-1]["batch_id"] == "2019-07"
    before = cli.snapshot()
    again = cli.ok("batch", "--batch-id", "2019-07", stdin="note QH-01 好\n")
    assert again.err == "nothing to do: batch 2019-07 was applied before\n"
    assert cli.snapshot() == before
    told = cli.ok("batch", "--batch-id", "2019-07", "-o", "jsonl", stdin="note QH-01 好\n")
    assert told.lines == [{"repeat": True, "batch_id": "2019-07"}]


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("start QH-02\nadd --title 新\nnote QH-03 好\n", "note QH-03"),
        ("start QH-02\nstart QH-02\nadd --title 旧\n", "add"),
        ("note QH-02 坏\n", "note QH-02"),
        ("close QH-04\n", "close QH-04"),
        ("start QH-02\nstrat QH-03\n", "line 2"),
    ],
)
def test_other_lines_under_a_used_name_are_a_conflict(cli: Cli, lines: str, named: str) -> None:
    """A name is no way to lose a batch in silence."""
    cli.ok("batch", "--batch-id", "7", stdin="start QH-02\nadd --title 新\nnote QH-02 好\n")
    before = cli.snapshot()
    result = cli("batch", "--batch-id", "7", "-o", "json", stdin=lines)
    assert (result.code, result.error["code"], result.out) == (6, "batch-id-used", "")
    assert result.error["message"] == f"batch 7 was applied before, with other lines ({named})."
    assert cli.snapshot() == before


def test_the_same_batch_is_a_repeat_though_the_work_went_on(cli: Cli) -> None:
    """Lines that were recorded are done, whatever came after; so are lines with nothing to do."""
    lines = "start QH-02\nstart QH-03\nadd --title 新\nnote QH-02 好\n"
    cli.ok("batch", "--batch-id", "7", stdin=lines)
    cli.ok("close", "QH-02", "--evidence", "report.pdf")
    before = cli.snapshot()
    assert cli.ok("batch", "--batch-id", "7", stdin=lines).err == "nothing to do: batch 7 was applied before\n"
    assert cli.snapshot() == before


def test_a_file_called_csv_is_no_plain_words(cli: Cli) -> None:
    """What is wrong with its heading is told once, not of each row as if it were a command."""
    result = cli("batch", cli.write("b.CSV", "动作,编号\nstart,QH-02\n"))
    assert result.code == 3
    assert "line 1: the heading lacks verb and id." in result.err
    cli.ok("batch", cli.write("j.csv", JSONL))


def test_if_rev_is_optimistic_locking(cli: Cli) -> None:
    """An issue's revision is the number of its events; a line for another one is exit 6."""
    cli.ok("start", "QH-02")
    rev = cli.ok("show", "QH-02", "-o", "json").json["issues"][0]["rev"]
    result = cli("batch", stdin=f'{{"verb":"note","id":"QH-02","text":"好","if_rev":{rev - 1}}}')
    assert result.code == 6
    assert f"QH-02 is at revision {rev}, not {rev - 1}." in result.err
    cli.ok("batch", stdin=f'{{"verb":"note","id":"QH-02","text":"好","if_rev":{rev}}}')


def test_a_dry_run_judges_everything_and_changes_nothing(cli: Cli) -> None:
    """It tells what would be done, and what would be refused."""
    before = cli.snapshot()
    would = cli.ok("batch", "-n", stdin=PLAIN)
    assert "QH-04  would be started: open → in_progress" in would.out
    assert "5 lines: 5 would be done" in would.out
    assert cli("batch", "-n", stdin=BAD).code == 5
    assert cli.ok("batch", "-n", "-o", "json", stdin=PLAIN).json["applied"] is False
    assert cli.snapshot() == before


def test_date_words_of_each_line_are_echoed(cli: Cli) -> None:
    """What a word was taken for is said with the number of its line."""
    result = cli.ok(
        "batch", stdin="note QH-01 好 --on yesterday\nassign QH-04 --due 2020年底\nstart QH-02 --on 2019-06-30\n"
    )
    assert result.err == "line 1: --on yesterday is 2019-06-30\nline 2: --due 2020年底 is 2020-12-31\n"


def test_an_empty_batch_is_nothing_to_do(cli: Cli) -> None:
    """A file of comments does no harm."""
    before = cli.snapshot()
    result = cli.ok("batch", stdin="# nothing this month\n\n")
    assert "0 lines" in result.out
    assert cli.snapshot() == before


@pytest.mark.parametrize(
    ("words", "content", "code", "said"),
    [
        (("gone.txt",), None, 8, "cannot read gone.txt: no such file or directory"),
        (("b.txt", "--format", "xml"), "start QH-02", 2, "the forms are jsonl, csv, plain"),
        (("b.txt",), "note QH-01 看过".encode("gbk"), 3, "iconv -f GB18030 -t UTF-8 b.txt > b.txt.utf8"),
        (("b.txt", "-o", "csv"), "start QH-02", 2, "it has: table, json, jsonl"),
        (("b.txt", "--batch-id", " "), "start QH-02", 2, "batch id"),
        (("b.txt", "--format", "jsonl"), "start QH-02", 3, "line 1: not JSON"),
        (("b.txt",), "delete QH-02", 3, "the verbs are add, assign"),
        (("b.txt",), "start QH-02 --force", 3, "it has: --reason, --on, --if-rev"),
        (
            ("b.txt",),
            '{"verb":"start","id":"QH-02","idd":1}',
            3,
            "'idd'.\n    hint: did you mean 'id'?",
        ),
        (("b.txt",), '{"verb":"note","id":"QH-02"}', 3, "note needs 'text'"),
        (("b.txt",), '{"id":"QH-02"}', 3, "the line has no verb"),
    ],
)
def test_what_cannot_be_read_is_told(
    cli: Cli, words: tuple[str, ...], content: str | bytes | None, code: int, said: str
) -> None:
    """The file, the form or the line, with what would have been right."""
    if content is not None:
        cli.write("b.txt", content)
    before = cli.snapshot()
    result = cli("batch", *words)
    assert result.code == code, result.err
    assert said in result.err
    assert cli.snapshot() == before


def test_a_piped_batch_that_is_not_utf_8_is_told(cli: Cli) -> None:
    """Bytes of another encoding are not guessed at."""
    result = cli("batch", stdin="note QH-01 看过".encode("gbk"))
    assert result.code == 3
    assert "stdin cannot be read: it is not UTF-8 (byte 12)" in result.err


def test_a_hand_edit_found_on_the_way_is_named(cli: Cli) -> None:
    """As with a single verb, on stderr."""
    cli.ok("start", "QH-02")
    cli.write("issues.yaml", (cli.folder / "issues.yaml").read_text(encoding="utf-8").replace("王明", "赵六"))
    assert cli.ok("batch", stdin="note QH-02 好\n").err == "QH-01 person: 王明 → 赵六, outside rectify\n"


def test_many_lines_draw_a_bar_on_a_terminal_only(empty: Cli) -> None:
    """Where a person watches and it lasts, a bar on stderr; a pipe sees none."""
    empty.make(*({"id": f"Q-{number}"} for number in range(200)))
    text = "".join(f"note Q-{number} 好\n" for number in range(200))
    assert empty.ok("batch", "-n", stdin=text, columns=80).err != ""
    assert empty.ok("batch", "-n", stdin=text).err == ""

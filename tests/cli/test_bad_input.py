"""Bad input gets a clear error, with nothing changed: the register file, ids, steps and dates.

Evidence, surroundings and hostile texts are in the files beside it.
"""

import pytest

from tests.cli.harness import Cli

HEAD = "format: 1\nissues:\n"
ISSUE = "  - id: Q-1\n    title: 题\n    status: open\n"
GOOD = HEAD + ISSUE
TEN_ERRORS = (
    "format: 1\n"
    "regster: {}\n"  # 1
    "issues:\n"
    "  - id: Q-1\n"
    "    titel: 题\n"  # 2: no title, reported at the issue; 3: unknown key
    "    status: done\n"  # 4
    "    deadline: {date: 2026-02-30}\n"  # 5
    "  - id: Q 2\n"  # 6
    "    title: 题\n"
    "    status: open\n"
    "    percent: 120\n"  # 7
    "    cycle: one\n"  # 8
    "  - id: Q-1\n"  # 9
    "    title: 题\n"
    "    status: open\n"
    "    evidence: [{sha256: xyz, name: a, size: 1}]\n"  # 10
)

FLAWS: dict[str, tuple[str | bytes, str, str]] = {
    "an empty file": ("", "issues.yaml:1:1: the file is empty", "format: 1"),
    "blank lines": ("\n\n", "issues.yaml:1:1: the file is empty", "take the file back from git or a backup"),
    "a list at the top": ("- a\n", "issues.yaml:1:1: the file is a list", "a register begins with `format: 1`"),
    "a text at the top": ("hello\n", "issues.yaml:1:1: the file is a text", "a register begins with `format: 1`"),
    "no format": ("issues: []\n", "issues.yaml:1:1: the file does not say its format", "begin it with `format: 1`"),
    "a newer format": ("format: 2\nissues: []\n", "issues.yaml:1:9: format 2", "install a newer rectify"),
    "an id twice": (GOOD + ISSUE, "issues.yaml:6:9: the id 'Q-1' stands twice: first on line 3, again on line 6", "id"),
    "an id in other letters": (GOOD + ISSUE.replace("Q-1", "q-1"), "first on line 3, again on line 6", "another id"),
    "a key twice": (
        GOOD + "    title: 再\n",
        "issues.yaml:6:5: the key 'title' stands twice: first on line 4",
        "keep one",
    ),
    "an unknown key": (GOOD.replace("status", "statuss"), "issues.yaml:5:5: unknown key 'statuss'", "'status'?"),
    "a key of another word": (GOOD + "    due: 2026-02-28\n", "issues.yaml:6:5: unknown key 'due'", "'deadline'?"),
    "status: no": (
        GOOD.replace("open", "no"),
        "issues.yaml:5:13: 'no' is not a status",
        "open, in_progress, submitted",
    ),
    "a day that is none": (
        GOOD + "    deadline: {date: 2026-02-30}\n",
        "6:22: deadline.date: no such date: 2026-02-30",
        "",
    ),
    "an anchor": (GOOD.replace("题", "&a 题"), "issues.yaml:4:12: an anchor (&a)", "delete it"),
    "an alias": (GOOD.replace("题", "*a"), "issues.yaml:4:12: an alias (*a)", "write the value out"),
    "a tag": (
        GOOD.replace("题", "!!python/name:os.system 题"),
        "issues.yaml:4:12: a tag (!!python/name:os.system)",
        "delete",
    ),
    "a merge key": (GOOD + "    <<: {a: b}\n", "issues.yaml:6:5: a merge key (<<)", "write the keys out"),
    "a second document": (GOOD + "---\na: b\n", "issues.yaml:6:1: a second document begins here", "delete the line"),
    "brackets without end": ("[" * 100_000, "issues.yaml:1:34: nested more than 32 levels deep", "an issue needs five"),
    "braces without end": ("{" * 100_000, "nested more than 32 levels deep", "an issue needs five"),
    "lists without end": ("- " * 100_000, "nested more than 32 levels deep", "an issue needs five"),
    "GBK": (GOOD.encode("gbk"), "issues.yaml:4:12: the file is not UTF-8", "iconv -f GB18030 -t UTF-8 issues.yaml"),
    "UTF-16": (GOOD.encode("utf-16"), "the file is UTF-16, not UTF-8", "iconv -f UTF-16 -t UTF-8 issues.yaml"),
    "UTF-16 without BOM": (GOOD.encode("utf-16-le"), "the file is UTF-16LE", "iconv -f UTF-16LE -t UTF-8 issues.yaml"),
    "conflict markers": (
        f"{HEAD}<<<<<<< HEAD\n{ISSUE}=======\n{ISSUE}>>>>>>> other\n",
        "issues.yaml:3:1: a conflict marker of git: <<<<<<<",
        "choose what is right, and delete the marker lines",
    ),
    "a full-width colon": (
        GOOD.replace("title: ", "title："),
        "4:10: the full-width colon ： (U+FF1A)",
        "a plain colon",
    ),
    "an ideographic space": (
        GOOD.replace("    title", "\u3000\u3000title"),
        "U+3000 IDEOGRAPHIC SPACE",
        "plain spaces",
    ),
    "a no-break space": (GOOD.replace("title: ", "title:\u00a0"), "U+00A0 NO-BREAK SPACE", "key: value"),
    "a tab": (GOOD.replace("    title", "\ttitle"), "issues.yaml:4:1: a tab in the indentation", "spaces"),
    "an escape sequence": (
        GOOD.replace("题", "\x1b[31m"),
        "issues.yaml:4:12: a character",
        'write "\\x1B" in double quotes',
    ),
    "a NUL": (GOOD + "\0", "U+0000 NUL", "delete it"),
    "no id": (HEAD + "  - title: b\n    status: open\n", "issues.yaml:3:5: this issue has no id", "add `id: …`"),
    "an id that is the header's name": (GOOD.replace("Q-1", "register"), "issues.yaml:3:9: id: 'register'", ""),
}
EVERY_COMMAND = [
    ("list",),
    ("show", "Q-1"),
    ("close", "Q-1", "--evidence", "report.pdf"),
    ("close", "Q-1", "--evidence", "report.pdf", "-n"),
    ("add", "--title", "新"),
    ("batch", "-n"),
    ("check",),
    ("audit", "adopt", "--reason", "r"),
    (),
]


@pytest.mark.parametrize("name", FLAWS)
def test_a_flaw_in_the_file_is_told_with_place_and_cure(empty: Cli, name: str) -> None:
    """What, where by line and column, and what to do; exit 3; a write changes nothing."""
    content, said, cure = FLAWS[name]
    empty.write("issues.yaml", content)
    empty.write("report.pdf", b"report")
    before = empty.snapshot()
    for words in (("list",), ("close", "Q-1", "--evidence", "report.pdf")):
        result = empty(*words)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith("error: issues.yaml has ")
        assert said in result.err
        assert cure in result.err
        assert empty.snapshot() == before


@pytest.mark.parametrize("words", EVERY_COMMAND)
def test_no_command_goes_on_with_a_register_it_cannot_read(empty: Cli, words: tuple[str, ...]) -> None:
    """Readers and writers alike stop at exit 3 and say so once."""
    empty.write("issues.yaml", GOOD.replace("open", "no"))
    empty.write("report.pdf", b"report")
    before = empty.snapshot()
    result = empty(*words, stdin="start Q-1\n")
    assert (result.code, result.out) == (3, "")
    assert result.err.count("'no' is not a status") == 1
    assert empty.snapshot() == before


def test_ten_errors_are_all_told_in_the_order_of_the_file(empty: Cli) -> None:
    """Nobody mends a file ten times; as words and as JSON."""
    empty.write("issues.yaml", TEN_ERRORS)
    result = empty("list", "-o", "json")
    assert result.code == 3
    assert result.error["message"] == "issues.yaml has 10 flaws that must be mended first."
    places = [one["place"] for one in result.error["details"]]
    lines = [int(place.split(":")[1]) for place in places]
    assert (len(places), lines) == (10, sorted(lines))
    told = empty("list").err.splitlines()
    assert [line.strip().split(": ")[0] for line in told if line.startswith("  issues.yaml")] == places


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_what_only_looks_odd_is_read(empty: Cli, bom: str) -> None:
    """A BOM, CRLF, and an id like 012 are no errors; the id stays text, in the trail and the case folder too."""
    empty.write("issues.yaml", (bom + GOOD.replace("Q-1", "012")).replace("\n", "\r\n"))
    empty.write("report.pdf", b"report")
    assert empty.ok("list", "-o", "ids").out == "012\n"
    empty.ok("close", "012", "--evidence", "report.pdf")
    assert empty.last_event()["issue"] == "012"
    assert (empty.folder / "issues.evidence" / "012").is_dir()
    assert empty("show", "12").code == 4


@pytest.mark.parametrize(
    "words", [("list",), ("close", "Q-1"), ("check",), ("add", "--title", "新"), ("batch",), ("log",)]
)
def test_no_register_here(empty: Cli, words: tuple[str, ...]) -> None:
    """Exit 8, where it was looked for, and the command that makes one."""
    result = empty(*words)
    assert result.code == 8
    assert "no register found: no issues.yaml or data/issues.yaml in this folder or any above it." in result.err
    assert "hint: make one with: rectify init --title TEXT, or name one with -f FILE" in result.err
    assert "there is no file x.yaml" in empty(*words, "-f", "x.yaml").err
    assert empty.snapshot() == {}


STEPS = {
    "an unknown id": (("close", "QH-1"), 4, "no issue is called 'QH-1'.", "did you mean QH-01"),
    "an id of another alphabet": (("close", "ＱＨ-01"), 4, "no issue is called 'ＱＨ-01'.", "hint: "),
    "a step that is not allowed": (
        ("verify", "QH-02", "--method", "onsite"),
        5,
        "QH-02 cannot be verified: it is open, and verify goes from submitted.",
        "rectify start QH-02",
    ),
    "an open gate": (
        ("close", "QH-02"),
        5,
        "QH-02 cannot be closed: no evidence.",
        "rectify close QH-02 --evidence FILE",
    ),
    "no master": (("start", "QH-04"), 5, "no responsible unit", "rectify assign QH-04 --unit UNIT"),
    "a date that is none": (("start", "QH-02", "--on", "2026-02-30"), 2, "2026-02-30", "hint: "),
    "a date of words unknown": (
        ("start", "QH-02", "--on", "someday"),
        2,
        "'someday' is not a date",
        "write 2018-12-31",
    ),
    "a date that is ambiguous": (
        ("assign", "QH-04", "--due", "2019年9月前"),
        2,
        "'2019年9月前' can be read in two ways: 2019-08-31 or 2019-09-30.",
        "say which: 2019-08-31 or 2019-09-30",
    ),
    "a day far away": (("start", "QH-02", "--on", "+99999y"), 2, "+99999y", "hint: "),
    "a day long past what a calendar holds": (("list", "--today", "0000-01-01"), 2, "0000-01-01", "hint: "),
    "an actor without a name": (("--as", " ", "start", "QH-02"), 2, "actor", ""),
    "an actor of two lines": (("--as", "a\nb", "start", "QH-02"), 2, "must be one line", ""),
    "a reason of blanks": (("start", "QH-02", "--reason", " "), 2, "reason: the text is empty", "hint: "),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_that_cannot_be_is_told_with_what_comes_next(cli: Cli, name: str) -> None:
    """Ids, steps, gates, dates and names; nothing is changed."""
    words, code, said, cure = STEPS[name]
    before = cli.snapshot()
    result = cli(*words)
    assert (result.code, result.out) == (code, ""), result.err
    assert said in result.err
    assert cure in result.err
    assert cli.snapshot() == before

"""Evidence as it is taken in by the verbs: names of every sort, sizes, who watches, and what a refusal leaves."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest

from rectify.cli.watch import LARGE
from tests.cli.harness import REGISTER, Cli
from tests.cli.process import process

NAMES = [
    ("整改报告（终稿） 2018.pdf", "整改报告_终稿__2018.pdf"),
    ("长" * 84 + ".p", None),
    ("x" * 255, None),
    ("a\nb\tc.pdf", "a_b_c.pdf"),
    (".profile", "_profile"),
    ("..pdf", "_pdf"),
    ("-rf.pdf", "-rf.pdf"),
    ("\u202egpj.exe", "_gpj.exe"),
    ("无\u200b宽.pdf", "无_宽.pdf"),
    ("👩\u200d🔬.jpg", "___.jpg"),
    ("con.txt", "con.txt"),
    ("？*|<>", "_____"),
    ("\x1b[31m.pdf", "__31m.pdf"),
    ("报告.", "报告"),
    ("$(reboot);`x`.pdf", "__reboot___x_.pdf"),
]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_a_file_of_any_name_is_kept_under_a_safe_one(cli: Cli, name: str, kept: str | None) -> None:
    """It lies in its case folder, is told by that name, and is found again by a check."""
    cli.write(name, "证据")
    result = cli.ok("note", "QH-01", "见附件", "--evidence", f"./{name}")
    (blob,) = (cli.folder / "issues.evidence" / "QH-01").iterdir()
    shown = blob.name[17:]
    assert kept in (None, shown)
    assert len(shown.encode()) <= 120
    assert "\x1b" not in result.out + result.err
    assert cli.issue("QH-01").evidence[0].name == shown
    cli.ok("evidence", "check", "--strict")


def test_one_name_in_two_normal_forms_is_one_name(cli: Cli) -> None:
    """A file copied by way of a Mac has its name in pieces; it is shown as everywhere else."""
    name = unicodedata.normalize("NFD", "résumé-가나.pdf")
    cli.write(name, "证据")
    cli.ok("note", "QH-01", "见附件", "--evidence", name)
    assert cli.issue("QH-01").evidence[0].name == "résumé-가나.pdf"


@pytest.mark.skipif(sys.platform == "darwin", reason="there every name is UTF-8")
def test_a_name_that_is_no_text_is_kept_all_the_same(tmp_path: Path) -> None:
    """A file named in GBK, as old archives hold them, given to the real program byte by byte."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    name = "报告".encode("gbk") + b".pdf"
    with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:  # noqa: PTH123 - the name is bytes
        file.write(b"proof")
    ran = process(tmp_path, "note", "QH-01", "x", "--evidence", os.fsdecode(name))
    assert (ran.returncode, ran.stderr) == (0, b"")
    (blob,) = (tmp_path / "issues.evidence" / "QH-01").iterdir()
    assert blob.name.endswith("-____.pdf")


# --- sizes ---


def sparse(cli: Cli, name: str, size: int) -> str:
    """A file of so many bytes that takes up no room."""
    cli.write(name, b"x")
    os.truncate(cli.folder / name, size)
    return name


@pytest.mark.parametrize("is_dry", [False, True])
@pytest.mark.parametrize(
    ("limit", "size", "why"),
    [
        (None, 200_000_001, "it has 200.1 MB, and this register takes at most 200 MB"),
        (1, 1_000_001, "it has 1.1 MB, and this register takes at most 1 MB"),
        (250, 250_000_001, "it has 250.1 MB, and this register takes at most 250 MB"),
    ],
)
def test_a_file_too_large_for_the_register_is_refused(
    cli: Cli, limit: int | None, size: int, why: str, is_dry: bool
) -> None:
    """Exit 3 with the size, the limit, and where it is set; nothing is changed, nothing is left behind."""
    cli.make({"id": "Q-1"}, policy={"evidence_max_mb": limit} if limit else {})
    sparse(cli, "录像.mp4", size)
    before = sorted(cli.folder.iterdir())
    result = cli("close", "Q-1", "--evidence", "录像.mp4", *(["-n"] if is_dry else []))
    assert (result.code, result.err) == (
        3,
        f"error: evidence '录像.mp4' cannot be taken in: {why}.\n"
        "hint: hand in a smaller one; the limit is policy.evidence_max_mb in the head of the register\n",
    )
    assert [path for path in sorted(cli.folder.iterdir()) if path.name != ".issues.lock"] == before


def test_a_register_may_allow_more(cli: Cli) -> None:
    """Then a larger file is taken in, here for a dry run."""
    cli.make({"id": "Q-1"}, policy={"evidence_max_mb": 201})
    cli.ok("close", "Q-1", "--evidence", sparse(cli, "录像.mp4", 200_000_001), "-n")


def test_of_a_batch_only_the_line_with_the_large_file_is_refused(cli: Cli) -> None:
    """The others can go on without it."""
    cli.make({"id": "Q-1"}, {"id": "Q-2"}, policy={"evidence_max_mb": 1})
    cli.write("report.pdf", "证据")
    sparse(cli, "录像.mp4", 1_000_001)
    lines = "close Q-1 --evidence 录像.mp4\nclose Q-2 --evidence report.pdf\n"
    result = cli("batch", "--keep-going", stdin=lines)
    assert (result.code, "line 1: evidence '录像.mp4' cannot be taken in" in result.err) == (5, True)
    assert (cli.issue("Q-1").status, cli.issue("Q-2").status) == ("open", "closed")
    assert [path.name for path in (cli.folder / "issues.evidence").iterdir()] == ["Q-2"]


def test_a_limit_that_is_none_is_a_flaw(cli: Cli) -> None:
    """With its line and column."""
    cli.write("issues.yaml", "format: 1\nregister:\n  policy: {evidence_max_mb: 0}\n")
    result = cli("list")
    assert (result.code, "issues.yaml:3:29: policy.evidence_max_mb: must be at least 1" in result.err) == (3, True)


def test_an_empty_file_is_refused(cli: Cli) -> None:
    """Exit 3; a refused first file leaves no evidence folder."""
    cli.write("空.pdf", b"")
    result = cli("close", "QH-01", "--evidence", "report.pdf", "--evidence", "空.pdf")
    assert (result.code, result.err) == (
        3,
        "error: evidence '空.pdf' cannot be taken in: it is empty.\n"
        "hint: an empty file proves nothing; hand in the right one\n",
    )
    assert not (cli.folder / "issues.evidence").exists()


# --- who watches ---


def test_a_large_file_has_a_progress_bar_on_a_terminal(cli: Cli) -> None:
    """Its name and how much of it is done, on stderr, and gone again at the end; a small one has none."""
    cli.write("录像.mp4", b"x" * (LARGE + 1))
    watched = cli.ok("note", "QH-01", "x", "--evidence", "录像.mp4", columns=100)
    assert "录像.mp4" in watched.err
    assert "5.0/5.0 MB" in watched.err
    assert cli.ok("note", "QH-02", "x", "--evidence", "report.pdf", columns=100).err == ""
    assert "录像.mp4" in cli.ok("evidence", "check", columns=100).err
    assert "录像.mp4" in cli.ok("evidence", "export", "QH-01", columns=100).err


def test_in_a_pipe_there_is_no_bar(cli: Cli) -> None:
    """Nothing but words for people goes to stderr."""
    cli.write("录像.mp4", b"x" * (LARGE + 1))
    assert cli.ok("note", "QH-01", "x", "--evidence", "录像.mp4").err == ""


def test_a_bar_of_a_batch_begins_when_its_files_are_in(cli: Cli) -> None:
    """The bar of the file, then that of the lines: never both at once."""
    cli.write("录像.mp4", b"x" * (LARGE + 1))
    lines = "".join(f"note QH-01 第{number}次 --evidence 录像.mp4\n" for number in range(200))
    told = cli.ok("batch", stdin=lines, columns=100).err
    assert told.index("5.0/5.0 MB") < told.index("judging")
    assert told.rindex("MB") < told.index("judging")

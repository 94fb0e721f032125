"""rectify evidence list and check: which files there are, and whether they are what was handed in."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.harness import Cli
from tests.store.handed_in import blob

REPORT = b"%PDF the whole report"
PHOTO = "清淤后现场照片".encode()


@pytest.fixture
def held(cli: Cli) -> Cli:
    """QH-01 submitted with a report and closed with it again and a photo; QH-02 with the report alone."""
    cli.write("现场照片 1.jpg", PHOTO)
    cli.ok("--as", "王明", "submit", "QH-01", "--evidence", "report.pdf")
    cli.ok("--as", "李某", "close", "QH-01", "--evidence", "现场照片 1.jpg", "--evidence", "report.pdf")
    cli.ok("--as", "李某", "note", "QH-02", "见附件", "--evidence", "report.pdf", "--on", "2019-06-28")
    return cli


def lies(cli: Cli, id_: str = "QH-01", data: bytes = REPORT, name: str = "report.pdf") -> Path:
    """The place of a file on the disk."""
    return cli.folder / "issues.evidence" / id_ / blob(data, name)


def test_a_list_says_who_handed_in_what(held: Cli) -> None:
    """A file of an issue is one line, however often it was handed in; the counts name what they are of."""
    assert held.ok("evidence", "list").out == (
        "ISSUE  FILE            SIZE  SHA256            CYCLE  HANDED IN   BY    RUN\n"
        "QH-01  report.pdf      21 B  67437d7a67a2bee4      1  2019-07-01  王明    2\n"
        "QH-01  现场照片_1.jpg  21 B  {photo}      1  2019-07-01  李某    3\n"
        "QH-02  report.pdf      21 B  67437d7a67a2bee4      1  2019-06-28  李某    4\n"
        "\n"
        "3 of 3 files, of 2 issues · as of 2019-07-01\n"
    ).replace("{photo}", blob(PHOTO, "")[:16]).replace("67437d7a67a2bee4", blob(REPORT, "")[:16])


def test_the_same_file_is_one_blob_and_two_mentions(held: Cli) -> None:
    """In one command, in two, in two issues: a blob an issue, and each time it was handed in is on record."""
    blobs = sorted(
        path.relative_to(held.folder / "issues.evidence") for path in held.folder.glob("issues.evidence/*/*")
    )
    assert len(blobs) == 3
    mentions = [(e["issue"], e["verb"], m["name"]) for run in held.runs() for e in run["events"] for m in e["evidence"]]
    assert mentions == [
        ("QH-01", "submit", "report.pdf"),
        ("QH-01", "close", "现场照片_1.jpg"),
        ("QH-01", "close", "report.pdf"),
        ("QH-02", "note", "report.pdf"),
    ]
    (first, *_) = held.ok("evidence", "list", "QH-01", "-o", "json").json["files"]
    assert [(run["seq"], run["verb"], run["actor"]) for run in first["runs"]] == [
        (2, "submit", "王明"),
        (3, "close", "李某"),
    ]
    assert "    handed in again: report.pdf (21 B)\n" in held.ok("log", "QH-01").out


def test_a_file_of_an_earlier_cycle_is_mentioned_again(held: Cli) -> None:
    """Handed in once more after a rebound it counts again, and is the same blob."""
    held.ok("reopen", "QH-01", "--reason", "反弹", "--rebound")
    held.ok("submit", "QH-01", "--evidence", "report.pdf")
    first = held.ok("evidence", "list", "QH-01", "-o", "jsonl").lines[0]
    assert (first["cycle"], [run["seq"] for run in first["runs"]]) == (2, [2, 3, 6])
    assert len(list((held.folder / "issues.evidence" / "QH-01").iterdir())) == 2


def test_a_list_for_programs(held: Cli) -> None:
    """All that is known, the whole digest, the size in bytes."""
    told = held.ok("evidence", "list", "QH-02", "-o", "json").json
    assert {key: told[key] for key in ("schema", "as_of", "count", "total")} == {
        "schema": "rectify/1",
        "as_of": "2019-07-01",
        "count": 1,
        "total": 3,
    }
    (file,) = told["files"]
    assert (file["issue"], file["name"], file["size"], file["listed"], file["on"], file["by"]) == (
        "QH-02",
        "report.pdf",
        21,
        True,
        "2019-06-28",
        "李某",
    )
    row = held.ok("evidence", "list", "QH-02", "-o", "plain").out.rstrip("\n").split("\t")
    assert row[:6] == ["QH-02", "report.pdf", "21", file["sha256"], "1", "2019-06-28"]
    heading = held.ok("evidence", "list", "-o", "csv").out.splitlines()[0]
    assert heading == "issue,name,size,sha256,cycle,on,by,run,again,at,actor,login,host,verb"


def test_without_evidence_the_list_says_so(cli: Cli) -> None:
    """So does a check; neither makes anything."""
    assert cli.ok("evidence", "list").out == "No files are handed in yet · as of 2019-07-01\n"
    assert cli.ok("evidence", "check").out == "0 of 0 files sound · as of 2019-07-01\n"
    assert set(cli.snapshot()) == {"issues.yaml", "report.pdf"}


@pytest.mark.parametrize("verb", ["list", "check", "export"])
def test_an_id_nobody_knows_is_an_error(held: Cli, verb: str) -> None:
    """A slip is no empty answer; ids may come from stdin."""
    assert held("evidence", verb, "QH-09").code == 4
    assert held("evidence", verb, "-", stdin="QH-01\nQH-09").code == 4


def test_what_the_register_lists_no_more_is_listed_all_the_same(held: Cli) -> None:
    """Taken out by hand, of an issue or with it: what a run mentions counts."""
    text = (held.folder / "issues.yaml").read_text(encoding="utf-8")
    start = text.index("    evidence:", text.index("id: QH-02"))
    end = text.index("  - id: QH-03")
    held.write("issues.yaml", text[:start] + text[end:])
    told = held.ok("evidence", "list", "QH-02", "-o", "json").json["files"]
    assert [(file["listed"], file["cycle"], file["on"], file["by"]) for file in told] == [
        (False, None, "2019-06-28", "李某")
    ]
    lies(held, "QH-02").unlink()
    assert held("evidence", "check", "QH-02").code == 7
    assert "QH-02 evidence" in held("check").out
    held.ok("evidence", "check", "QH-01")


# --- check ---


def test_sound_files_are_counted(held: Cli) -> None:
    """All of them, or those of the issues named."""
    assert held.ok("evidence", "check").out == "3 of 3 files sound · as of 2019-07-01\n"
    assert held.ok("evidence", "check", "QH-01").out == "2 of 2 files sound · as of 2019-07-01\n"


def replace(path: Path) -> None:
    """Put other bytes of the same size there, as read-only, with the time of writing set back."""
    path.unlink()
    path.write_bytes(bytes(reversed(REPORT)))
    os.utime(path, (1_500_000_000, 1_500_000_000))
    path.chmod(0o444)


def test_a_replaced_file_of_equal_size_is_found_and_attributed(held: Cli) -> None:
    """By its digest: which run brought the right one, who that was, and what the disk tells of the other."""
    replace(lies(held))
    (run,) = [run for run in held.runs() if run["seq"] == 2]
    result = held("evidence", "check")
    line, hint, _, foot = result.out.splitlines()
    assert result.code == 7
    assert line.startswith(f"damage: QH-01 evidence {lies(held).name} was altered: its sha256 is now ")
    assert f"handed in with submit by 王明 ({run['login']}@{run['host']}) on 2019-07-01, run 2, again in run 3" in line
    assert f"it belongs to {run['login']}, was last written 2017-07-14T02:40:00Z, put there 20" in line
    assert hint.strip() == (
        "hint: keep what lies there as a proof, elsewhere; "
        "then hand the original in again: rectify note QH-01 TEXT --evidence FILE"
    )
    assert foot == "2 of 3 files sound · 1 altered · as of 2019-07-01"
    assert line.removeprefix("damage: ").removesuffix(" [altered]") in held("check").out


def test_what_a_program_reads_of_a_replaced_file(held: Cli) -> None:
    """Its state, the sentence, and what was found in its place; the others are sound."""
    replace(lies(held))
    told = held("evidence", "check", "-o", "json").json
    assert (told["count"], told["total"], told["damaged"], told["warnings"]) == (3, 3, 1, 0)
    bad, *others = told["files"]
    assert (bad["state"], bad["found"]["size"], bad["found"]["written"]) == ("altered", 21, "2017-07-14T02:40:00Z")
    assert bad["found"]["sha256"] != bad["sha256"]
    assert [(one["state"], one["message"]) for one in others] == [("sound", None)] * 2
    assert held("evidence", "check", "-o", "jsonl").lines == told["files"]
    for form in ("csv", "plain"):
        assert "was altered" in held("evidence", "check", "-o", form).out


@pytest.mark.parametrize(
    ("make", "state", "why"),
    [
        (lambda _path: None, "missing", "is missing from the case folder"),
        (lambda path: path.symlink_to("/etc/hostname"), "irregular", "it is a symlink"),
        (os.mkfifo, "irregular", "it is a FIFO, not a file"),
        (Path.mkdir, "irregular", "it is a folder"),
    ],
)
def test_a_lost_or_irregular_file_is_damage(held: Cli, make: Callable[[Path], object], state: str, why: str) -> None:
    """Nothing is followed and nobody waits; the trail's check says the same."""
    lies(held).unlink()
    make(lies(held))
    result = held("evidence", "check")
    assert result.code == 7
    assert why in result.out
    assert f"1 {state}" in result.out
    assert why in held("check").out


@pytest.mark.parametrize("place", ["issues.evidence", "issues.evidence/QH-01"])
def test_a_folder_that_is_a_symlink_is_not_followed(held: Cli, place: str) -> None:
    """Not to read what is there, nor to put anything there (8)."""
    (held.folder / place).rename(held.folder / "elsewhere")
    (held.folder / place).symlink_to(held.folder / "elsewhere")
    assert held("evidence", "check", "QH-01").code == 7
    before = held.snapshot()
    result = held("note", "QH-01", "再交", "--evidence", "report.pdf")
    assert (result.code, "a symlink is not followed" in result.err) == (8, True)
    assert held.snapshot() == before


def test_handing_the_original_in_again_puts_it_right(held: Cli) -> None:
    """Where the wrong one still lies, it is kept as a proof and named; once it is moved away, the file is back."""
    replace(lies(held))
    refused = held("note", "QH-01", "放回原件", "--evidence", "report.pdf")
    assert (refused.code, "is not the evidence that its name says" in refused.err) == (7, True)
    lies(held).rename(held.folder / "proof")
    held.ok("note", "QH-01", "放回原件", "--evidence", "report.pdf")
    assert held.ok("evidence", "check").out == "3 of 3 files sound · as of 2019-07-01\n"


def test_what_is_odd_but_harmless_is_a_warning(held: Cli) -> None:
    """A file nobody handed in, one that may be written to: exit 0, with --strict 1."""
    (held.folder / "issues.evidence" / "QH-01" / "笔记.txt").write_text("草稿", encoding="utf-8")
    lies(held).chmod(0o644)
    result = held.ok("evidence", "check")
    assert result.out == (
        f"warning: QH-01 evidence {lies(held).name} may be written to [writable]\n"
        "    hint: a copy by git may have made it so; chmod a-w takes it away\n"
        "warning: QH-01 笔记.txt lies in the case folder, but nobody has handed it in [unmentioned]\n"
        "    hint: it does no harm; a stopped command may have left it, or one is just at work\n"
        "\n"
        "3 of 3 files sound · 1 writable · 1 unmentioned · as of 2019-07-01\n"
    )
    assert held("evidence", "check", "--strict").code == 1
    held.ok("evidence", "check", "QH-02", "--strict")
    told = held.ok("evidence", "check", "-o", "json").json
    assert (told["count"], told["total"], told["damaged"], told["warnings"]) == (4, 3, 0, 2)
    assert held.ok("evidence", "check", "-o", "plain").out.count("\n") == 4


def test_a_damaged_trail_is_told(held: Cli) -> None:
    """Who handed in what cannot be said from it (7)."""
    held.write("issues.log.jsonl", (held.folder / "issues.log.jsonl").read_bytes().replace(b'"seq":2', b'"seq":"2"'))
    for verb in ("list", "check"):
        assert held("evidence", verb).code == 7


def test_on_a_terminal_the_list_fits(held: Cli) -> None:
    """Ids and digests stay whole; what there is no room for is left out."""
    for columns in (40, 60, 80, 120):
        out = held.ok("evidence", "list", columns=columns).out
        assert "QH-01" in out
        assert json.dumps(blob(REPORT, "")[:16])[1:-1] in out or columns < 72


def test_a_file_undone_and_handed_in_anew_is_the_first_ones(cli: Cli) -> None:
    """The register names the second hand; the trail knows whose run brought the file in."""
    paper = cli.write("报告.pdf", b"cured")
    cli.ok("close", "QH-01", "--evidence", paper, "--as", "陈某")
    cli.ok("undo")
    cli.ok("close", "QH-01", "--evidence", paper, "--as", "林某")
    (row,) = cli.ok("evidence", "list", "-o", "jsonl").lines
    assert row["by"] == "陈某"
    assert [(run["seq"], run["actor"]) for run in row["runs"]] == [(2, "陈某"), (4, "林某")]

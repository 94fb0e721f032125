"""rectify evidence export: the case file of an issue (一案一档), for somebody who has nothing else."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.store.folder import FolderStore
from tests.cli.harness import Cli
from tests.store.handed_in import blob

REPORT = b"%PDF the whole report"
NAMES = ["README.txt", "card.txt", "issue.yaml", "index.csv", "trail.jsonl"]
FILES = ["evidence/01-report.pdf", "evidence/02-现场照片_1.jpg"]


@pytest.fixture
def held(cli: Cli) -> Cli:
    """QH-01 closed on two files after two steps; QH-02 noted once; QH-04 without a record of its own."""
    cli.write("现场照片 1.jpg", "清淤后")
    cli.ok("--as", "王明", "submit", "QH-01", "--evidence", "report.pdf")
    cli.ok("--as", "李某", "close", "QH-01", "--evidence", "现场照片 1.jpg", "--evidence", "report.pdf")
    cli.ok("note", "QH-02", "看过")
    return cli


def unpacked(cli: Cli, name: str = "QH-01.zip") -> dict[str, bytes]:
    """The members of a case file, in their order, without the folder they stand in."""
    with zipfile.ZipFile(cli.folder / name) as archive:
        return {info.filename.partition("/")[2]: archive.read(info) for info in archive.infolist()}


def damage(cli: Cli) -> Path:
    """Other bytes in the place of the report; the place."""
    path = cli.folder / "issues.evidence" / "QH-01" / blob(REPORT, "report.pdf")
    path.chmod(0o644)
    path.write_bytes(bytes(reversed(REPORT)))
    return path


def test_a_case_file_holds_what_a_stranger_needs(held: Cli) -> None:
    """Papers, its lines of the trail, the files by number, and the digest of each."""
    before = held.snapshot()
    result = held.ok("evidence", "export", "QH-01")
    found = unpacked(held)
    assert list(found) == [*NAMES, *FILES, "SHA256SUMS"]
    assert (found[FILES[0]], found[FILES[1]]) == (REPORT, "清淤后".encode())
    sums = [line.split("  ") for line in found["SHA256SUMS"].decode().splitlines()]
    assert sums == [[sha256(found[name]).hexdigest(), name] for name in [*NAMES, *FILES]]
    digest = sha256((held.folder / "QH-01.zip").read_bytes()).hexdigest()
    assert result.out.splitlines()[1].split()[:2] == ["QH-01", "QH-01.zip"]
    assert result.out.rstrip().endswith(digest)
    assert {name: data for name, data in held.snapshot().items() if name != "QH-01.zip"} == before


def test_its_lines_of_the_trail_are_byte_equal(held: Cli) -> None:
    """Every line that tells of the issue, and none that does not; the head of the whole trail is named beside them."""
    held.ok("evidence", "export", "QH-01")
    lines = (held.folder / "issues.log.jsonl").read_bytes().splitlines(keepends=True)
    assert unpacked(held)["trail.jsonl"] == b"".join(lines[:3])
    readme = unpacked(held)["README.txt"].decode()
    assert sha256(lines[-1].rstrip(b"\n")).hexdigest() in readme
    assert "3 of the 4 runs in the trail" in readme


def test_its_index_says_who_handed_in_what(held: Cli) -> None:
    """A row a file, for a spreadsheet: it opens as UTF-8 everywhere."""
    held.ok("evidence", "export", "QH-01")
    text = unpacked(held)["index.csv"].decode()
    assert text.startswith("\ufeff")
    first, second = csv.DictReader(io.StringIO(text[1:]))
    assert (first["number"], first["path"], first["sha256"], first["state"]) == (
        "1",
        FILES[0],
        sha256(REPORT).hexdigest(),
        "sound",
    )
    assert (first["verb"], first["by"], first["recorded"], first["run"], first["again"]) == (
        "submit",
        "王明",
        "2019-07-01 10:30",
        "2",
        "3",
    )
    assert (second["name"], second["verb"], second["by"], second["again"]) == ("现场照片_1.jpg", "close", "李某", "")


def test_its_papers_are_for_people(held: Cli) -> None:
    """Card, fields, and what is what; nothing is wrong, so nothing of the kind is said."""
    held.ok("evidence", "export", "QH-01")
    found = unpacked(held)
    assert "甲川县垃圾场渗滤液外溢" in found["card.txt"].decode()
    assert "id: QH-01" in found["issue.yaml"].decode()
    readme = found["README.txt"].decode()
    assert readme.startswith("Case file (一案一档) of QH-01: 甲川县垃圾场渗滤液外溢\nRegister: 试点整改台账\n")
    assert "As of its last record, 2019-07-01 10:30 (Asia/Shanghai): 2 files of evidence" in readme
    assert "WRONG" not in readme


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is of Linux")
def test_a_stranger_can_check_it_with_sha256sum(held: Cli) -> None:
    """Unpacked anywhere, every line is OK."""
    held.ok("evidence", "export", "QH-01")
    zipfile.ZipFile(held.folder / "QH-01.zip").extractall(held.folder / "out")
    ran = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"],
        cwd=held.folder / "out" / "QH-01",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout.count(": OK")) == (0, 7)


def test_made_twice_it_is_the_same(held: Cli) -> None:
    """On another day, into another place: the state is the same, so are the bytes."""
    held.ok("evidence", "export", "QH-01")
    held.now = held.now.replace(year=2021)
    held.ok("evidence", "export", "QH-01", "--to", "again.zip", "--today", "2022-01-01")
    assert (held.folder / "again.zip").read_bytes() == (held.folder / "QH-01.zip").read_bytes()


def test_what_is_there_is_not_written_over_unasked(held: Cli) -> None:
    """Exit 5; with --force it is replaced."""
    held.write("QH-01.zip", b"theirs")
    result = held("evidence", "export", "QH-01")
    assert (result.code, result.err) == (
        5,
        "error: QH-01.zip is already there.\nhint: name another place with --to, or write over it with --force\n",
    )
    assert (held.folder / "QH-01.zip").read_bytes() == b"theirs"
    held.ok("evidence", "export", "QH-01", "--force")
    assert zipfile.is_zipfile(held.folder / "QH-01.zip")


def test_many_issues_have_a_case_file_each(held: Cli) -> None:
    """In a folder, or here; all of them, or none."""
    (held.folder / "档案").mkdir()
    told = held.ok("evidence", "export", "QH-01", "QH-02", "QH-04", "--to", "档案", "-o", "json").json
    assert [(one["issue"], one["path"], one["evidence"], one["runs"]) for one in told["case_files"]] == [
        ("QH-01", "档案/QH-01.zip", 2, 3),
        ("QH-02", "档案/QH-02.zip", 0, 2),
        ("QH-04", "档案/QH-04.zip", 0, 1),
    ]
    assert (told["schema"], told["count"]) == ("rectify/1", 3)
    held.write("QH-04.zip", b"theirs")
    assert held("evidence", "export", "QH-01", "QH-04").code == 5
    assert not (held.folder / "QH-01.zip").exists()


def test_many_case_files_need_a_folder(held: Cli) -> None:
    """One name cannot be that of two (2)."""
    result = held("evidence", "export", "QH-01", "QH-02", "--to", "out.zip")
    assert (result.code, "out.zip is no folder" in result.err) == (2, True)


@pytest.mark.parametrize("to", ["issues.yaml", "issues.log.jsonl", "issues.evidence", "gone/x.zip"])
def test_a_place_that_is_none_is_refused(held: Cli, to: str) -> None:
    """Nothing of the register is ever written over, whatever is forced (8)."""
    before = held.snapshot()
    assert held("evidence", "export", "QH-01", "--to", to, "--force").code == 8
    assert held.snapshot() == before


def test_ids_from_stdin_and_rows_for_programs(held: Cli) -> None:
    """The same words as everywhere; no ids, no files."""
    row = held.ok("evidence", "export", "-", "-o", "plain", stdin="QH-01\n").out.rstrip("\n").split("\t")
    assert row[:5] == ["QH-01", "QH-01.zip", "2", "3", "0"]
    line = json.loads(held.ok("evidence", "export", "QH-01", "--force", "-o", "jsonl").out)
    assert (line["problems"], line["sha256"]) == ([], row[-1])
    assert held.ok("evidence", "export", "-", stdin="").out == ""


# --- what is wrong ---


def test_damage_is_not_handed_out_in_silence(held: Cli) -> None:
    """Exit 7 with what is wrong; nothing is written."""
    damage(held)
    result = held("evidence", "export", "QH-01", "QH-02")
    assert result.code == 7
    assert result.err.startswith("error: no case file was written: something is wrong with what it would hold.\n")
    assert "  QH-01: evidence " in result.err
    assert "was altered" in result.err
    assert "rectify evidence" not in result.err
    assert not list(held.folder.glob("*.zip"))
    held.ok("evidence", "export", "QH-02")


def test_damage_is_handed_out_marked(held: Cli) -> None:
    """With --damaged: the paper on top says it, the index says it, and the digest of the right file does not fit."""
    damage(held)
    (held.folder / "issues.evidence" / "QH-01" / blob("清淤后".encode(), "现场照片_1.jpg")).unlink()
    told = held.ok("evidence", "export", "QH-01", "--damaged", "-o", "json").json["case_files"][0]
    found = unpacked(held)
    assert len(told["problems"]) == 2
    assert all(problem in found["README.txt"].decode() for problem in told["problems"])
    rows = list(csv.DictReader(io.StringIO(found["index.csv"].decode()[1:])))
    assert [row["state"] for row in rows] == ["altered", "missing"]
    assert list(found) == [*NAMES, FILES[0], "SHA256SUMS"]
    assert f"{sha256(REPORT).hexdigest()}  {FILES[0]}\n" in found["SHA256SUMS"].decode()
    assert FILES[1] in found["SHA256SUMS"].decode()


def test_an_edit_that_the_trail_does_not_know_is_told(held: Cli) -> None:
    """Of this issue; one of another issue does not matter."""
    text = (held.folder / "issues.yaml").read_text(encoding="utf-8")
    held.write("issues.yaml", text.replace("person: 王明", "person: 张某"))
    result = held("evidence", "export", "QH-01")
    assert (result.code, "QH-01: it was edited outside rectify" in result.err) == (7, True)
    held.ok("evidence", "export", "QH-02")


def test_a_broken_chain_is_told(held: Cli) -> None:
    """What stands on it proves nothing."""
    log = held.folder / "issues.log.jsonl"
    log.write_bytes(log.read_bytes().replace("看过".encode(), "没看".encode()).replace(b'"seq":3', b'"seq":4'))
    result = held("evidence", "export", "QH-01")
    assert (result.code, "the trail is damaged: issues.log.jsonl:3: " in result.err) == (7, True)
    assert "WRONG" in unpacked_after(held)


def unpacked_after(cli: Cli) -> str:
    """The paper on top of a case file made all the same."""
    cli.ok("evidence", "export", "QH-01", "--damaged")
    return unpacked(cli)["README.txt"].decode()


def test_a_missing_trail_is_told(held: Cli) -> None:
    """Evidence without a trail is vouched for by nobody; there is no time to go by either."""
    (held.folder / "issues.log.jsonl").unlink()
    result = held("evidence", "export", "QH-01")
    assert (result.code, "QH-01: there is no trail that vouches for it" in result.err) == (7, True)
    readme = unpacked_after(held)
    assert "Nothing of it is recorded yet: 2 files of evidence." in readme
    rows = list(csv.DictReader(io.StringIO(unpacked(held)["index.csv"].decode()[1:])))
    assert [(row["by"], row["run"]) for row in rows] == [("王明", ""), ("李某", "")]
    told = held.ok("evidence", "list", "-o", "csv").out.splitlines()[1]
    assert told.endswith(",,,,,,")


def test_an_issue_without_a_trail_and_evidence_has_a_case_file(cli: Cli) -> None:
    """Its card is all there is; the register may have no title."""
    cli.make({"id": "Q-1"})
    cli.ok("evidence", "export", "Q-1")
    assert list(unpacked(cli, "Q-1.zip")) == [*NAMES, "SHA256SUMS"]
    assert "Register:" not in unpacked(cli, "Q-1.zip")["README.txt"].decode()


def test_a_run_that_is_not_published_yet_counts(held: Cli) -> None:
    """What is recorded is the case, though the register file waits for its next write."""
    store = FolderStore(str(held.folder / "issues.yaml"))
    assert store.load().last is not None
    text = (held.folder / "issues.yaml").read_bytes()
    held.ok("note", "QH-03", "看过", "--evidence", "report.pdf")
    last = (held.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    staged = held.folder / f".issues.{sha256(last).hexdigest()[:16]}.staged"
    staged.write_bytes((held.folder / "issues.yaml").read_bytes())
    held.write("issues.yaml", text)
    held.ok("evidence", "export", "QH-03")
    assert "evidence/01-report.pdf" in unpacked(held, "QH-03.zip")
    assert staged.exists()


def test_a_case_file_is_not_poured_out(cli: Cli) -> None:
    """`--to -` is no file called so."""
    result = cli("evidence", "export", "QH-01", "--to", "-")
    assert (result.code, "not written to stdout" in result.err) == (2, True)
    assert not (cli.folder / "-").exists()

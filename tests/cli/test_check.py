import csv
import hashlib
import io
import re
import subprocess
from pathlib import Path

import pytest

from tests.cli.harness import Cli
from tests.store.faulty_disk import Fault, FaultyDisk

GOOD = {
    "units": {"responsible": ["甲"]},
    "deadline": {"date": "2020-01-01"},
    "measures": [{"id": "M1", "text": "清淤"}],
}


def damage_evidence(cli: Cli) -> None:
    """Change a byte of the blob of QH-01."""
    (blob,) = (cli.folder / "issues.evidence" / "QH-01").iterdir()
    blob.chmod(0o644)
    blob.write_bytes(b"altered")


def lose_evidence(cli: Cli) -> None:
    """Remove the blob of QH-01."""
    (blob,) = (cli.folder / "issues.evidence" / "QH-01").iterdir()
    blob.unlink()


def rewrite_trail(cli: Cli) -> None:
    """Change a word in the first line of the trail."""
    trail = cli.folder / "issues.log.jsonl"
    trail.write_bytes(trail.read_bytes().replace("王明".encode(), "赵六".encode(), 1))


def cut_trail(cli: Cli) -> None:
    """Remove the second line of the trail."""
    trail = cli.folder / "issues.log.jsonl"
    lines = trail.read_bytes().splitlines(keepends=True)
    trail.write_bytes(b"".join([lines[0], *lines[2:]]))


def remove_trail(cli: Cli) -> None:
    """Remove the trail."""
    (cli.folder / "issues.log.jsonl").unlink()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (damage_evidence, "was altered"),
        (lose_evidence, "is missing from the case folder"),
        (rewrite_trail, "issues.log.jsonl:2: "),
        (cut_trail, "issues.log.jsonl:2: "),
        (remove_trail, "there is no trail"),
    ],
)
def test_damage_is_exit_7_with_its_place(cli: Cli, damage: object, said: str) -> None:
    """Trail and evidence must match what was recorded."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    cli.ok("start", "QH-02")
    assert callable(damage)
    damage(cli)
    result = cli("check")
    assert result.code == 7
    assert said in result.out
    assert cli("check", "-o", "json").json["damaged"] >= 1


def test_a_hand_edit_is_exit_1_field_by_field(cli: Cli) -> None:
    """Comments, order and quoting are no change; a value is, and the hint adopts it."""
    cli.ok("start", "QH-02")
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    cli.write("issues.yaml", text.replace("title: 乙山矿区未复绿", "title: '乙山矿区未复绿'   # quoted"))
    assert "outside rectify" not in cli("check").out
    cli.write("issues.yaml", text.replace("2018-12-31, text", "2019-12-31, text"))
    result = cli("check")
    assert result.code == 1
    assert "QH-01 deadline.date: 2018-12-31 → 2019-12-31, outside rectify [outside-edit]" in result.out
    assert "rectify audit adopt QH-01 --reason TEXT" in result.out


def test_a_deleted_issue_is_told(cli: Cli) -> None:
    """An issue is never removed."""
    cli.ok("start", "QH-02")
    text = (cli.folder / "issues.yaml").read_text(encoding="utf-8")
    cli.write("issues.yaml", text[: text.index("  - id: QH-04")])
    result = cli("check")
    assert result.code == 1
    assert "QH-04 is in the trail but was deleted from the register" in result.out


def test_warnings_alone_are_exit_0_unless_strict(empty: Cli) -> None:
    """The honest gaps of a real register do not fail it; --strict does."""
    empty.make({"id": "Q-1"})
    result = empty.ok("check")
    assert "warning: Q-1 has no responsible unit [missing-unit]" in result.out
    assert "0 errors, 4 warnings in 1 issue · as of 2019-07-01" in result.out
    assert "\nwhy it matters, and what to do: rectify check --explain trail-chain\n" in result.out
    assert empty("check", "--strict").code == 1


def test_a_sound_register_says_so(empty: Cli) -> None:
    """Nothing to find is exit 0, also with --strict."""
    empty.make({"id": "Q-1", **GOOD})
    empty.ok("start", "Q-1")
    assert "0 errors, 0 warnings in 1 issue" in empty.ok("check", "--strict").out


def test_every_flaw_has_its_place_and_check(cli: Cli) -> None:
    """file:line:column, severity, message and name, in every form."""
    line = "issues.yaml:15:42: error: QH-01 has measure M1 due on 2019-03-31, after the deadline of 2018-12-31"
    assert f"{line} [plan-after-deadline]" in cli("check").out
    told = cli("check", "-o", "json").json
    assert (told["count"], told["errors"], told["total"]) == (len(told["flaws"]), 1, 4)
    flaw = told["flaws"][0]
    assert (flaw["file"], flaw["line"], flaw["column"], flaw["check"]) == ("issues.yaml", 15, 42, "plan-after-deadline")
    rows = list(csv.DictReader(io.StringIO(cli("check", "-o", "csv").out)))
    assert (rows[0]["line"], rows[0]["severity"]) == ("15", "error")
    assert cli("check", "-o", "plain").out.splitlines()[0].split("\t")[4:7] == ["issues.yaml", "15", "42"]


def test_the_foot_tells_how_far_the_trail_goes(cli: Cli) -> None:
    """As many digits of the head as one writes down; nothing is claimed of a trail that is damaged."""
    assert cli("check").out.endswith("\ntrail: nothing is recorded yet\n")
    assert (cli("check", "-o", "json").json["runs"], cli("check", "-o", "json").json["head"]) == (0, None)
    cli.ok("start", "QH-02")
    line = (cli.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    head = hashlib.sha256(line).hexdigest()
    assert cli("check").out.endswith(f"\ntrail: 2 runs, head {head[:16]}\n")
    told = cli("check", "-o", "json").json
    assert (told["runs"], told["head"]) == (2, head)
    cut_trail(cli)
    cli.ok("edit", "QH-04", "--set", "place=乙山")
    rewrite_trail(cli)
    damaged = cli("check")
    assert (damaged.code, "trail: " in damaged.out) == (7, False)
    assert cli("check", "-o", "json").json["runs"] is None


def test_an_emptied_trail_is_damage(cli: Cli) -> None:
    """Also where nothing needs a trail yet: rectify never makes one without a run."""
    cli.write("issues.log.jsonl", b"")
    result = cli("check")
    assert result.code == 7
    assert "damage: the trail is there, but no run is left in it [trail-chain]" in result.out
    assert cli("start", "QH-02").code == 7
    cli.ok("audit", "adopt", "--begin", "--reason", "盘损坏")
    assert "no run is left" not in cli("check").out


def test_a_lost_register_is_rebuilt_from_the_trail(cli: Cli) -> None:
    """Beside its place, without being asked where it is; put there, it has no hand edit."""
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    wanted = cli.issue("QH-01")
    (cli.folder / "issues.yaml").rename(cli.folder / "old")
    assert cli("check").code == 7
    told = cli.ok("check", "--rebuild").out
    assert told.startswith("issues.rebuilt.yaml holds 4 issues and the header")
    assert "compare" not in told
    assert not (cli.folder / "issues.yaml").exists()
    (cli.folder / "issues.rebuilt.yaml").rename(cli.folder / "issues.yaml")
    assert cli.issue("QH-01") == wanted
    assert "outside rectify" not in cli("check").out
    cli.ok("reopen", "QH-01", "--reason", "反弹")


@pytest.mark.parametrize("is_deleted", [True, False])
@pytest.mark.parametrize("is_damaged", [True, False])
def test_the_words_of_a_rebuild_lead_out_while_a_run_waits(cli: Cli, *, is_deleted: bool, is_damaged: bool) -> None:
    """Followed one by one, by a shell: the register is the one that the last run left, and writing goes on."""
    cli.ok("assign", "QH-04", "--person", "李敏")
    assert cli("start", "QH-02", disk=FaultyDisk(Fault("rename", "issues.yaml"))).code == 9
    register = cli.folder / "issues.yaml"
    register.unlink() if is_deleted else register.write_bytes(register.read_bytes()[:200])
    (staged,) = cli.folder.glob(".issues.*.staged")
    if is_damaged:
        staged.write_bytes(staged.read_bytes()[:200])
    told = cli.ok("check", "--rebuild").out
    for recipe in re.findall(r"(?:then: |with it: )((?:rm|mv) [^,\n]+)", told):
        subprocess.run(["/bin/sh", "-c", recipe], cwd=cli.folder, check=True)
    assert f"rectify -f {register.name} check" in told
    looked = cli("-f", register.name, "check")
    assert looked.code in {0, 1}, looked.err
    assert "outside rectify" not in looked.out
    assert not staged.exists()
    assert ("# kept by the office" in register.read_text(encoding="utf-8")) is not is_damaged
    assert cli.issue("QH-02").status == "in_progress"
    cli.ok("note", "QH-02", "看过")


def test_rebuilding_beside_a_register_compares_and_never_overwrites(cli: Cli) -> None:
    """A file that holds anything else is refused with exit 5, and kept."""
    cli.ok("start", "QH-02")
    told = cli.ok("check", "--rebuild", "-o", "json").json
    assert (told["rebuilt"], told["issues"], told["runs"]) == ("issues.rebuilt.yaml", 4, 2)
    assert "compare: diff issues.yaml issues.rebuilt.yaml" in cli.ok("check", "--rebuild").out
    cli.ok("edit", "QH-04", "--set", "place=乙山")
    before = cli.snapshot()
    result = cli("check", "--rebuild")
    assert (result.code, cli.snapshot()) == (5, before)
    assert "issues.rebuilt.yaml is already there, and is not what the trail implies now" in result.err


def test_a_damaged_trail_rebuilds_nothing(cli: Cli) -> None:
    """Exit 7 with the first line that is wrong; without any trail it is exit 3."""
    assert cli("check", "--rebuild").code == 3
    cli.ok("start", "QH-02")
    cli.ok("edit", "QH-04", "--set", "place=乙山")
    cut_trail(cli)
    result = cli("check", "--rebuild")
    assert result.code == 7
    assert "issues.log.jsonl:2: the trail is damaged" in result.err
    assert not (cli.folder / "issues.rebuilt.yaml").exists()
    assert cli("check", "--rebuild", "-o", "csv").code == 2


def test_a_register_that_cannot_be_read_is_exit_3(cli: Cli) -> None:
    """What cannot be read cannot be checked; every flaw of the file is told."""
    cli.write("issues.yaml", "format: 1\nissues:\n  - id: Q-1\n    title: 题\n    status: no\n")
    result = cli("check")
    assert result.code == 3
    assert "issues.yaml:5:" in result.err


@pytest.mark.parametrize("form", ["table", "json", "md"])
def test_a_check_is_explained_where_no_register_is(tmp_path: Path, form: str) -> None:
    """What it looks for, why it matters and what to do, in every form; nothing is looked for on the disk."""
    result = Cli(tmp_path).ok("-f", str(tmp_path / "none.yaml"), "check", "--explain", "missing-unit", "-o", form)
    for word in ("missing-unit", "warning", "An issue without a responsible unit.", "rectify assign ID --unit UNIT"):
        assert word in result.out
    assert result.err == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--explain", "missing-units"), "hint: did you mean missing-unit"),
        (("--explain", "沙"), "hint: the checks are trail-chain, older-register, "),
        (("--explain", "missing-unit", "-o", "csv"), "hint: it has: table, json, md"),
        (("--explain", "missing-unit", "--strict"), "hint: give it alone: rectify check --explain missing-unit"),
        (("--explain", "missing-unit", "--rebuild"), "error: --explain looks at no register"),
    ],
)
def test_what_cannot_be_explained_is_exit_2(cli: Cli, words: tuple[str, ...], said: str) -> None:
    """An unknown name is answered with the nearest, and --explain stands alone."""
    result = cli("check", *words)
    assert result.code == 2
    assert said in result.err


def test_a_report_in_markdown(cli: Cli) -> None:
    """The same flaws as a table to hand on."""
    result = cli("check", "-o", "md")
    assert result.code == 1
    assert result.out.startswith("# Check\n\n1 error, ")
    assert (
        "\n| error | plan-after-deadline | issues.yaml:15:42 | QH-01 has measure M1 due on 2019-03-31, " in result.out
    )


def test_the_signs_of_a_life_are_told_together(empty: Cli) -> None:
    """Done in one jump, proved by nothing else than one file, confirmed by oneself: three signs and no error."""
    empty.make({"id": "Q-1", **GOOD})
    empty.write("report.pdf", "report")
    empty.ok("start", "Q-1")
    empty.ok("progress", "Q-1", "--note", "完成", "--percent", "100")
    empty.ok("submit", "Q-1", "--evidence", "report.pdf")
    empty.ok("verify", "Q-1", "--method", "document")
    empty.ok("close", "Q-1")
    told = empty.ok("check", "-o", "json").json
    assert {flaw["check"] for flaw in told["flaws"]} == {
        "unverified-closure",
        "unfinished-closure",
        "paper-acceptance",
        "sudden-percent",
    }
    assert (told["errors"], told["warnings"]) == (0, 4)

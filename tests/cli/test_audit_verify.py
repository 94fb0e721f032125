import errno
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import Cli
from tests.store.faulty_disk import Fault, FaultyDisk
from tests.trail_attacks import Attack, chained_anew, of_line, of_lines, with_change

ASKED = ("audit", "verify")


def flaws(cli: Cli, *more: str, code: int = 7) -> list[dict[str, Any]]:
    """What is found, as JSON."""
    ended = cli(*ASKED, *more, "-o", "json")
    assert ended.code == code, ended.err
    told: list[dict[str, Any]] = ended.json["flaws"]
    return told


def test_a_sound_trail_is_told_with_its_denominators(worked: Cli) -> None:
    """Runs, issues, files and head; and that nobody outside vouches for it."""
    lines = worked.ok(*ASKED).out.splitlines()
    assert lines[0] == (
        "sound: 4 of 4 runs in order, 4 of 4 issues as recorded, 1 of 1 file of evidence as handed in"
        " · as of 2019-07-01"
    )
    last = (worked.folder / "issues.log.jsonl").read_bytes().splitlines()[-1]
    assert lines[1] == f"trail: 4 runs, head {hashlib.sha256(last).hexdigest()[:16]}"
    assert lines[2].startswith("unanchored: a cut tail, or a chain computed anew, would not be seen")
    assert "rectify audit checkpoint > FILE" in lines[3]


def test_json_has_the_same(worked: Cli) -> None:
    """Each share with its total, the whole head, and how far the trail is anchored."""
    told = worked.ok(*ASKED, "--checkpoint", "cp.txt", "-o", "json").json
    assert told["runs"] == {"sound": 4, "total": 4}
    assert told["evidence"] == {"sound": 1, "total": 1}
    assert (told["sound"], told["chain_only"], told["as_left"], told["gaps"]) == (
        *(True, False, True),
        {"count": 0, "lines": []},
    )
    assert (told["anchored"], told["unanchored"], len(told["head"])) == (3, 1, 64)
    assert [(one["file"], one["runs"], one["signer"]) for one in told["checkpoints"]] == [("cp.txt", 3, None)]


# --- what is wrong ---


@pytest.mark.parametrize(
    ("attack", "line", "issue", "said"),
    [
        (of_line(1, b"QH-02", b"QH-03"), 3, "QH-01", "but the line before (QH-03) has"),
        (of_line(1, b"QH-02", b"QH-03"), 2, "QH-03", 'QH-03 status: the run found "open", but the runs before it left'),
        (of_lines(lambda lines: [lines[0], *lines[2:]]), 2, "QH-01", "seq is 3, but this is run 2"),
        (of_lines(lambda lines: [*lines[:2], *lines[1:]]), 3, "QH-02", 'the run found "open"'),
        (of_lines(lambda lines: [lines[0], lines[2], lines[1], lines[3]]), 2, "QH-01", "seq is 3, but this is run 2"),
        (of_lines(lambda lines: [*lines[:2], b"{}\n", *lines[2:]]), 3, None, "the line is no run"),
        (of_line(3, b'"seq":4', b'"seq":4.0'), 4, "QH-03", "4.0 is no whole number"),
        (chained_anew(with_change(1, "status", before="closed")), 2, "QH-02", 'the run found "closed"'),
        (
            chained_anew(with_change(2, "status", after="open")),
            4,
            "QH-01",
            "in the very register that the last run left",
        ),
    ],
)
def test_every_flaw_names_line_and_issue(attack: Attack, line: int, issue: str | None, said: str, worked: Cli) -> None:
    """Altered, removed, doubled, swapped, inserted, re-encoded, forged: damage, exit 7."""
    attack(worked.folder)
    found = [one for one in flaws(worked) if said in one["message"]]
    assert [(one["file"], one["line"], one["issue"]) for one in found] == [("issues.log.jsonl", line, issue)]
    assert found[0]["severity"] == "damage"


def blob_of(cli: Cli) -> Path:
    """The only file of evidence."""
    [path] = (cli.folder / "issues.evidence" / "QH-01").iterdir()
    path.chmod(0o644)
    return path


def test_evidence_is_held_against_what_was_handed_in(worked: Cli) -> None:
    """Altered, removed, or something else in its place; told with the line that brought it in."""
    path = blob_of(worked)
    path.write_bytes(path.read_bytes().swapcase())
    [flaw] = flaws(worked)
    assert (flaw["line"], flaw["issue"], flaw["check"]) == (3, "QH-01", "evidence-digest")
    assert "was altered" in flaw["message"]
    path.unlink()
    assert "is missing from the case folder" in flaws(worked)[0]["message"]
    path.symlink_to("/dev/zero")
    assert "symlink" in flaws(worked)[0]["message"]
    assert worked(*ASKED, "-o", "json").json["evidence"] == {"sound": 0, "total": 1}


def test_evidence_is_wanted_as_long_as_a_run_names_it(worked: Cli) -> None:
    """Also when the register does not list it any more."""
    text = (worked.folder / "issues.yaml").read_text(encoding="utf-8")
    start = text.index("    evidence:\n")
    worked.write("issues.yaml", text[:start] + text[text.index("  - id: QH-02") :])
    shutil.rmtree(worked.folder / "issues.evidence")
    found = flaws(worked)
    assert [one["check"] for one in found][:2] == ["evidence-digest", "outside-edit"]


@pytest.mark.parametrize("issue", ["../QH-01", "a/b", "..", ".", "", "a\\u0000b", "register"])
def test_a_forged_name_leads_nowhere(issue: str, worked: Cli) -> None:
    """An event may name any issue: nothing outside the case folders is read, and nothing breaks."""
    of_line(2, b'"issue":"QH-01"', f'"issue":"{issue}"'.encode())(worked.folder)
    assert flaws(worked)


def test_a_hand_edit_is_exit_1_field_by_field(worked: Cli) -> None:
    """Trail and evidence are whole: it is no damage, but nobody may call the register what the trail says."""
    text = (worked.folder / "issues.yaml").read_text(encoding="utf-8")
    worked.write("issues.yaml", text.replace("2019-07-20", "2019-08-20").replace("title: 无主的问题", "title: 有主"))
    found = flaws(worked, code=1)
    assert [(one["issue"], one["path"], one["severity"]) for one in found] == [
        ("QH-02", "deadline.date", "error"),
        ("QH-04", "title", "error"),
    ]
    out = worked(*ASKED).out
    assert "not sound (2 errors): 4 of 4 runs in order, 2 of 4 issues as recorded" in out
    worked.ok("audit", "adopt", "--reason", "补录")
    assert "edited by hand between runs 1 time, met by the runs 5\n" in worked.ok(*ASKED).out


def test_edits_that_are_outside_stay_errors(worked: Cli) -> None:
    """Also after other runs, when the digests agree again."""
    text = (worked.folder / "issues.yaml").read_text(encoding="utf-8")
    worked.write("issues.yaml", text.replace("2019-07-20", "2019-08-20"))
    worked.ok("start", "QH-04") if worked("assign", "QH-04", "--unit", "乙山").code == 0 else None
    assert [one["issue"] for one in flaws(worked, code=1)] == ["QH-02"]


def test_another_layout_is_sound_and_said(worked: Cli) -> None:
    """Values are compared, not bytes."""
    with (worked.folder / "issues.yaml").open("a", encoding="utf-8") as register:
        register.write("# 已核\n")
    assert "issues.yaml is not the file that the last run left: in comments or layout alone" in worked.ok(*ASKED).out
    assert "whether values differ was not looked at" in worked.ok(*ASKED, "--chain").out


def test_a_clock_that_ran_backwards_is_a_warning(worked: Cli) -> None:
    """Odd, but no damage."""
    worked.now = worked.now.replace(year=2018)
    worked.ok("note", "QH-03", "x")
    [flaw] = flaws(worked, code=0)
    assert (flaw["severity"], flaw["line"], flaw["issue"]) == ("warning", 5, "QH-03")


# --- nothing there ---


def test_without_a_trail_there_is_nothing_to_verify(cli: Cli) -> None:
    """Not sound, and no damage either; beside evidence it is."""
    ended = cli(*ASKED)
    assert ended.code == 1
    assert "nothing is recorded yet: there is no trail to verify" in ended.out
    assert "unanchored" not in ended.out
    cli.ok("close", "QH-01", "--evidence", "report.pdf")
    (cli.folder / "issues.log.jsonl").unlink()
    assert flaws(cli)[0]["message"].startswith("no run is there to vouch for a register that holds evidence")


def test_a_trail_that_is_gone_is_missed_by_a_checkpoint(worked: Cli) -> None:
    """All its runs are missing."""
    (worked.folder / "issues.log.jsonl").unlink()
    assert (
        "3 runs are missing since the checkpoint of 2019-07-01T02:30:00Z (cp.txt)"
        in worked(*ASKED, "--checkpoint", "cp.txt").out
    )


# --- the chain alone, and great trails ---


def test_the_chain_alone_replays_nothing(worked: Cli) -> None:
    """It follows the digests, and says what it did not look at."""
    chained_anew(with_change(1, "status", before="closed"))(worked.folder)
    blob_of(worked).unlink()
    assert "the chain alone (no run replayed, no evidence read)" in worked.ok(*ASKED, "--chain").out
    told = worked.ok(*ASKED, "--chain", "-o", "json").json
    assert (told["chain_only"], told["issues"], told["evidence"], told["gaps"]) == (True, None, None, None)
    of_lines(lambda lines: [lines[0], *lines[2:]])(worked.folder)
    assert [one["line"] for one in flaws(worked, "--chain")] == [2, 2]


def test_so_many_flaws_are_told_and_all_are_counted(cli: Cli) -> None:
    """A trail whose every line was re-encoded fills no memory and no screen."""
    cli.ok("start", "QH-02")
    of_lines(lambda lines: [*lines, *[b"{}\n"] * 1200])(cli.folder)
    ended = cli(*ASKED)
    assert ended.code == 7
    assert "and 200 more\n" in ended.out
    assert "not sound (1200 damaged, 0 errors): 2 of 1202 runs in order" in ended.out


def test_the_trail_is_never_read_as_a_whole(worked: Cli) -> None:
    """It is read line by line, so that a million runs fit into the memory of a small machine."""
    disk = FaultyDisk(Fault("read", "issues.log.jsonl"))
    worked.ok(*ASKED, disk=disk)


# --- where and when ---


def test_what_was_stopped_in_the_middle_is_mended_and_told(worked: Cli) -> None:
    """Verifying holds the lock: it does what the next write would, and says what it cut off."""
    log = worked.folder / "issues.log.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole + b'{"prev":["')
    [flaw] = flaws(worked, code=0)
    torn = hashlib.sha256(b'{"prev":["').hexdigest()[:16]
    assert flaw["message"] == f"behind the last line stood 10 bytes of no run (sha256 {torn}…); they were cut off"
    assert log.read_bytes() == whole
    log.write_bytes(whole[:-1])
    assert "had lost its newline" in flaws(worked, code=0)[0]["message"]
    assert log.read_bytes() == whole
    assert flaws(worked, code=0) == []


def test_what_nobody_may_write_to_is_verified_as_it_stands(worked: Cli) -> None:
    """Nothing is mended there; an unfinished line is damage, and what others append meanwhile is left alone."""
    told = worked.ok(*ASKED).out
    folder = worked.folder.name

    def read_only() -> FaultyDisk:
        return FaultyDisk(Fault("sync", folder, errno.EROFS))

    assert worked.ok(*ASKED, disk=read_only()).out == told
    log = worked.folder / "issues.log.jsonl"
    with log.open("ab") as trail:
        trail.write(b'{"prev":["')
    before = worked.snapshot()
    ended = worked(*ASKED, disk=read_only())
    assert ended.code == 7
    assert "issues.log.jsonl:5: damage: the last line is not finished" in ended.out
    assert worked.snapshot() == before

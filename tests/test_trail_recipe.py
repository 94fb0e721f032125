"""The recipe of docs/trail.md: run as it stands there, it comes to the verdict of `rectify audit verify`."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from rectify.model.diff import Change
from rectify.store.folder import FolderStore
from rectify.store.trail_lines import digest
from tests.cli.harness import Cli
from tests.store.contract import begin, commit
from tests.store.material import mention, noted, register_of, run_of, started, with_evidence, write_register
from tests.trail_attacks import (
    both,
    by_another,
    chained_anew,
    of_file,
    of_line,
    of_lines,
    older,
    with_change,
    with_event,
)

PAGE = Path(__file__).resolve().parent.parent / "docs" / "trail.md"
SCRIPT = re.search(r"```sh\n(#!/bin/sh\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
POINT = "2018-12.checkpoint"

pytestmark = pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("sha256sum")), reason="the recipe needs jq and sha256sum"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with six runs, notes in odd words, two files of evidence, a checkpoint, and an older register."""
    monkeypatch.chdir(tmp_path)
    store = FolderStore(str(write_register(tmp_path)))
    begin(store)
    event, after = started(register_of())
    commit(store, run_of(event), after)
    (tmp_path / "desk").mkdir()
    shutil.copy(tmp_path / "issues.yaml", tmp_path / "desk" / "older.yaml")
    commit(store, run_of(noted(text='"quoted" \\ 100% $HOME `x` \t\x7f\x1b[31m\n第二行 — ✓')), after)
    for number, name in enumerate(("报告.pdf", "-rf")):
        (tmp_path / "desk" / name).write_bytes(b"cured %d" % number)
        event, after = with_evidence(after, "Q-2", [store.take_in(str(tmp_path / "desk" / name))])
        commit(store, run_of(event), after)
    commit(store, run_of(noted()), after)
    (tmp_path / POINT).write_text(Cli(tmp_path).ok("audit", "checkpoint").out, encoding="utf-8")
    return tmp_path


def recipe(folder: Path, *checkpoint: str) -> tuple[int, str]:
    """Exit code and words of the script of the page."""
    assert SCRIPT
    (folder / "verify-trail.sh").write_text(SCRIPT[1], encoding="utf-8")
    command = ["sh", "verify-trail.sh", "issues.yaml", *checkpoint]
    ended = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def is_sound(folder: Path, *checkpoint: str) -> bool:
    """The verdict of rectify."""
    asked = [word for name in checkpoint for word in ("--checkpoint", name)]
    ended = Cli(folder)("audit", "verify", *asked)
    assert ended.code in (0, 1, 7), ended.err
    assert ("\nsound: " in f"\n{ended.out}") is (ended.code == 0)
    return ended.code == 0


# --- attacks ---

FOUND = {
    "an altered line": of_line(2, b"jia", b"yi!"),
    "an altered first line": of_line(0, b"jia", b"yi!"),
    "a removed line": of_lines(lambda lines: [*lines[:2], *lines[3:]]),
    "the first line removed": of_lines(lambda lines: lines[1:]),
    "a doubled line": of_lines(lambda lines: [*lines[:2], lines[1], *lines[2:]]),
    "a doubled last line": of_lines(lambda lines: [*lines, lines[-1]]),
    "swapped lines": of_lines(lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    "an inserted line": of_lines(lambda lines: [*lines[:2], b"{}\n", *lines[2:]]),
    "a bogus last line": of_lines(lambda lines: [*lines, b"bogus\n"]),
    "a blank last line": of_lines(lambda lines: [*lines, b"\n"]),
    "a line forged with the next one chained to it": chained_anew(by_another, upto=3),
    "a first line that follows another": of_line(0, b'"prev":[]', b'"prev":["%b"]' % (b"a" * 64)),
    "a number that is left out": of_line(-1, b'"seq":6', b'"seq":7'),
    "spaces in the last line": of_line(-1, b'","', b'", "'),
    "escapes in the last line": of_line(-1, "甲".encode(), b"\\u7532"),
    "a key twice in the last line": of_line(-1, b'"login":"jia"', b'"login":"yi","login":"jia"'),
    "a fraction in the last line": of_line(-1, b'"seq":6', b'"seq":6.0'),
    "a byte order mark": of_line(0, b"{", b"\xef\xbb\xbf{"),
    "line ends of Windows": of_lines(lambda lines: [line.replace(b"\n", b"\r\n") for line in lines]),
    "an empty trail": of_lines(lambda lines: lines[:0]),
    "a value that was never there, the chain anew": chained_anew(with_change(1, "status", before="submitted")),
    "another value left than is found, the chain anew": chained_anew(with_change(0, "status", at=1, after="verified")),
    "an event about nothing, the chain anew": chained_anew(with_event(2, lambda event: event._replace(issue="Q-9"))),
    "an event on a path that leads nowhere, the chain anew": chained_anew(
        with_event(2, lambda event: event._replace(changes=(Change("plan.x", None, "y"),)))
    ),
    "a run left out, the chain anew": chained_anew(lambda runs: [*runs[:3], *runs[4:]]),
    "two runs swapped, the chain anew": chained_anew(lambda runs: [*runs[:3], runs[4], runs[3], runs[5]]),
    "an altered register": of_file("issues.yaml", lambda data: data.replace(b"open", b"closed")),
    "an older register": older,
    "altered evidence": of_file("issues.evidence/Q-2/*.pdf", bytes.upper),
    "evidence of another length": of_file("issues.evidence/Q-2/*.pdf", lambda data: data + b"!"),
    "removed evidence": of_file("issues.evidence/Q-2/*-rf", None),
}
"""Found by the files alone."""
ANCHORED = {
    "a cut tail that leaves the register as it was": of_lines(lambda lines: lines[:-1]),
    "a cut tail with the older register beside it": both(of_lines(lambda lines: lines[:3]), older),
    "a false name in the last line": of_line(-1, "甲某".encode(), b"other"),
    "a trail written anew": chained_anew(by_another),
    "a trail written anew and gone on with": chained_anew(lambda runs: [*by_another(runs), runs[-1], runs[-1]]),
    "a checkpoint of another head": of_file(POINT, lambda data: re.sub(b"(?<=head: ).{4}", b"0000", data)),
    "a checkpoint of another register": of_file(POINT, lambda data: re.sub(b"(?<=register: ).{4}", b"0000", data)),
    "a checkpoint of more runs": of_file(POINT, lambda data: data.replace(b"runs: 6", b"runs: 8")),
    "a checkpoint of fewer runs": of_file(POINT, lambda data: data.replace(b"runs: 6", b"runs: 5")),
}
"""Found against the checkpoint only."""
SCRIPT_ONLY = {
    "a comment in the register": of_file("issues.yaml", lambda data: data + b"# seen\n"),
    "an unfinished last line": of_lines(lambda lines: [*lines[:-1], lines[-1][:-1]]),
    "bytes behind the last line": of_lines(lambda lines: [*lines, b'{"prev":["']),
    "bytes with a hole behind the last line": of_lines(lambda lines: [*lines, b'{"pr\0\0\0\n']),
}
"""A finding for the script, which compares bytes and mends nothing."""
RECTIFY_ONLY = {
    "keys of the last line in another order": of_line(
        -1, b'"via":"cli","tool":"rectify 0"', b'"tool":"rectify 0","via":"cli"'
    ),
    "another normal form in the last line": of_line(-1, "看过".encode(), "看过e\u0301".encode()),
    "a file named that was not brought in, the chain anew": chained_anew(
        with_event(3, lambda event: event._replace(evidence=(*event.evidence, mention(b"cured 1", "-rf"))))
    ),
    "a value that the register does not have, the chain anew": chained_anew(with_change(1, "status", after="closed")),
    "an edit outside that nobody made, the chain anew": chained_anew(
        lambda runs: [*runs[:-1], runs[-1]._replace(outside=("Q-1",))]
    ),
}
"""Found by rectify, which reads the register and knows the rules of a run."""


@pytest.mark.parametrize("checkpoint", [(), (POINT,)], ids=["alone", "with a checkpoint"])
@pytest.mark.parametrize("name", FOUND)
def test_both_find_what_is_wrong(name: str, checkpoint: tuple[str, ...], folder: Path) -> None:
    """Damage to trail, register or evidence is found with `sha256sum` and `jq` alone, and by rectify."""
    FOUND[name](folder)
    code, words = recipe(folder, *checkpoint)
    assert (code, "sound" in words) == (1, False)
    assert words
    assert not is_sound(folder, *checkpoint)


@pytest.mark.parametrize("name", ANCHORED)
def test_both_find_it_against_a_checkpoint_only(name: str, folder: Path) -> None:
    """What a chain cannot show by itself is sound for both; the checkpoint shows it to both."""
    ANCHORED[name](folder)
    lines = (folder / "issues.log.jsonl").read_bytes().splitlines(keepends=True)
    assert recipe(folder) == (0, f"sound: {len(lines)} runs, head {digest(lines[-1])}\n")
    assert is_sound(folder)
    assert recipe(folder, POINT)[0] == 1
    assert not is_sound(folder, POINT)


@pytest.mark.parametrize("checkpoint", [(), (POINT,)], ids=["alone", "with a checkpoint"])
def test_what_is_sound_is_sound_for_both(checkpoint: tuple[str, ...], folder: Path) -> None:
    """Also when runs have come since the checkpoint."""
    assert recipe(folder, *checkpoint)[0] == 0
    assert is_sound(folder, *checkpoint)
    commit(FolderStore("issues.yaml"), run_of(noted()), FolderStore("issues.yaml").load().register)
    assert recipe(folder, *checkpoint)[0] == 0
    assert is_sound(folder, *checkpoint)


@pytest.mark.parametrize("name", SCRIPT_ONLY)
def test_where_the_script_is_stricter(name: str, folder: Path) -> None:
    """It compares bytes, and mends nothing; rectify says what it met, and what it put right."""
    SCRIPT_ONLY[name](folder)
    assert recipe(folder)[0] == 1
    ended = Cli(folder)("audit", "verify")
    assert ended.code == 0
    assert "in comments or layout alone" in ended.out or "warning: " in ended.out


@pytest.mark.parametrize("name", RECTIFY_ONLY)
def test_where_rectify_sees_more(name: str, folder: Path) -> None:
    """The page says what the script does not look at."""
    RECTIFY_ONLY[name](folder)
    assert recipe(folder)[0] == 0
    assert Cli(folder)("audit", "verify").code == 7


def test_the_culprit_is_named(folder: Path) -> None:
    """The script says the line, or the file."""
    FOUND["a removed line"](folder)
    FOUND["altered evidence"](folder)
    _, words = recipe(folder)
    assert "issues.log.jsonl:3: does not follow the line before" in words
    assert re.search(r"issues\.evidence/Q-2/[0-9a-f]{16}-报告\.pdf: missing or altered", words)


def test_the_script_names_line_and_issue_of_a_forged_run(folder: Path) -> None:
    """A chain that was computed anew is whole, but its runs do not fit one another."""
    FOUND["a value that was never there, the chain anew"](folder)
    assert 'issues.log.jsonl:2: "Q-1" "status": not what the runs before left\n' in recipe(folder)[1]


def test_a_line_is_what_jq_prints(folder: Path) -> None:
    """The form of the trail is that of `jq -c`, control characters included."""
    log = folder / "issues.log.jsonl"
    printed = subprocess.run(["jq", "-c", ".", str(log)], capture_output=True, check=True).stdout
    assert printed == log.read_bytes()


def test_every_key_of_a_line_is_on_the_page(folder: Path) -> None:
    """The page explains what stands in the trail, and nothing else stands there."""
    page = PAGE.read_text(encoding="utf-8")
    for line in (folder / "issues.log.jsonl").read_text(encoding="utf-8").splitlines():
        run = json.loads(line)
        for key in [*run, *(key for event in run["events"] for key in event)]:
            assert f"`{key}`" in page

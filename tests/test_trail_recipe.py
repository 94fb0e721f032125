"""The recipe of docs/trail.md: run as it stands there, it comes to the verdict of rectify."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rectify.store.folder import FolderStore
from rectify.store.log_jsonl import chain_flaws, digest, read_line, write_line
from rectify.terms import Severity
from tests.store.contract import begin, commit
from tests.store.material import noted, register_of, run_of, started, with_evidence, write_register

PAGE = Path(__file__).resolve().parent.parent / "docs" / "trail.md"
SCRIPT = re.search(r"```sh\n(#!/bin/sh\n.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)

pytestmark = pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("sha256sum")), reason="the recipe needs jq and sha256sum"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A register with five runs, notes in odd words, and two files of evidence."""
    store = FolderStore(str(write_register(tmp_path)))
    begin(store)
    event, after = started(register_of())
    commit(store, run_of(event), after)
    commit(store, run_of(noted(text='"quoted" \\ 100% $HOME `x` \t\x7f\x1b[31m\n第二行 — ✓')), after)
    (tmp_path / "desk").mkdir()
    papers = [tmp_path / "desk" / name for name in ("报告.pdf", "-rf")]
    for number, paper in enumerate(papers):
        paper.write_bytes(b"cured %d" % number)
    event, after = with_evidence(after, "Q-2", [store.take_in(str(paper)) for paper in papers])
    commit(store, run_of(event), after)
    commit(store, run_of(noted()), after)
    return tmp_path


def recipe(folder: Path) -> tuple[int, str]:
    """Exit code and words of the script of the page."""
    assert SCRIPT
    path = folder / "verify-trail.sh"
    path.write_text(SCRIPT[1], encoding="utf-8")
    ended = subprocess.run(
        ["sh", str(path), str(folder / "issues.yaml")], capture_output=True, encoding="utf-8", check=False
    )
    assert ended.stderr == ""
    return ended.returncode, ended.stdout


def verdict(folder: Path) -> bool:
    """True when rectify finds chain, register and evidence sound."""
    store = FolderStore(str(folder / "issues.yaml"))
    flaws = chain_flaws((folder / "issues.log.jsonl").read_bytes(), "x")
    if any(flaw.severity is Severity.DAMAGE for flaw in flaws):
        return False
    loaded = store.load()
    blobs = store.blob_digests(loaded.register)
    is_published = loaded.last is not None and loaded.last.after == loaded.digest
    return is_published and all(wanted == found for (_, wanted), found in blobs.items())


Damage = Callable[[Path], object]


def of_lines(change: Callable[[list[bytes]], list[bytes]]) -> Damage:
    """Damage done to the lines of the trail."""

    def damage(folder: Path) -> None:
        log = folder / "issues.log.jsonl"
        log.write_bytes(b"".join(change(log.read_bytes().splitlines(keepends=True))))

    return damage


def of_file(pattern: str, change: Callable[[bytes], bytes] | None) -> Damage:
    """Damage done to a file; None removes it."""

    def damage(folder: Path) -> None:
        [path] = folder.glob(pattern)
        path.chmod(0o644)
        if change:
            path.write_bytes(change(path.read_bytes()))
        else:
            path.unlink()

    return damage


def forged(lines: list[bytes]) -> list[bytes]:
    """All lines written anew with another actor, and chained again."""
    made: list[bytes] = []
    for line in lines:
        run = replace(read_line(line, "x", 0), actor="乙某", prev=(digest(made[-1]),) if made else ())
        made.append(write_line(run))
    return made


FOUND = {
    "an altered line": of_lines(lambda lines: [*lines[:2], lines[2].replace(b"jia", b"yi!"), *lines[3:]]),
    "a removed line": of_lines(lambda lines: [*lines[:2], *lines[3:]]),
    "the first line removed": of_lines(lambda lines: lines[1:]),
    "a doubled line": of_lines(lambda lines: [*lines[:2], lines[1], *lines[2:]]),
    "swapped lines": of_lines(lambda lines: [lines[0], lines[2], lines[1], *lines[3:]]),
    "an inserted line": of_lines(lambda lines: [*lines[:2], b"{}\n", *lines[2:]]),
    "a bogus last line": of_lines(lambda lines: [*lines, b"bogus\n"]),
    "a blank last line": of_lines(lambda lines: [*lines, b"\n"]),
    "an unfinished last line": of_lines(lambda lines: [*lines[:-1], lines[-1][:-1]]),
    "half a last line": of_lines(lambda lines: [*lines[:-1], lines[-1][:40]]),
    "a last line with a hole": of_lines(lambda lines: [*lines[:-1], lines[-1][:40] + b"\0" * 9 + lines[-1][49:]]),
    "a re-encoded last line": of_lines(lambda lines: [*lines[:-1], lines[-1].replace(b'","', b'", "', 1)]),
    "line ends of Windows": of_lines(lambda lines: [line.replace(b"\n", b"\r\n") for line in lines]),
    "an empty trail": of_lines(lambda lines: lines[:0]),
    "an altered register": of_file("issues.yaml", lambda data: data.replace(b"open", b"closed")),
    "a comment in the register": of_file("issues.yaml", lambda data: data + b"# seen\n"),
    "altered evidence": of_file("issues.evidence/Q-2/*.pdf", lambda data: data.upper()),
    "removed evidence": of_file("issues.evidence/Q-2/*-rf", None),
}
NOT_FOUND = {
    "nothing": of_lines(lambda lines: lines),
    "a cut tail that left the register as it was": of_lines(lambda lines: lines[:-1]),
    "a false name in the last line": of_lines(
        lambda lines: [*lines[:-1], lines[-1].replace("甲某".encode(), b"other")]
    ),
    "a trail written anew": of_lines(forged),
}


@pytest.mark.parametrize("name", FOUND)
def test_the_recipe_finds_what_rectify_finds(name: str, folder: Path) -> None:
    """Damage to trail, register or evidence is found with `sha256sum` and `jq` alone."""
    FOUND[name](folder)
    assert not verdict(folder)
    code, words = recipe(folder)
    assert code == 1
    assert words
    assert "sound" not in words


@pytest.mark.parametrize("name", NOT_FOUND)
def test_neither_finds_what_a_chain_cannot_show(name: str, folder: Path) -> None:
    """What is sound is sound for both; and the page names what a chain alone does not prove."""
    NOT_FOUND[name](folder)
    assert verdict(folder)
    lines = (folder / "issues.log.jsonl").read_bytes().splitlines(keepends=True)
    assert recipe(folder) == (0, f"sound: {len(lines)} runs, head {digest(lines[-1])}\n")


def test_the_culprit_is_named(folder: Path) -> None:
    """The script says the line, or the file."""
    FOUND["a removed line"](folder)
    FOUND["altered evidence"](folder)
    _, words = recipe(folder)
    assert "issues.log.jsonl:3: does not follow the line before" in words
    assert re.search(r"issues\.evidence/Q-2/[0-9a-f]{16}-报告\.pdf: missing or altered", words)


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

"""Hostile input as real processes: bytes in, bytes out, exit codes as a shell sees them, and no traceback."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.harness import REGISTER
from tests.cli.process import clean_environment, process
from tests.hostile import registers
from tests.hostile.accepted import ACCEPTED
from tests.hostile.answers import answers, kept
from tests.hostile.commands import BATCHES, SURROUNDINGS, WORDS, Given

FORKING = Path(__file__).with_name("forking.py")
Case = dict[str, Any]


def case(folder: Path, register: str | bytes, given: Given) -> Case:
    """A command line in a folder of its own, with a register; words as the system would pass them."""
    folder.mkdir()
    (folder / "issues.yaml").write_bytes(register.encode() if isinstance(register, str) else register)
    (folder / "report.pdf").write_bytes(b"report")
    (folder / "in").write_bytes(given.stdin.encode() if isinstance(given.stdin, str) else given.stdin)
    words = [os.fsencode(word).hex() for word in given.words]
    return {"folder": str(folder), "words": words, "environment": dict(given.environment), "stdin": "in"}


def run(tmp_path: Path, cases: list[Case]) -> list[tuple[int, bytes, bytes]]:
    """Exit code, stdout and stderr of each."""
    codes = tmp_path / "codes.json"
    subprocess.run(
        [sys.executable, str(FORKING), str(codes)],
        input=json.dumps(cases).encode(),
        env=clean_environment(),
        check=True,
        timeout=300,
    )
    ended = json.loads(codes.read_bytes())
    folders = [Path(one["folder"]) for one in cases]
    return [
        (code, (folder / "out").read_bytes(), (folder / "err").read_bytes())
        for code, folder in zip(ended, folders, strict=True)
    ]


def is_passable(given: Given) -> bool:
    """True for what the system can pass: no half characters but those that stand for bytes, no very long word."""
    try:
        words = [os.fsencode(word) for word in (*given.words, *(value for _, value in given.environment))]
    except UnicodeEncodeError:
        return False
    return sum(map(len, words)) < 100_000 and all(b"\0" not in word for word in words)


def test_hostile_commands_end_as_the_table_says(tmp_path: Path) -> None:
    """Every third line of the table: the exit code and the words told, and the register as it was."""
    table = {**WORDS, **BATCHES, **{f"around: {name}": given for name, given in SURROUNDINGS.items()}}
    chosen = [given for given in table.values() if is_passable(given)][::3]
    cases = [case(tmp_path / str(number), REGISTER, given) for number, given in enumerate(chosen)]
    assert len(cases) > 40
    for given, one, (code, out, err) in zip(chosen, cases, run(tmp_path, cases), strict=True):
        assert (code, given.said in err.decode()) == (given.code, True), (given, err)
        assert b"Traceback" not in out + err
        assert (Path(one["folder"]) / "issues.yaml").read_text(encoding="utf-8") == REGISTER


def test_hostile_registers_end_as_the_answers_say(tmp_path: Path) -> None:
    """Every fifth file of the table, and every odd file that is read, through a process."""
    told = answers()
    refused = [name for name in registers.REFUSED if len(registers.REFUSED[name]) < 100_000][::5]
    odd = [name for name in ACCEPTED if len(ACCEPTED[name][0]) < 100_000][::5]
    look = Given(("list", "-o", "ids"), 0, "")
    cases = [case(tmp_path / f"r{number}", registers.REFUSED[name], look) for number, name in enumerate(refused)]
    cases += [case(tmp_path / f"a{number}", ACCEPTED[name][0], look) for number, name in enumerate(odd)]
    results = run(tmp_path, cases)
    for name, (code, out, err) in zip(refused, results[: len(refused)], strict=True):
        assert (code, out, kept(err.decode())) == (3, b"", told[name])
    for name, (code, out, err) in zip(odd, results[len(refused) :], strict=True):
        assert (code, out.decode(), err) == (0, f"{ACCEPTED[name][1]}\n", b"")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((b"show", b"\xff\xfe"), 4, b"no issue is called '\\udcff\\udcfe'"),
        ((b"start", b"QH-02", b"--reason", b"\xe4\xb8"), 2, b"half a character"),
        ((b"-f", b"\xff.yaml", b"list"), 8, b"there is no file \\udcff.yaml"),
        ((b"\x1b]0;x\x07",), 2, b"no such command '\\x1b]0;x\\x07'"),
        ((b"close", b"QH-02", b"--evidence", b"\xff"), 3, b"evidence '\\udcff' cannot be taken in"),
    ],
)
@pytest.mark.parametrize("locale", ["C", "C.UTF-8"])
def test_words_that_are_no_utf8_are_told_and_change_nothing(
    tmp_path: Path, words: tuple[bytes, ...], code: int, said: bytes, locale: str
) -> None:
    """Started by the system itself, in an ASCII and in a UTF-8 locale."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    done = process(tmp_path, *map(os.fsdecode, words), environment={"LC_ALL": locale, "PYTHONUTF8": "0"})
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"] == ["issues.yaml"]

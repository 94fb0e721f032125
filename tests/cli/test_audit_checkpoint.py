import hashlib

import pytest

from rectify.proof.checkpoint import read_checkpoint
from tests.cli.harness import Cli
from tests.cli.process import process

ASKED = ("audit", "checkpoint")


def digest(data: bytes) -> str:
    """The sha256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def test_a_checkpoint_tells_the_state_of_the_trail(worked: Cli) -> None:
    """Title, number of runs, digests of the last line and of the register, and when it was made."""
    log, register = ((worked.folder / name).read_bytes() for name in ("issues.log.jsonl", "issues.yaml"))
    head = digest(log.splitlines()[-1])
    assert worked.ok(*ASKED).out == (
        "rectify checkpoint 1\n"
        "origin: 试点整改台账\n"
        "runs: 4\n"
        f"head: {head}\n"
        f"register: {digest(register)}\n"
        "time: 2019-07-01T02:30:00Z\n"
    )
    told = worked.ok(*ASKED, "-o", "json").json
    assert list(told) == ["schema", "origin", "runs", "head", "register", "time"]
    assert (told["runs"], told["head"]) == (4, head)


def test_the_same_state_gives_the_same_text_but_for_the_time(worked: Cli) -> None:
    """From any folder, under any name."""
    once = worked.ok(*ASKED).out.splitlines()
    worked.now = worked.now.replace(hour=5)
    again = worked.ok("-f", str(worked.folder / "issues.yaml"), *ASKED).out.splitlines()
    assert once[:-1] == again[:-1]
    assert again[-1] == "time: 2019-07-01T05:30:00Z"


def test_a_register_without_a_title_is_called_by_its_file(empty: Cli) -> None:
    """The folder is not told."""
    empty.make({"id": "Q-1"})
    empty.ok("note", "Q-1", "x")
    assert "origin: issues.yaml\n" in empty.ok("-f", str(empty.folder / "issues.yaml"), *ASKED).out


def test_a_title_cannot_forge_a_line(empty: Cli) -> None:
    """What is invisible or dangerous in it is escaped; the text is read back."""
    empty.make({"id": "Q-1"}, title="册\u2028runs: 9\x1b[31m\u202e")
    empty.ok("note", "Q-1", "x")
    text = empty.ok(*ASKED).out
    assert "origin: 册\\u2028runs: 9\\x1b[31m\\u202e\nruns: 2\n" in text
    assert read_checkpoint(text.encode(), "x").runs == 2


def test_it_is_utf_8_whatever_the_locale(worked: Cli) -> None:
    """What is signed are bytes."""
    ended = process(worked.folder, *ASKED, environment={"LC_ALL": "C", "PYTHONIOENCODING": "gbk"})
    assert read_checkpoint(ended.stdout, "x").origin == "试点整改台账"


def test_what_is_not_sound_is_not_vouched_for(worked: Cli) -> None:
    """Damage, exit 7, with the first flaw."""
    log = worked.folder / "issues.log.jsonl"
    log.write_bytes(log.read_bytes().replace(b"QH-03", b"QH-04"))
    ended = worked(*ASKED)
    assert (ended.code, ended.out) == (7, "")
    assert "issues.log.jsonl cannot be vouched for: " in ended.err
    assert "hint: rectify audit verify lists every flaw" in ended.err


def test_edits_are_taken_in_first(worked: Cli) -> None:
    """Signed over an edit it would vouch for what nobody has recorded: it names the register that the last run left."""
    text = (worked.folder / "issues.yaml").read_text(encoding="utf-8")
    worked.write("issues.yaml", text.replace("2019-07-20", "2019-08-20"))
    ended = worked(*ASKED)
    assert (ended.code, ended.out) == (7, "")
    assert "QH-02 deadline.date: 2019-07-20 → 2019-08-20, outside rectify" in ended.err
    assert "hint: take the edits in first: rectify audit adopt --reason TEXT" in ended.err
    worked.ok("audit", "adopt", "--reason", "补录")
    worked.ok(*ASKED)


def test_another_layout_and_warnings_are_said(worked: Cli) -> None:
    """The register's digest is that of the file the last run left, and stderr says so."""
    before = worked.ok(*ASKED)
    assert before.err == ""
    with (worked.folder / "issues.yaml").open("a", encoding="utf-8") as register:
        register.write("# 已核\n")
    after = worked.ok(*ASKED)
    assert after.out == before.out
    assert after.err == "issues.yaml has other comments or another layout than run 4 left\n"
    worked.now = worked.now.replace(year=2018)
    worked.ok("note", "QH-03", "x")
    assert worked.ok(*ASKED).err.endswith("1 warning; see rectify audit verify\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 3, "issues.yaml has no trail yet, so there is nothing"),
        (("-o", "csv"), 2, "it has: table, json"),
    ],
)
def test_what_cannot_be_made_is_told(words: tuple[str, ...], code: int, said: str, cli: Cli) -> None:
    """Before the first run there is no head."""
    ended = cli(*ASKED, *words)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


def test_without_a_trail_evidence_is_damage(worked: Cli) -> None:
    """A lost trail is not the same as none."""
    (worked.folder / "issues.log.jsonl").unlink()
    assert worked(*ASKED).code == 7

"""What a checkpoint that was kept elsewhere shows, and who signed it."""

import shutil
import subprocess

import pytest

from tests.cli.harness import Cli
from tests.trail_attacks import Attack, by_another, chained_anew, of_lines

ASKED = ("audit", "verify")


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        (of_lines(lambda lines: lines[:2]), "1 run is missing since the checkpoint of 2019-07-01T02:30:00Z (cp.txt)"),
        (chained_anew(by_another), "the chain was rewritten at or before run 3: it is not the one that the checkpoint"),
    ],
)
@pytest.mark.parametrize("chain", [(), ("--chain",)])
def test_a_checkpoint_sees_what_the_chain_cannot_show(
    attack: Attack, said: str, chain: tuple[str, ...], worked: Cli
) -> None:
    """A cut tail and a recomputed chain, also with the chain alone."""
    attack(worked.folder)
    ended = worked(*ASKED, "--checkpoint", "cp.txt", *chain)
    assert ended.code == 7
    assert said in ended.out
    assert "anchored" not in ended.out


def test_the_last_of_several_checkpoints_tells_how_far(worked: Cli) -> None:
    """Each must hold; what came after the last is not anchored."""
    worked.write("cp-4.txt", worked.ok("audit", "checkpoint").out)
    both = ("--checkpoint", "cp.txt", "--checkpoint", "cp-4.txt")
    assert "anchored up to run 4 of 4: all of it" in worked.ok(*ASKED, *both).out
    for _ in range(2):
        worked.ok("note", "QH-03", "x")
    assert "anchored up to run 4 of 6; the last 2 runs are unanchored" in worked.ok(*ASKED, *both).out
    assert "anchored up to run 3 of 6; the last 3 runs" in worked.ok(*ASKED, "--chain", "--checkpoint", "cp.txt").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--checkpoint", "none.txt"), 3, "none.txt: it cannot be read: no such file or directory"),
        (("--checkpoint", "report.pdf"), 3, "report.pdf:1: a checkpoint begins with the line 'rectify checkpoint 1'"),
        (("--checkpoint", "cp.txt", "--signature", "x.sig"), 2, "--signature and --allowed-signers go together"),
        (("--checkpoint", "cp.txt", "--allowed-signers", "x"), 2, "--signature and --allowed-signers go together"),
        (("--checkpoint", "cp.txt", "--identity", "x"), 2, "--signature and --allowed-signers go together"),
        (("--signature", "x.sig", "--allowed-signers", "x"), 2, "a signature is of exactly one checkpoint"),
        (
            ("--checkpoint", "cp.txt", "--checkpoint", "cp.txt", "--signature", "x", "--allowed-signers", "x"),
            *(2, "a signature is of exactly one checkpoint"),
        ),
        (
            ("--checkpoint", "cp.txt", "--signature", "x.sig", "--allowed-signers", "cp.txt"),
            3,
            "x.sig: it cannot be read",
        ),
        (("--checkpoint", "cp.txt", "--signature", "cp.txt", "--allowed-signers", "x"), 3, "x: it cannot be read"),
        (("-o", "csv"), 2, "it has: table, json"),
    ],
)
def test_what_cannot_be_verified_is_told(words: tuple[str, ...], code: int, said: str, worked: Cli) -> None:
    """Before anything is looked at."""
    ended = worked(*ASKED, *words)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="signatures are checked with ssh-keygen")
def test_a_signed_checkpoint_names_its_signer(worked: Cli) -> None:
    """And one whose text was altered afterwards is worth nothing, whatever the trail says."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "key"], check=True)
    worked.write("signers", f"office@example.org {(worked.folder / 'key.pub').read_text(encoding='utf-8')}")
    signing = ["ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", "rectify-checkpoint", "cp.txt"]
    subprocess.run(signing, check=True, capture_output=True)
    asked = (*ASKED, "--checkpoint", "cp.txt", "--signature", "cp.txt.sig", "--allowed-signers", "signers")
    assert "run 3 at 2019-07-01T02:30:00Z, signed by office@example.org\n" in worked.ok(*asked).out
    assert worked.ok(*asked, "-o", "json").json["checkpoints"][0]["signer"] == "office@example.org"
    assert worked(*asked, "--identity", "other@example.org").code == 7
    missing = worked(*asked, environment={"PATH": ""})
    assert missing.code == 8
    assert "ssh-keygen, which is not on this machine" in missing.err
    text = (worked.folder / "cp.txt").read_text(encoding="utf-8")
    worked.write("cp.txt", text.replace("2019-07-01T02:30:00Z", "2019-07-01T02:30:01Z"))
    altered = worked(*asked)
    assert (altered.code, altered.out) == (7, "")
    assert "cp.txt.sig is no good signature of cp.txt" in altered.err

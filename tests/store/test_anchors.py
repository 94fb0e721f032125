import os
import shutil
import subprocess
from pathlib import Path

import pytest

from rectify.errors import BadAnchor
from rectify.faults import BadSignature, NoSshKeygen
from rectify.store.anchors import NAMESPACE, Signatures, read_anchor
from rectify.store.disk import Disk

TEXT = b"rectify checkpoint 1\n"
OFFICE, OTHER = "office@example.org", "other@example.org"

with_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="signatures are checked with ssh-keygen")


def key(folder: Path, name: str) -> str:
    """Make a key; the public half."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(path)], check=True)
    return path.with_suffix(".pub").read_text(encoding="utf-8").strip()


def sign(folder: Path, name: str, text: bytes = TEXT, namespace: str = NAMESPACE) -> str:
    """The signature of a text by a key; its path."""
    paper = folder / f"{name}.paper"
    paper.write_bytes(text)
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(folder / name), "-n", namespace, str(paper)]
    subprocess.run(command, check=True, capture_output=True)
    return str(paper) + ".sig"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two keys, of which the list of signers knows one."""
    (tmp_path / "signers").write_text(f"{OFFICE} {key(tmp_path, 'key')}\n", encoding="utf-8")
    key(tmp_path, "stranger")
    return tmp_path


def signer(folder: Path, signature: str, text: bytes = TEXT, identity: str | None = None) -> str:
    """Who signed a text."""
    return Signatures(str(folder / "signers")).signer_of(text, "cp.txt", signature, identity)


@with_ssh
@pytest.mark.parametrize("identity", [None, OFFICE])
def test_a_good_signature_names_its_signer(identity: str | None, folder: Path) -> None:
    """Whoever it was is found in the list; or it must have been a certain one."""
    assert signer(folder, sign(folder, "key"), identity=identity) == OFFICE


@with_ssh
def test_a_key_may_stand_in_the_list_for_something_else(folder: Path) -> None:
    """Of a key that is listed twice ssh-keygen finds the first name; who is meant can be said."""
    public = (folder / "key.pub").read_text(encoding="utf-8")
    (folder / "signers").write_text(f'{OTHER} namespaces="git" {public}{OFFICE} {public}', encoding="utf-8")
    path = sign(folder, "key")
    assert signer(folder, path, identity=OFFICE) == OFFICE
    for identity in (None, OTHER):
        with pytest.raises(BadSignature, match="not permitted"):
            signer(folder, path, identity=identity)


@with_ssh
@pytest.mark.parametrize("identity", [None, OFFICE, OTHER, "-I"])
def test_a_stranger_is_nobody(identity: str | None, folder: Path) -> None:
    """A key that is not in the list signs for nobody in it."""
    with pytest.raises(BadSignature, match=r"is no good signature of cp\.txt: "):
        signer(folder, sign(folder, "stranger"), identity=identity)


@with_ssh
@pytest.mark.parametrize("text", [TEXT + b" ", TEXT[:-1], b"", TEXT.replace(b"1", b"2")])
def test_a_signature_is_of_these_bytes(text: bytes, folder: Path) -> None:
    """One letter more or less is another text."""
    with pytest.raises(BadSignature, match="incorrect signature"):
        signer(folder, sign(folder, "key"), text)


@with_ssh
def test_a_signature_is_for_a_checkpoint(folder: Path) -> None:
    """One that the same key made for something else does not count."""
    with pytest.raises(BadSignature):
        signer(folder, sign(folder, "key", namespace="git"))


@with_ssh
def test_an_altered_signature_is_none(folder: Path) -> None:
    """Neither is one cut short, nor another file."""
    path = Path(sign(folder, "key"))
    whole = path.read_bytes()
    middle = len(whole) // 2
    letter = b"A" if whole[middle : middle + 1] != b"A" else b"B"
    for data in (whole[:middle] + letter + whole[middle + 1 :], whole[:middle], b"", b"junk"):
        path.write_bytes(data)
        with pytest.raises(BadSignature):
            signer(folder, str(path))


def test_without_ssh_keygen_nothing_is_checked(tmp_path: Path) -> None:
    """It is said, with what to do."""
    with pytest.raises(NoSshKeygen, match="which is not on this machine"):
        Signatures("signers", search=str(tmp_path)).signer_of(TEXT, "cp.txt", "x.sig")


def test_a_program_that_cannot_run_is_told(tmp_path: Path) -> None:
    """What bears its name but is no program."""
    path = tmp_path / "ssh-keygen"
    path.write_bytes(b"\x7fELF no program")
    path.chmod(0o755)
    with pytest.raises(NoSshKeygen, match="which cannot be started"):
        Signatures("signers", search=str(tmp_path)).signer_of(TEXT, "cp.txt", "x.sig")


def test_a_program_that_hangs_is_stopped(tmp_path: Path) -> None:
    """Nobody waits for ever; it is not asked for the next name either."""
    path = tmp_path / "ssh-keygen"
    path.write_text("#!/bin/sh\nexec sleep 60\n", encoding="utf-8")
    path.chmod(0o755)
    with pytest.raises(NoSshKeygen, match="which has not answered for 0 s"):
        Signatures("signers", search=str(tmp_path), patience=0.05).signer_of(TEXT, "cp.txt", "x.sig")


# --- files ---


def test_an_anchor_is_a_small_file(tmp_path: Path) -> None:
    """Its bytes as they are."""
    (tmp_path / "cp.txt").write_bytes(TEXT)
    assert read_anchor(str(tmp_path / "cp.txt"), Disk()) == TEXT


def test_what_cannot_be_an_anchor_is_told(tmp_path: Path) -> None:
    """Missing, a folder, a pipe that nobody writes to, far too long, a name that is none."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "long").write_bytes(b"x" * 70_000)
    for name, why in (
        ("none", "no such file"),
        (".", "is a directory"),
        ("fifo", "not a regular file"),
        ("long", "far too long"),
        ("a\0b", "the name holds a NUL"),
    ):
        with pytest.raises(BadAnchor, match=why):
            read_anchor(str(tmp_path / name), Disk())

"""The recipes of docs/trail.md that anchor a checkpoint: signed by ssh-keygen, time-stamped by openssl (RFC 3161)."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.harness import REGISTER, Cli
from tools.console import surroundings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "trail.md"
POINT = "2018-12.checkpoint"


def blocks(heading: str) -> list[str]:
    """The shell commands under a heading of the page."""
    part = (
        PAGE.read_text(encoding="utf-8").partition(f"### {heading}\n")[2].partition("\n## ")[0].partition("\n### ")[0]
    )
    return re.findall(r"```sh\n(.*?)```", part, re.DOTALL)


def run(script: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run commands in a folder that is the home of whoever runs them."""
    return subprocess.run(
        ["sh", "-euc", script],
        cwd=folder,
        env=surroundings(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def ok(script: str, folder: Path) -> str:
    """Run what must succeed; all it said."""
    ended = run(script, folder)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with a trail."""
    monkeypatch.chdir(tmp_path)
    cli = Cli(tmp_path)
    cli.write("issues.yaml", REGISTER)
    cli.ok("start", "QH-02")
    return tmp_path


def altered(path: Path, old: str, new: str) -> None:
    """Change a word of a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- signed ---


def key(folder: Path, name: str) -> str:
    """Make an SSH key; its public half."""
    (folder / ".ssh").mkdir(exist_ok=True)
    ok(f"ssh-keygen -q -t ed25519 -N '' -f .ssh/{name}", folder)
    return (folder / ".ssh" / f"{name}.pub").read_text(encoding="utf-8")


@pytest.fixture
def signed(folder: Path) -> Path:
    """The checkpoint, signed as the page says, and the auditor's list of signers."""
    public = key(folder, "id_ed25519")
    (folder / "signers").write_text(f'office@example.org namespaces="rectify-checkpoint" {public}', encoding="utf-8")
    ok(blocks("Signed with an SSH key")[0], folder)
    return folder


needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="the recipe needs ssh-keygen")


def verdicts(folder: Path) -> list[int]:
    """The exit codes of rectify, and of ssh-keygen alone."""
    return [run(block, folder).returncode for block in blocks("Signed with an SSH key")[1:]]


@needs_ssh
def test_a_signature_is_made_and_verified_as_the_page_says(signed: Path) -> None:
    """By rectify, which names the signer, and by ssh-keygen alone."""
    _, with_rectify, without = blocks("Signed with an SSH key")
    assert "signed by office@example.org" in ok(with_rectify, signed)
    assert 'Good "rectify-checkpoint" signature for office@example.org' in ok(without, signed)


@needs_ssh
@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (POINT, "runs: 2", "runs: 1", 7),
        (POINT, "head: ", "head:  ", 3),
        (f"{POINT}.sig", "U1NIU0lH", "U1NIU0lI", 7),
        ("signers", "rectify-checkpoint", "git", 7),
        ("signers", "office@example.org", "other@example.org", 0),
    ],
)
def test_what_was_tampered_with_is_refused(file: str, old: str, new: str, code: int, signed: Path) -> None:
    """The text, the signature, and for what; only who signed is looked up by rectify, and named."""
    altered(signed / file, old, new)
    assert verdicts(signed) == [code, 255]


@needs_ssh
def test_another_signer_is_refused(signed: Path) -> None:
    """A key that the list does not know."""
    (signed / ".ssh" / "id_ed25519").unlink()
    key(signed, "id_ed25519")
    (signed / f"{POINT}.sig").unlink()
    ok(blocks("Signed with an SSH key")[0].splitlines()[1], signed)
    assert verdicts(signed) == [7, 255]


# --- time-stamped ---

AUTHORITY = """\
[tsa]
default_tsa = here
[here]
serial = tsa.serial
default_policy = 1.2.3.4.1
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
tsa_name = yes
"""
MAKE_AUTHORITY = """
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=CA' -keyout ca.key -out tsa-ca.pem \
    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign
openssl req -newkey rsa:2048 -nodes -subj '/CN=TSA' -keyout tsa.key -out tsa.csr
printf 'extendedKeyUsage=critical,timeStamping\\nkeyUsage=critical,digitalSignature\\n' > tsa.ext
openssl x509 -req -in tsa.csr -CA tsa-ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile tsa.ext -out tsa.pem
echo 01 > tsa.serial
"""
ANSWER = "openssl ts -reply -config tsa.cnf -queryfile 2018-12.tsq -inkey tsa.key -signer tsa.pem -out 2018-12.tsr"
"""What the authority does with a query."""

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="the recipe needs openssl")


@pytest.fixture
def stamped(folder: Path) -> Path:
    """The checkpoint with a time-stamp of an authority that lives in the folder."""
    (folder / "tsa.cnf").write_text(AUTHORITY, encoding="utf-8")
    ok(f"rectify audit checkpoint > {POINT}", folder)
    ok(MAKE_AUTHORITY, folder)
    query, *_ = steps()
    ok(f"{query}\n{ANSWER}", folder)
    return folder


def steps() -> tuple[str, str, str]:
    """The page's query, verification and display; what is sent over the network is left out."""
    query, send, verify, show = blocks("Time-stamped (RFC 3161)")[0].splitlines()
    assert send.startswith("curl ")
    assert send.split()[-3:] == ["https://tsa.example.org/", ">", "2018-12.tsr"]
    return query, verify, show


@needs_openssl
def test_a_time_stamp_is_made_and_verified_as_the_page_says(stamped: Path) -> None:
    """Against the authority's own certificate; the time is shown."""
    _, verify, show = steps()
    assert "Verification: OK" in ok(verify, stamped)
    assert re.search(r"Time stamp: \w+ +\d+ [\d:]+ \d{4} GMT", ok(show, stamped))


@needs_openssl
def test_a_time_stamp_is_of_these_bytes_by_this_authority(stamped: Path) -> None:
    """Another text, and another authority, are told."""
    _, verify, _ = steps()
    point = stamped / POINT
    before = point.read_text(encoding="utf-8")
    altered(point, "runs: 2", "runs: 1")
    assert run(verify, stamped).returncode != 0
    point.write_text(before, encoding="utf-8")
    ok(verify, stamped)
    ok(MAKE_AUTHORITY, stamped)
    assert run(verify, stamped).returncode != 0

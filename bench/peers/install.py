"""Bring the peers: from the PATH, from the Python registry into environments of their own, from Debian's packages.

Nothing is installed on the system: packages of Debian are unpacked below bench/.peers, which git ignores. What cannot
be had is said, with the reason, and left out.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.peers.peer import Missing, Peer

HOME = Path(__file__).resolve().parent.parent / ".peers"
PATIENCE = 600
"""Seconds a client of a registry is given."""


def found(peer: Peer, home: Path = HOME) -> list[str]:
    """The program of a peer, installed if need be, as the first words of its commands.

    Raises:
        Missing: it cannot be had here.
    """
    bring: Callable[[Peer, Path], Path] = {"pip": _from_pip, "apt": _from_apt}[peer.source]
    return [str(bring(peer, home))]


def version_of(peer: Peer, program: Sequence[str]) -> str:
    """The name of a peer with the number it gives itself.

    Raises:
        Missing: it does not run.
    """
    said = _call([*program, *peer.version], "does not run")
    number = re.search(r"\d+(?:\.\d+)+", said)
    return f"{peer.name} {number[0] if number else 'of unknown version'}"


def _from_pip(peer: Peer, home: Path) -> Path:
    folder = home / peer.package
    program = folder / "bin" / peer.program
    if not program.exists():
        _call([sys.executable, "-m", "venv", "--clear", str(folder)], "no environment could be made for it")
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _call([*pip, "--no-input", peer.package], "pip could not install it")
    if not program.exists():
        raise Missing(f"its package brought no program named {peer.program}")
    return program


def _from_apt(peer: Peer, home: Path) -> Path:
    installed = shutil.which(peer.program)
    if installed:
        return Path(installed)
    folder = home / peer.package
    program = folder / "usr" / "bin" / peer.program
    if program.exists():
        return program
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise Missing("not on the PATH, and this system does not use Debian's packages")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        _call(["apt-get", "download", "--quiet", peer.package], "", folder)
    except Missing:
        if os.geteuid():
            raise Missing("apt-get could not download it; its lists may be old (apt-get update)") from None
        _call(["apt-get", "update", "--quiet"], "the lists of packages could not be renewed")
        _call(["apt-get", "download", "--quiet", peer.package], "apt-get could not download it", folder)
    for package in sorted(folder.glob("*.deb")):
        _call(["dpkg-deb", "-x", str(package), str(folder)], "its package could not be unpacked")
        package.unlink()
    return program


def _call(words: Sequence[str], reason: str, folder: Path | None = None) -> str:
    """What a command says on stdout.

    Raises:
        Missing: it could not be run, or failed; with the reason alone, for what a client says names its servers.
    """
    try:
        ended = subprocess.run(
            words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as failure:
        raise Missing(reason) from failure
    return ended.stdout.decode(errors="replace")

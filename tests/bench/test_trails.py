"""Long trails, made in seconds."""

import subprocess
import sys
from pathlib import Path

from bench.places import REGISTER, TODAY, Places
from bench.process import environment
from bench.trails import TRAIL, lengthen

YARDSTICK = Path(__file__).resolve().parents[2] / "bench" / "yardsticks" / "chain_loop.py"


def ended(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder."""
    return subprocess.run(
        words, cwd=folder, env=environment(folder), capture_output=True, encoding="utf-8", check=False
    )


def test_a_lengthened_trail_is_sound(tmp_path: Path) -> None:
    """Both the full check and the shortest one pass it, and find a byte that was changed."""
    folder = Places(tmp_path).template(66)
    lengthen(folder, 400)
    audit = (sys.executable, "-m", "rectify", "audit", "verify")
    sound = ended(folder, *audit)
    assert (sound.returncode, sound.stderr) == (0, "")
    assert "402 of 402 runs" in sound.stdout
    assert ended(folder, sys.executable, str(YARDSTICK), TRAIL).returncode == 0
    trail = folder / TRAIL
    trail.write_bytes(trail.read_bytes().replace("现场复核".encode(), "现场复查".encode(), 1))
    assert ended(folder, *audit).returncode == 7
    assert ended(folder, sys.executable, str(YARDSTICK), TRAIL).returncode == 1


def test_what_one_would_write_first_finds_the_same(tmp_path: Path) -> None:
    """The naive list names the same overdue issues as ours, so that the two are timed at the same work."""
    folder = Places(tmp_path).template(66)
    naive = YARDSTICK.with_name("naive_list.py")
    theirs = ended(folder, sys.executable, str(naive), REGISTER, TODAY)
    ours = ended(folder, sys.executable, "-m", "rectify", "--today", TODAY, "list", "--overdue", "-o", "ids")
    assert theirs.returncode == 0, theirs.stderr
    assert sorted(line.split("\t")[0] for line in theirs.stdout.splitlines()) == sorted(ours.stdout.split())

"""`kill -9` at random moments under four writers: nothing that was acknowledged is lost, nothing is there twice."""

import json
import os
import subprocess
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from rectify.model.event import replay
from rectify.store.folder import FolderStore
from rectify.terms import Severity
from tests.cli.process import clean_environment, process
from tests.soak.conftest import Tell
from tests.store.material import write_register

KILLS = int(os.environ.get("SOAK_KILLS", "1000"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("seed", [1, 2])
def test_nothing_acknowledged_is_lost(seed: int, root: Path, tell: Tell) -> None:
    """Register, trail and evidence agree to the last byte, and every change stands there once."""
    register = write_register(root)
    ran = subprocess.run(
        [sys.executable, "-m", "tests.soak.kill_nine", str(register), str(KILLS), str(seed)],
        env=clean_environment(PYTHONPATH=os.pathsep.join([str(ROOT / "src"), str(ROOT)])),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    counts = json.loads(ran.stdout)
    checked = process(root, "check", "-o", "json")
    assert checked.returncode in (0, 1), checked.stderr
    store = FolderStore(str(register))
    runs, loaded = list(store.runs()), store.load()
    told = (root / "acknowledged").read_text(encoding="utf-8").split("\n")[:-1]
    assert [word for word in told if word.startswith("refused")] == []
    there = Counter(event.text or event.changes[0].after for run in runs[1:] for event in run.events)
    assert set(told) <= there.keys()
    assert set(there.values()) == {1}
    assert len(set(told)) == len(told)
    assert [run.seq for run in runs] == list(range(1, len(runs) + 1))
    assert [flaw.message for flaw in store.damage() if flaw.severity is Severity.DAMAGE] == []
    assert replay(runs) == loaded.register.entries()
    assert not store.pending()
    mentioned = {item.sha256 for run in runs for event in run.events for item in event.evidence}
    assert mentioned
    assert mentioned <= {sha256(path.read_bytes()).hexdigest() for path in (root / "issues.evidence" / "Q-3").iterdir()}
    tell(
        f"kill -9, seed {seed}: {counts['kills']} kills, {counts['holding']} of them of the last to hold the lock, "
        f"{len(runs) - 1} runs recorded, {len(told)} of them acknowledged, none lost, none twice"
    )

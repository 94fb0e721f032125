"""The month of examples/month.sh, on a copy of the fictitious register."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from rectify.store.folder import FolderStore
from rectify.terms import Status
from tools.console import ROOT, lay_out, surroundings

SCRIPT = ROOT / "examples" / "month.sh"
BATCHES = ("reminders", "assignments", "week-2", "week-3", "acceptance", "closures")


def play(register: Path) -> "subprocess.CompletedProcess[str]":
    """Run the script once."""
    return subprocess.run(
        ["sh", str(SCRIPT), str(register)],
        cwd=register.parent,
        env=surroundings(register.parent),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def runs_of(register: Path) -> list[dict[str, Any]]:
    """The trail of a register."""
    lines = register.with_suffix(".log.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo after a month."""
    folder = tmp_path_factory.mktemp("month")
    lay_out("demo", folder)
    register = folder / "examples" / "demo.yaml"
    ran = play(register)
    assert ran.returncode == 0, ran.stderr
    return register


def test_the_month_is_one_run_a_batch(register: Path) -> None:
    """Each batch stands in the trail under its name, in the order of the month."""
    named = [run["batch_id"] for run in runs_of(register) if run.get("batch_id", "").startswith("2019-01-")]
    assert named == [f"2019-01-{name}" for name in BATCHES]


def test_the_month_ends_as_the_script_says(register: Path) -> None:
    """Four closures with evidence, one issue that had no master, reports of two weeks."""
    issues = FolderStore(str(register)).load().register.by_id
    closed = [issues[id_] for id_ in ("XC-22", "XC-25", "XC-27", "XC-48")]
    assert {issue.status for issue in closed} == {Status.CLOSED}
    assert all(issue.present_evidence and issue.closures[-1].filing_no for issue in closed)
    assert issues["XC-52"].units.responsible == ("鹿眠州政府",)
    assert str(issues["XC-21"].indicators[0].actual) == "43"


def test_a_second_start_changes_nothing(register: Path) -> None:
    """Every batch says that it was applied before; register and trail keep their bytes."""
    before = register.read_bytes(), register.with_suffix(".log.jsonl").read_bytes()
    ran = play(register)
    assert (ran.returncode, ran.stderr.count("was applied before")) == (0, len(BATCHES))
    assert before == (register.read_bytes(), register.with_suffix(".log.jsonl").read_bytes())

"""What the peers are given, and what becomes of those that cannot be had."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from bench.make_register import make_register
from bench.peers import facts, hledger, taskwarrior, todoman, topydo, trestle
from bench.peers.install import version_of
from bench.peers.peer import Entry, Missing, entries, filled
from bench.peers.run import PEERS, brought
from bench.places import REGISTER, TODAY

ENTRY = Entry(
    number=7,
    id="B-00007",
    title="甲川县废弃矿山整改",
    category="一、责任落实不到位",
    place="甲川县",
    unit="甲川县水利局 甲川县农业农村局",
    person="辛某",
    due="2026-04-02",
    rest='{"description": "边坡[裸露]; 未复绿, \\\\"',
    is_in_batch=True,
)
ENDLESS = replace(ENTRY, number=8, id="B-00008", due="", is_in_batch=False)


def written(module_load: object, folder: Path, name: str) -> str:
    """What a peer is given for two issues."""
    module_load(folder, [ENTRY, ENDLESS])  # type: ignore[operator]  # the loaders have one shape
    return (folder / name).read_text(encoding="utf-8")


def test_entries_are_the_issues_of_the_register(tmp_path: Path) -> None:
    """Every issue, in the order of ids, with the texts that others can hold."""
    register = "".join(make_register(66))
    (tmp_path / REGISTER).write_text(register, encoding="utf-8")
    found = list(entries(tmp_path, tmp_path / "listed.jsonl", range(1, 67, 33)))
    issues = yaml.load(register, Loader=yaml.BaseLoader)["issues"]  # noqa: S506  # makes texts only
    assert [entry.id for entry in found] == [issue["id"] for issue in issues]
    assert [entry.number for entry in found] == list(range(1, 67))
    assert [entry.number for entry in found if entry.is_in_batch] == [1, 34]
    assert [entry.due for entry in found] == [issue["deadline"].get("date", "") for issue in issues]
    assert all(entry.title and entry.unit and "description" in entry.rest for entry in found)


def test_taskwarrior_is_given_its_own_format(tmp_path: Path) -> None:
    """One line a task, brackets and quotes escaped; a finished task has an end in what is imported."""
    first, second = written(taskwarrior.load, tmp_path, "data/pending.data").splitlines()
    assert first.startswith('[description:"B-00007 甲川县废弃矿山整改" due:"1775088000" entry:"1767571200"')
    assert "&open;裸露&close;" in first
    assert "due:" not in second
    (done,) = json.loads((tmp_path / "batch.json").read_text(encoding="utf-8"))
    assert done["status"] == "completed"
    assert done["due"] == "20260402T000000Z"
    assert done["end"] == f"{TODAY.replace('-', '')}T000000Z"


def test_taskwarrior_is_measured_as_it_comes_and_its_import_silent_as_well(tmp_path: Path) -> None:
    """No setting but that nobody need be there to confirm; the silent import is a program of its own in the results."""
    settings = written(taskwarrior.load, tmp_path, "taskrc").splitlines()
    assert {line.partition("=")[0] for line in settings if not line.startswith("uda.")} == {
        "data.location",
        "confirmation",
    }
    batches = {program: batch(()) for program, batch in taskwarrior.PEER.batches.items()}
    assert batches == {
        "Taskwarrior": ["import", "batch.json"],
        "Taskwarrior, silent": ["rc.verbose=nothing", "import", "batch.json"],
    }
    assert [*todoman.PEER.batches] == ["todoman"]
    assert trestle.PEER.batches == {}


def test_todoman_is_given_a_calendar_file_each(tmp_path: Path) -> None:
    """Lines end as iCalendar asks for, and commas are escaped."""
    text = written(todoman.load, tmp_path, "lists/issues/B-00007.ics")
    assert "DUE;VALUE=DATE:20260402" in text
    assert "\\;" in text
    assert b"\r\nEND:VCALENDAR\r\n" in (tmp_path / "lists/issues/B-00007.ics").read_bytes()
    assert todoman.hours() >= 1


def test_topydo_is_given_a_line_each(tmp_path: Path) -> None:
    """The only word with a plain colon is the deadline."""
    first, second = written(topydo.load, tmp_path, "todo.txt").splitlines()
    assert [word for word in first.split() if ":" in word] == ["due:2026-04-02"]
    assert ":" not in second


def test_hledger_is_given_a_journal(tmp_path: Path) -> None:
    """A transaction opens an issue, another closes it; the closures of a batch lie ready in one file."""
    text = written(hledger.load, tmp_path, "issues.journal")
    assert text.startswith("2026-04-02 ! (B-00007) 甲川县废弃矿山整改")
    assert f"{hledger.NO_DAY} ! (B-00008)" in text
    assert (tmp_path / "batch.journal").read_text(
        encoding="utf-8"
    ) == f"{TODAY} * (B-00007) closed\n    open  -1\n    closed\n\n"
    assert (tmp_path / hledger.close(66)[-1]).exists()


def test_trestle_is_given_a_plan(tmp_path: Path) -> None:
    """A risk with its deadline and an item each, which name each other."""
    text = written(trestle.load, tmp_path, f"{trestle.KIND}/issues/{trestle.KIND}.json")
    plan = json.loads(text)[trestle.KIND]
    assert [risk.get("deadline") for risk in plan["risks"]] == ["2026-04-02T00:00:00+08:00", None]
    assert [item["related-risks"][0]["risk-uuid"] for item in plan["poam-items"]] == [r["uuid"] for r in plan["risks"]]


def test_a_peer_that_cannot_take_the_issues_is_missing(tmp_path: Path) -> None:
    """Not the benchmark fails, but that peer is left out with a reason."""

    def refuse(folder: Path, issues: object) -> None:
        raise OSError("no room")

    with pytest.raises(Missing, match="could not be given the issues"):
        filled(replace(topydo.PEER, load=refuse), tmp_path / "topydo", [ENTRY])


def test_a_peer_that_does_not_run_is_missing() -> None:
    """A program that is there but broken counts as missing."""
    with pytest.raises(Missing, match="does not run"):
        version_of(topydo.PEER, ["false"])
    assert version_of(topydo.PEER, ["echo", "topydo 0.16, by others"]) == "topydo 0.16"


def test_without_any_peer_there_is_a_reason_for_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where nothing can be installed, the benchmark goes on with ours alone."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    programs, numbers, reasons = brought((taskwarrior.PEER, topydo.PEER), tmp_path / "peers")
    assert (programs, numbers) == ({}, [])
    assert reasons == [
        "Taskwarrior left out: not on the PATH, and this system does not use Debian's packages",
        "topydo left out: pip could not install it",
    ]


def test_every_fact_says_how_it_is_known() -> None:
    """One answer for each peer, and every note in a bracket is explained."""
    assert all(len(found) == len(facts.PEERS) == len(PEERS) for found in facts.FACTS.values())
    assert [name.rsplit(" ", 1)[0] for name in facts.PEERS] == [peer.name for peer in PEERS]
    named = {part.split("]")[0] for found in facts.FACTS.values() for text in found for part in text.split("[")[1:]}
    assert named == facts.TRIED.keys()

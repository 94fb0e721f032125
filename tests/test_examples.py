"""The registers that come with rectify: the demo is what its script makes, the real one says what is known."""

import json
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from examples.demo_story import TODAY
from examples.make_demo import make_demo
from examples.make_real_trail import make_real_trail
from rectify.model.event import replay
from rectify.model.register import Register
from rectify.model.timing import finished_on, is_overdue, is_standing
from rectify.store.folder import FolderStore
from rectify.terms import DeadlineClass, Kind, Status
from tests.store.material import digests_on_disk

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES, DATA = ROOT / "examples", ROOT / "data"
MADE_ANEW = "make them again: make demo; python examples/make_real_trail.py"


def register_of(path: Path) -> Register:
    """The register of a file."""
    return FolderStore(str(path)).load().register


def told(trail: Path) -> list[dict[str, Any]]:
    """The runs of a trail without what a new version of rectify changes in every line."""
    runs = [json.loads(line) for line in trail.read_text(encoding="utf-8").splitlines()]
    return [{key: value for key, value in run.items() if key not in ("tool", "prev")} for run in runs]


def case_files(folder: Path) -> dict[str, bytes]:
    """The evidence below a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo, made anew."""
    folder = tmp_path_factory.mktemp("demo")
    make_demo(folder)
    return folder


@pytest.fixture(scope="module")
def demo() -> Register:
    """The demo as it is committed."""
    return register_of(EXAMPLES / "demo.yaml")


@pytest.fixture(scope="module")
def real() -> Register:
    """The real register as it is committed."""
    return register_of(DATA / "issues.yaml")


# --- the demo ---------------------------------------------------------------------------------


def test_the_script_makes_the_demo_that_is_here(made: Path) -> None:
    """Register, trail and evidence come out of the script again, byte for byte."""
    assert (made / "demo.yaml").read_bytes() == (EXAMPLES / "demo.yaml").read_bytes(), MADE_ANEW
    assert told(made / "demo.log.jsonl") == told(EXAMPLES / "demo.log.jsonl"), MADE_ANEW
    assert case_files(made / "demo.evidence") == case_files(EXAMPLES / "demo.evidence"), MADE_ANEW


def test_the_demo_has_the_shape_of_the_case(demo: Register) -> None:
    """3 categories, 11 items, 52 problems, 14 opinions."""
    problems = [issue for issue in demo.issues if issue.kind is Kind.PROBLEM]
    assert len({issue.category for issue in problems}) == 3
    assert len({issue.item for issue in problems}) == 11
    assert Counter(issue.kind for issue in demo.issues) == {Kind.PROBLEM: 52, Kind.OPINION: 14}


def test_the_demo_says_that_it_is_made_up(demo: Register) -> None:
    """First line, title and every paper say so."""
    assert "虚构" in (EXAMPLES / "demo.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert "虚构" in (demo.header.title or "")
    papers = case_files(EXAMPLES / "demo.evidence")
    assert papers
    assert all("虚构" in paper.decode() and len(paper) < 1000 for paper in papers.values())


def test_the_demo_has_something_for_every_view(demo: Register) -> None:
    """Every status that a verb leads to, late and standing issues, a rebound, a moved deadline, a late finish."""
    assert {issue.status for issue in demo.issues} == set(Status) - {Status.ON_NOTICE}
    assert sum(is_overdue(issue, TODAY) for issue in demo.issues) >= 5
    assert sum(is_standing(issue) for issue in demo.issues) >= 5
    assert any(issue.cycle > 1 for issue in demo.issues)
    assert any(issue.original_deadline for issue in demo.issues)
    assert any(finished_on(issue) and is_overdue(issue, TODAY) for issue in demo.issues)
    assert any(issue.deadline and issue.deadline.class_ is DeadlineClass.IMMEDIATE for issue in demo.issues)


# --- the real register ------------------------------------------------------------------------


def test_the_real_register_holds_the_thirteen_entries_that_could_be_traced(real: Register) -> None:
    """Eight of the 52 problems at most, four unconfirmed facts, one record of the third round."""
    wanted = [*(f"QH-{n:02}" for n in range(1, 9)), *(f"QX-{n:02}" for n in range(1, 5)), "QH3-30"]
    assert list(real.by_id) == wanted


def test_what_is_not_known_is_left_out(real: Register) -> None:
    """One official number, and three deadlines, one of them without a certain day."""
    assert {issue.id: issue.official_no for issue in real.issues if issue.official_no} == {"QH3-30": "第三十项"}
    deadlines = {issue.id: issue.deadline for issue in real.issues if issue.deadline}
    assert {id_: (deadline.date, deadline.text) for id_, deadline in deadlines.items()} == {
        "QH-05": (date(2018, 12, 31), "2018年底"),
        "QX-03": (None, "2019年9月前"),
        "QX-04": (date(2023, 12, 31), "2023年12月"),
    }


def test_every_fact_has_a_source_and_a_word_on_its_status(real: Register) -> None:
    """Where it was read is said, and where the status comes from."""
    assert [issue.id for issue in real.issues if not issue.source or not issue.notes] == []


def test_no_address_of_a_mirror_is_given(real: Register) -> None:
    """Links lead to the publisher itself or to a known news site."""
    text = (DATA / "issues.yaml").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\s]+)", text))
    assert hosts == {
        "wh.cnhubei.com",
        "www.bjnews.com.cn",
        "slj.yq.gov.cn",
        "www.chinamining.org.cn",
        "w.dzwww.com",
        "www.hainanzhou.gov.cn",
    }


def test_nothing_in_the_real_register_is_closed_without_proof(real: Register) -> None:
    """No source shows a closure of one of these issues, so none is closed here."""
    assert {issue.status for issue in real.issues} <= set(Status) - {Status.CLOSED}


def test_the_trail_of_the_real_register_is_its_taking_in(tmp_path: Path) -> None:
    """The script makes the first run again; a life that came after it is kept."""
    shutil.copy(DATA / "issues.yaml", tmp_path)
    assert make_real_trail(tmp_path / "issues.yaml") == 14
    assert told(tmp_path / "issues.log.jsonl") == told(DATA / "issues.log.jsonl")[:1], MADE_ANEW


def test_a_trail_with_a_life_is_not_made_again(tmp_path: Path) -> None:
    """The script refuses to forget what happened since."""
    shutil.copy(EXAMPLES / "demo.yaml", tmp_path)
    shutil.copy(EXAMPLES / "demo.log.jsonl", tmp_path)
    with pytest.raises(SystemExit):
        make_real_trail(tmp_path / "demo.yaml")
    assert (tmp_path / "demo.log.jsonl").read_bytes() == (EXAMPLES / "demo.log.jsonl").read_bytes()


# --- both -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [EXAMPLES / "demo.yaml", DATA / "issues.yaml"], ids=lambda path: path.stem)
def test_the_trail_leads_to_the_register(path: Path) -> None:
    """The chain is whole, replaying it gives the register, and the last digest is that of the file."""
    store = FolderStore(str(path))
    loaded = store.load()
    assert list(store.damage()) == []
    assert replay(store.runs()) == loaded.register.entries()
    assert loaded.last is not None
    assert loaded.last.after == loaded.digest


@pytest.mark.parametrize("path", [EXAMPLES / "demo.yaml", DATA / "issues.yaml"], ids=lambda path: path.stem)
def test_every_piece_of_evidence_is_there(path: Path) -> None:
    """The bytes on disk have the digests that the register names."""
    store = FolderStore(str(path))
    digests = digests_on_disk(store, store.load().register)
    assert {key: digest for key, digest in digests.items() if key[1] != digest} == {}


@pytest.mark.parametrize("trail", [EXAMPLES / "demo.log.jsonl", DATA / "issues.log.jsonl"], ids=lambda path: path.stem)
def test_nothing_of_the_makers_machine_is_in_a_trail(trail: Path) -> None:
    """Host and login are invented, and no path of a machine stands in it."""
    assert {(run["login"], run["host"]) for run in told(trail)} <= {("demo", "example"), ("maintainers", "example")}
    assert not re.search(r"/(home|root|tmp|Users|work)/", trail.read_text(encoding="utf-8"))

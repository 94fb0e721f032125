"""Figures, targets, the page and the chart."""

import json
import socket
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from bench import chart, results
from bench.counts import Counts
from bench.figures import OWN_HALF, PEERS_HALF, Counted, Figure, Half, figures_of, load, save
from bench.jobs import NAIVE
from bench.measure import OWN, Job
from bench.process import Ran
from bench.targets import PEERS, RIVALS, TARGETS, TITLES, Target, target_of


def figure(job: str, issues: int, ratio: float, program: str = OWN, peak: float = 40.0) -> Figure:
    """A figure with a round number."""
    return Figure(job, issues, program, ratio, ratio, ratio, ratio * 10, 7, peak)


HALF = Half(
    day="2026-11-23",
    rounds=7,
    budget=15,
    floor=10.0,
    machine=["2 cores"],
    versions=["rectify 1"],
    figures=[
        figure("overdue", 66, 6.5),
        figure("overdue", 10_000, 8.0, peak=70.0),
        figure("first", 10_000, 50.0),
        figure("first", 10_000, 100.0, NAIVE),
        figure("close", 66, 20.0),
    ],
    counted=[Counted("close", 66, Counts(fsyncs=3, renames=1, bytes_written=70_000, bytes_read=60_000))],
    remarks=["nothing was left out"],
)
PEER_HALF = replace(HALF, figures=[figure("close", 66, 10.0), figure("close", 66, 30.0, "todoman")], counted=[])
HALVES = {OWN_HALF: HALF, PEERS_HALF: PEER_HALF}


def test_a_figure_counts_in_times_of_the_floor(tmp_path: Path) -> None:
    """Ratios are of medians, each to the floor that ran beside it; what never ran has none."""
    ran = [Ran(0.12, 40_000_000), Ran(0.24, 42_000_000), Ran(0.36, 50_000_000)]
    show = Job("show", lambda _: [], tmp_path, 66, ran=ran, floors=[0.010, 0.012, 0.050])
    slow = Job("show", lambda _: [], tmp_path, 1_000, ran=ran, floors=[0.024])
    milliseconds, (found, other) = figures_of([show, Job("log", lambda _: [], tmp_path), slow])
    assert milliseconds == 18.0
    assert (found.ratio, found.low, found.high, found.rounds) == (20.0, 10.0, 30.0, 3)
    assert (found.milliseconds, found.peak) == (240.0, 42.0)
    assert (other.ratio, other.milliseconds) == (10.0, 240.0)


def test_figures_come_back_as_they_were_written(tmp_path: Path) -> None:
    """The two benchmarks write one file, a figure a line."""
    file = tmp_path / "figures.json"
    save(HALVES, file)
    assert load(file) == HALVES
    text = file.read_text(encoding="utf-8")
    assert json.loads(text).keys() == HALVES.keys()
    assert text.count('"job"') == sum(1 for line in text.splitlines() if '"job"' in line)
    assert load(tmp_path / "none.json") == {}


@pytest.mark.parametrize(
    ("target", "value", "met"),
    [
        (Target("overdue", 66, "ratio", 7), 6.5, True),
        (Target("overdue", 10_000, "ratio", 7), 8.0, False),
        (Target("overdue", 10_000, "memory", 50), 70.0, False),
        (Target("first", 10_000, "faster", 4, NAIVE), 2.0, False),
        (Target("first", 10_000, "share", 0.5, NAIVE), 0.5, True),
        (Target("close", 66, "faster", 1, "todoman"), None, None),
        (Target("show", 66, "ratio", 18), None, None),
    ],
)
def test_a_target_is_judged_by_the_figures(target: Target, value: float | None, met: bool | None) -> None:
    """Times of the floor, times faster than a rival, a share of it, megabytes; what was not measured is not judged."""
    assert target.value(HALF) == value
    assert (None if value is None else target.is_met(value)) is met


def test_every_target_is_of_a_job_with_a_title() -> None:
    """No target is held that no job can meet."""
    assert {target.job for target in (*TARGETS, *RIVALS, *PEERS)} <= TITLES.keys()
    found = target_of("close", 10_000, "ratio")
    assert found is not None
    assert (found.limit, found.stretch) == (21, 11)


def test_the_page_says_target_and_miss() -> None:
    """A figure stands beside its target, with a mark where it misses it."""
    page = results.as_markdown(HALVES)
    assert "| `list --overdue`, register unchanged | 6.5 (≤ 7) | 8.0 (≤ 7) ✗ |" in page
    assert "≥ 4× faster than CSafeLoader + pydantic | 2.00× | ✗ |" in page
    assert "| `close ID --evidence FILE` | 66 | faster than todoman | 3.00× | met |" in page
    assert "| `close ID --evidence FILE` | 66 | 3 | 1 | 70,000 | 60,000 |" in page
    assert "Not measured yet" in results.as_markdown({})


def test_the_chart_is_a_picture_and_always_the_same() -> None:
    """The same figures give the same bytes, and every line has its label."""
    svg = chart.as_svg(HALVES)
    assert svg == chart.as_svg(HALVES)
    texts = [element.text for element in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314  # ours
    assert any("rectify close ID" in (text or "") for text in texts)
    assert any("todoman" in (text or "") for text in texts)
    assert chart.as_svg({}).count("<polyline") == 0


def test_labels_do_not_lie_on_each_other() -> None:
    """Places that are too near are moved down, in their order."""
    places = chart.spread([100.0, 90.0, 101.0, 300.0])
    assert sorted(places) == [90.0, 104.0, 118.0, 300.0]
    assert places[1] < places[0] < places[2]


def test_what_is_committed_is_of_the_same_figures() -> None:
    """Nobody has edited the page or the chart, and neither names this machine or a folder on it."""
    halves = load()
    page = results.PAGE.read_text(encoding="utf-8")
    assert page == results.as_markdown(halves)
    assert chart.FILE.read_text(encoding="utf-8") == chart.as_svg(halves)
    written = page + json.dumps([half.remarks for half in halves.values()])
    assert str(Path.home()) not in written
    assert "/tmp/" not in written  # noqa: S108  # looked for, not used
    assert f" {socket.gethostname()} " not in written

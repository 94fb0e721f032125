"""The guard of the start-up, and the guard itself."""

from pathlib import Path

import pytest

from bench import guard, startup
from bench.guard import ASKED, EXECUTED, LOADED, PARSED, Baseline, Grown, count, grown, load, not_compared, save
from bench.places import REGISTER

BASELINE = Baseline(
    "CPython 3.11.7 x86_64",
    ["typer 0.28"],
    {LOADED: {"close": 400}, EXECUTED: {"close": 1_000_000}, "fsyncs": {"close": 3}, "bytes written": {"close": 1000}},
)


def now(python: str = BASELINE.python, /, **counts: int) -> Baseline:
    """Present counts of a close."""
    return Baseline(python, [], {kind.replace("_", " "): {"close": value} for kind, value in counts.items()})


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ({"modules": 440, "instructions": 1_100_000, "fsyncs": 3, "bytes_written": 1100}, []),
        ({"modules": 441}, [Grown(LOADED, "close", 400, 441)]),
        ({"instructions": 1_100_001}, [Grown(EXECUTED, "close", 1_000_000, 1_100_001)]),
        ({"fsyncs": 4}, [Grown("fsyncs", "close", 3, 4)]),
        ({"fsyncs": 2, "modules": 10}, []),
        ({"renames": 7}, []),
    ],
)
def test_what_grows_beyond_a_tenth_is_named(counts: dict[str, int], found: list[Grown]) -> None:
    """A tenth more is allowed, of syncs nothing; what the baseline does not know is not judged."""
    assert grown(BASELINE, now(**counts)) == found


def test_instructions_of_another_python_are_not_compared() -> None:
    """They differ from build to build; modules are compared all the same, and both are said."""
    other = now("CPython 3.14.0 arm64", modules=900, instructions=9_000_000)
    assert grown(BASELINE, other) == [Grown(LOADED, "close", 400, 900)]
    said = " ".join(not_compared(BASELINE, other))
    assert "CPython 3.14.0" in said
    assert "fsyncs were not counted" in said
    assert str(Grown(LOADED, "close", 400, 900)) == "close: modules 400 → 900 (+125 %)"


def test_a_baseline_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """What is committed can be read again."""
    save(BASELINE, tmp_path / "baseline.json")
    assert load(tmp_path / "baseline.json") == BASELINE


def test_every_command_has_a_baseline() -> None:
    """A command that is added to the guard is counted once and committed."""
    counts = load().counts
    assert counts[LOADED].keys() == startup.COMMANDS.keys()
    assert counts[PARSED].keys() == startup.COMMANDS.keys()
    assert counts[EXECUTED].keys() == set(startup.WITH_INSTRUCTIONS)
    assert counts["fsyncs"].keys() == set(startup.WITH_DISK)


@pytest.mark.parametrize("kind", [LOADED, PARSED, EXECUTED, ASKED])
def test_nothing_has_grown_beyond_the_baseline(tmp_path: Path, kind: str) -> None:
    """Imports, instructions and the disk; `make bench-baseline` renews the baseline where growth was meant."""
    counted = count(tmp_path, frozenset({kind}))
    if not counted.counts:
        pytest.skip(f"{kind}: the tool is missing here")
    assert [str(entry) for entry in grown(load(), counted)] == []


def test_a_heavy_import_would_be_noticed(tmp_path: Path) -> None:
    """The guard looks at what a process has loaded when it ends, however it ends."""
    template = startup.make_folder(tmp_path / "template")
    light = startup.modules("--version", template)
    heavy = startup.modules("close", template)
    assert "rectify.cli.app" in light
    assert "pydantic" not in light
    assert "pydantic" in heavy
    was = Baseline(startup.python(), [], {LOADED: {"--version": len(light)}})
    assert grown(was, Baseline(startup.python(), [], {LOADED: {"--version": len(heavy)}}))
    assert guard.allowed("fsyncs", 3) == 3


def test_what_was_read_before_is_not_parsed_again(tmp_path: Path) -> None:
    """A list of an unchanged register parses nothing; a write parses the header alone."""
    template = startup.make_folder(tmp_path / "template", 300)
    whole = len((template / REGISTER).read_text(encoding="utf-8"))
    parsed = {command: startup.parsed(command, template) for command in ("list --overdue", "close", "batch")}
    assert parsed["list --overdue"] == 0
    assert 0 < parsed["close"] == parsed["batch"] < whole / 100

"""Commands that read say the same of light values as of models, and need no library for it."""

import ast
import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.startup import TELLING
from rectify.model.event import Run
from rectify.model.register import Register
from rectify.store.folder import FolderStore
from tests.cli.kept import settle
from tests.light import light_register, said
from tests.test_house import CHILD, ROOT, SOURCES, Loaded, name_of
from tools.light_table import nouns

REGISTERS = {"demo": ROOT / "examples" / "demo.yaml", "real": ROOT / "data" / "issues.yaml"}
READS = [
    "list",
    "list --all -o wide",
    "list --all -o json",
    "list --overdue --overdue-basis original -o csv",
    "list --where status!=closed -o ids",
    "list --search 水 --group unit --limit 3",
    "list --all --fields id,units,extensions,measures,days_left,colour -o plain",
    "summary",
    "summary --by unit -o json",
    "summary --by tag -o csv",
    "log",
    "log {id} -o json",
    "log --verb close -o csv",
    "show {ids}",
    "show {ids} -o json",
    "due",
    "due --within 400d -o json",
    "due -o md",
    "gates {ids}",
    "gates {ids} -o json",
    "policy",
    "policy -o md",
    "diff --since 2018-01-01",
    "report --period 2026-11 --today 2026-12-01",
    "",
]
"""Command lines of everything that reads, for any register."""


@dataclass(frozen=True)
class Kept:
    """A register as its models have it, with its trail, and the data that light values of it stand on."""

    register: Register
    runs: list[Run]
    data: dict[str, Any]


@pytest.fixture(scope="module", params=list(REGISTERS.values()), ids=list(REGISTERS))
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A register and its trail, read strictly in a folder of its own."""
    folder, trail = tmp_path_factory.mktemp("kept"), request.param.with_suffix(".log.jsonl")
    for path in (request.param, trail):
        (folder / path.name).write_bytes(path.read_bytes())
    store = FolderStore(str(folder / request.param.name))
    register = store.load().register
    data = {"header": register.header.data(), "issues": [issue.data() for issue in register.issues]}
    lines = trail.read_text(encoding="utf-8").splitlines(keepends=True)
    return Kept(register, list(store.runs()), {**data, "runs": lines})


def words_of(line: str, ids: Sequence[str]) -> list[str]:
    """The words of a command line about these issues."""
    return line.format(id=ids[0], ids=" ".join(ids)).split()


@pytest.mark.parametrize("line", READS)
def test_a_read_says_the_same_of_light_values(kept: Kept, line: str) -> None:
    """Of whole registers with their trails: the same words to both streams, the same exit code."""
    words = words_of(line, kept.register.ids)
    expected = said(kept.register, kept.runs, *words)
    assert said(light_register(kept.data["header"], kept.data["issues"]), kept.runs, *words) == expected
    assert (expected.code, bool(expected.out)) == (0, True), expected.err


# --- what a read may import ---------------------------------------------------------------------

LIBRARIES = ("pydantic", "pydantic_core", "yaml", "rich.console", "rectify.actions", "rectify.model.record")
"""What no read of light values needs; whoever writes a Rich table or YAML needs that library alone."""
LIGHT_CHILD = (
    TELLING
    + """
from rectify.store.log_jsonl import read_lines
from tests.light import light_register, said
kept = json.loads(open("kept.json", encoding="utf-8").read())
register = light_register(kept["header"], kept["issues"])
told = said(register, list(read_lines([line.encode() for line in kept["runs"]], "trail")), *sys.argv[1:])
sys.stdout.write(told.out)
sys.stderr.write(told.err)
sys.exit(told.code)
"""
)
WARM = [line for line in READS if not line.startswith(("report", "diff"))]
"""A report and a comparison replay the trail, and what they replay is validated."""


@pytest.fixture(scope="module")
def sitting(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with that data."""
    folder = tmp_path_factory.mktemp("sitting")
    (folder / "kept.json").write_text(json.dumps(kept.data, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.mark.parametrize("line", WARM)
def test_a_read_of_light_values_loads_no_library(sitting: Path, kept: Kept, line: str) -> None:
    """No model, no YAML, no verb: what was accepted before is not paid for again."""
    ran = Loaded(sitting, LIGHT_CHILD, *words_of(line, kept.register.ids), PYTHONPATH=str(ROOT))
    assert ran.process.returncode == 0, ran.process.stderr
    assert ran.process.stdout
    assert ran.of(*LIBRARIES) == set()


ALL_ROOMS = """
import importlib, json, sys
report, *rooms = sys.argv[1:]
for room in rooms:
    importlib.import_module(room)
with open(report, "w") as file:
    json.dump(sorted(sys.modules), file)
"""
WRITING_YAML = {"rectify.view.yaml_text", "rectify.view.case_file"}
"""The views that are there to write YAML."""


def test_the_rooms_of_reading_load_no_library(tmp_path: Path) -> None:
    """Questions, views and the session's eyes know the models by name alone, for whoever checks types."""
    modules = [path.relative_to(ROOT / "src").with_suffix("").as_posix().replace("/", ".") for path in SOURCES]
    rooms = [name for name in modules if name.startswith(("rectify.query.", "rectify.view.")) and "__" not in name]
    assert set(rooms) >= WRITING_YAML  # a view that was renamed is not left out by mistake
    wanted = {"rectify.reading", "rectify.model.register", *rooms} - WRITING_YAML
    libraries = set(LIBRARIES) - {"rich.console"}  # some views are there to draw
    assert Loaded(tmp_path, ALL_ROOMS, *sorted(wanted)).of(*libraries) == set()


def test_no_question_and_no_view_asks_whether_it_is_a_model() -> None:
    """What they are given may be a light value, which is no instance of any model."""
    models = {*nouns(), "Record", "BaseModel"}
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        if path.parent.name in ("query", "view")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("isinstance", "issubclass")
        if models & {part.id for part in ast.walk(node.args[1]) if isinstance(part, ast.Name)}
    ]
    assert found == []


# --- what the second read of a register imports ---------------------------------------------------

LEAN = ("dataclasses", "zoneinfo", "rectify.dates", "rectify.wording", "rectify.query.pace", "rich")
"""What a short answer has no use for, the day being given; each costs as much as drawing it."""
SECOND_READS = {
    "list": (*LEAN, "hashlib", "rectify.model.event"),
    "list --overdue": (*LEAN, "hashlib", "rectify.model.event", "rectify.query.counts"),
    "due": (*LEAN, "hashlib", "rectify.view.machine_text"),
    "summary": LEAN,
    "show {id}": (),
    "log {id}": ("dataclasses", "hashlib", "rectify.view.machine_text"),
    "gates {id}": ("hashlib",),
    "policy": ("hashlib",),
    "": (),
}
"""Commands of every day, each with what it must not load besides the libraries of whoever validates."""


@pytest.mark.parametrize("module", sorted({name for names in SECOND_READS.values() for name in names}))
def test_the_modules_kept_from_a_second_read_exist(module: str) -> None:
    """A renamed module would make the test below say nothing."""
    assert importlib.util.find_spec(module) is not None


@pytest.fixture(scope="module")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a register, its trail, and what an earlier process has kept of it."""
    folder = tmp_path_factory.mktemp("read-before")
    for suffix in (".yaml", ".log.jsonl"):
        (folder / f"issues{suffix}").write_bytes(REGISTERS["demo"].with_suffix(suffix).read_bytes())
    settle(folder)
    assert "pydantic" in Loaded(folder, CHILD, "list").modules
    assert "hashlib" in Loaded(folder, CHILD, "log", "XC-01").modules
    return folder


@pytest.mark.parametrize("line", SECOND_READS)
def test_the_second_read_of_a_register_validates_nothing(read_before: Path, line: str) -> None:
    """A whole command, with its store and what is kept on the disk: neither models nor YAML, and little else."""
    id_ = json.loads(Loaded(read_before, CHILD, "list", "--all", "-o", "json").process.stdout)["issues"][0]["id"]
    ran = Loaded(read_before, CHILD, "--today", "2019-03-01", *words_of(line, [id_]))
    assert (ran.process.returncode, ran.process.stderr) == (0, "")
    assert ran.of(*LIBRARIES, *SECOND_READS[line]) == set()

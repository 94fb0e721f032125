"""The habits of the house: sizes, names, rooms' notices, and what start-up may import."""

import ast
import importlib.util
import json
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.startup import MAIN, TELLING
from rectify.actions.any_action import ACTIONS

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "rectify"
SOURCES = sorted(SRC.rglob("*.py"))
ROOMS = [path for path in SOURCES if path.name == "__init__.py" and path.parent != SRC]
ALL_CODE = [
    path
    for room in ("src", "tests", "bench", "tools", "examples")
    for path in sorted((ROOT / room).rglob("*.py"))
    if ".peers" not in path.parts  # other people's programs, fetched by `make bench-peers`
]
VERBS = tuple(ACTIONS)


def name_of(path: Path) -> str:
    """The path as people write it: from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


# --- sizes ------------------------------------------------------------------------------------


def test_no_file_is_over_300_lines() -> None:
    """Every file of code can be read in one sitting."""
    assert {name_of(path): size for path in ALL_CODE if (size := lines_of(path)) > 300} == {}


def test_half_of_the_modules_are_under_100_lines() -> None:
    """The median module is short, the notices of the rooms left out."""
    assert statistics.median(lines_of(path) for path in SOURCES if path.name != "__init__.py") < 100


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_function_is_over_40_lines() -> None:
    """Parse, decide and show are never one function; signature and docstring count."""
    long = {
        f"{name_of(path)}:{function.lineno} {function.name}": size
        for path in SOURCES
        for function in functions_of(path)
        if (size := (function.end_lineno or 0) - function.lineno + 1) > 40
    }
    assert long == {}


# --- names ------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_has_the_same_name_in_every_layer(verb: str) -> None:
    """One verb is five files; `return`, a word of Python, is `return_.py` where it is a module."""
    module = f"{verb}_" if verb == "return" else verb
    files = [
        SRC / "actions" / f"{module}.py",
        SRC / "cli" / f"{module}.py",
        ROOT / "tests" / "actions" / f"test_{verb}.py",
        ROOT / "tests" / "cli" / f"test_{verb}.py",
        ROOT / "docs" / "commands" / f"{verb}.md",
    ]
    assert [name_of(path) for path in files if not path.is_file()] == []


# --- rooms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("notice", ROOMS, ids=name_of)
def test_a_room_has_a_notice_on_its_door_and_nothing_else(notice: Path) -> None:
    """A sub-package's `__init__.py` is a docstring: the room, what it may import, what it must never do."""
    tree = ast.parse(notice.read_text(encoding="utf-8"))
    text = ast.get_docstring(tree) or ""
    assert len(tree.body) == 1
    assert "May import" in text
    assert "Must never" in text


def test_no_todo_without_an_issue_number() -> None:
    """What is left to do is written down where it is counted: TODO(#12)."""
    bare = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")
    found = [
        f"{name_of(path)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert found == []


# --- what start-up imports ----------------------------------------------------------------------

# Runs one command line and writes the names of all loaded modules, however the process ends.
CHILD = TELLING + MAIN
BARE_TYPER = f"{TELLING}import typer\n"
HEAVY = ("rich", "yaml", "pydantic", "pydantic_core", "rectify.model.issue")
NOT_FOR_A_LIST = tuple(
    f"rectify.store.{name}"
    for name in (
        "as_published",
        "case_folders",
        "chain",
        "doubt",
        "evidence_files",
        "git_files",
        "handed_in",
        "lock",
        "memory",
        "new_register",
        "rebuilt",
        "recovery",
        "register_lock",
        "survey",
        "yaml_edit",
    )
)
"""Rooms of the store that only a write or a check pays for."""
NOT_FOR_A_START = (
    "dataclasses",
    "importlib.metadata",
    *(f"rectify.{room}" for room in ("actions", "checks", "dates", "model", "query", "reading", "session", "store")),
    *(f"rectify.{room}" for room in ("terms", "view", "wording")),
)
"""What Typer can be called without: neither `--version` nor a usage error shall pay for it."""
FOR_A_COMPLETION = (
    "rectify.checks.all_checks",
    "rectify.store.cache",
    "rectify.store.cache_file",
    "rectify.store.cache_folder",
    "rectify.store.cache_fresh",
    "rectify.store.glance",
    "rectify.store.open_files",
    "rectify.store.rules",
    "rectify.terms",
    "rectify.view.escape",
)
EXTRAS = ("holidays", "icalendar", "docx", "lxml", "rectify.exchange")
"""The libraries that are installed only for what needs them, and the room that hands them on."""
REGISTER = """\
format: 1
register:
  title: 试册
issues:
  - id: Q-1
    title: 甲川县垃圾场渗滤液外溢
    status: open
"""


class Loaded:
    """What a process printed, how it ended, and which modules it had loaded."""

    def __init__(self, folder: Path, code: str, *argv: str, **environment: str) -> None:
        report = folder / "modules.json"
        others = ("RECTIFY_", "_RECTIFY", "COV")  # coverage has modules of its own
        clean = {key: value for key, value in os.environ.items() if not key.startswith(others)}
        self.process = subprocess.run(
            [sys.executable, "-c", code, str(report), *argv],
            cwd=folder,
            env=clean | {"XDG_CACHE_HOME": str(folder / "cache")} | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        self.modules: set[str] = set(json.loads(report.read_text(encoding="utf-8")))

    def of(self, *names: str) -> set[str]:
        """Those loaded modules that are, or lie in, one of these."""
        return {module for module in self.modules for name in names if f"{module}.".startswith(f"{name}.")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a register of one issue."""
    (tmp_path / "issues.yaml").write_text(REGISTER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bare(folder: Path) -> set[str]:
    """The heavy modules that `import typer` alone loads."""
    return Loaded(folder, BARE_TYPER).of(*HEAVY, *NOT_FOR_A_START)


def test_version_loads_nothing_heavy(folder: Path, bare: set[str]) -> None:
    """`--version` loads no more than Typer itself, and of ours only what stands around a command."""
    ran = Loaded(folder, CHILD, "--version")
    assert ran.process.returncode == 0, ran.process.stderr
    assert ran.of(*HEAVY, *NOT_FOR_A_START) <= bare


def test_a_usage_error_loads_nothing_heavy(folder: Path, bare: set[str]) -> None:
    """A mistyped verb is answered as fast as `--version`."""
    ran = Loaded(folder, CHILD, "lisst")
    assert ran.process.returncode == 2, ran.process.stderr
    words = {"rectify.view", "rectify.view.error_text", "rectify.view.escape"}  # an error is shown
    assert ran.of(*HEAVY, *NOT_FOR_A_START) <= bare | words


@pytest.mark.parametrize(
    ("words", "offered"), [("rectify show Q", "Q-1"), ("rectify check --explain missing-u", "missing-unit")]
)
def test_completion_loads_nothing_heavy(folder: Path, bare: set[str], words: str, offered: str) -> None:
    """The tab key reads the register without a YAML parser or a model, and names checks without loading them."""
    asked = {"_RECTIFY_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    ran = Loaded(folder, CHILD, **asked)
    assert offered in ran.process.stdout, ran.process.stderr
    rooms = {name.rpartition(".")[0] for name in FOR_A_COMPLETION} - {"rectify"}
    assert ran.of(*HEAVY, *NOT_FOR_A_START) <= bare | {*FOR_A_COMPLETION} | rooms


@pytest.mark.parametrize(("command", "told"), [("list", "Q-1"), ("due", "1 issue looked at")])
def test_a_piped_list_loads_only_what_it_uses(folder: Path, command: str, told: str) -> None:
    """Without a terminal no Rich table is drawn; a read never loads a verb or the YAML editor."""
    ran = Loaded(folder, CHILD, command)
    assert ran.process.returncode == 0, ran.process.stderr
    assert told in ran.process.stdout
    assert ran.of("rich.table", "rich.console", "rectify.actions", *NOT_FOR_A_LIST, *EXTRAS) == set()


@pytest.mark.parametrize(("verb", "words"), [("close", ()), ("return", ("--reason", "重办")), ("note", ("看过",))])
def test_a_write_loads_no_other_verb(folder: Path, verb: str, words: tuple[str, ...]) -> None:
    """A single command pays for its own verb alone, and reads no words for days where it was given none."""
    ran = Loaded(folder, CHILD, "--today", "2026-07-20", verb, "Q-1", *words)
    assert ran.process.returncode in (0, 5), ran.process.stderr
    modules = {f"rectify.actions.{'return_' if name == 'return' else name}" for name in VERBS}
    assert ran.of(*modules) == {f"rectify.actions.{'return_' if verb == 'return' else verb}"}
    assert ran.of("rectify.dates", "rectify.wording", "rectify.cli.batch") == set()


def test_no_wording_is_compiled_before_it_is_used() -> None:
    """A pattern that is made while its module is imported is paid for by commands that never look for it."""
    rooms = [path for path in (SRC / "wording").glob("*.py") if not path.name.startswith("where_")]  # for --where alone
    rooms += [SRC / "dates.py", *(SRC / "store" / f"{name}.py" for name in ("encodings", "glance", "layout"))]
    rooms += [SRC / "view" / f"{name}.py" for name in ("escape", "sheet", "values", "width", "wrap")]
    rooms += [SRC / "model" / "names.py", SRC / "model" / "path.py", SRC / "query" / "runs.py"]
    rooms += [SRC / "cli" / f"{name}.py" for name in ("app", "complete", "options", "runtime", "write")]
    made = [
        f"{name_of(path)}:{node.lineno}"
        for path in rooms
        for top in ast.parse(path.read_text(encoding="utf-8")).body
        if not isinstance(top, ast.FunctionDef | ast.ClassDef)
        for node in ast.walk(top)
        if isinstance(node, ast.Attribute) and node.attr == "compile"
    ]
    assert made == []


@pytest.mark.parametrize("words", [("list", "--due-within", "30d"), ("add", "--title", "新", "--due", "+30d")])
def test_only_what_asks_for_an_extra_loads_it(folder: Path, words: tuple[str, ...]) -> None:
    """Without business days no calendar is loaded, and no library of a foreign format by a verb that makes none."""
    ran = Loaded(folder, CHILD, *words)
    assert ran.process.returncode == 0, ran.process.stderr
    assert ran.of(*EXTRAS) == set()
    counting = Loaded(folder, CHILD, *words[:-1], words[-1].replace("d", "bd"))
    assert counting.of(*EXTRAS) == counting.of("holidays") != set()


@pytest.mark.parametrize("module", ["rectify.model.issue", *NOT_FOR_A_LIST, *NOT_FOR_A_START, *EXTRAS])
def test_the_modules_kept_from_start_up_exist(module: str) -> None:
    """A renamed module would make the tests above say nothing."""
    assert importlib.util.find_spec(module) is not None

"""The docs tell the truth: every verb, option, code, error and field is there, and every session is real."""

import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer

from rectify.actions.any_action import ACTIONS
from rectify.checks.all_checks import NAMES, check_named
from rectify.cli.app import VERBS, app
from rectify.errors import ExitCode
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.store.yaml_shape import header_keys, issue_keys
from tools.console import Command, Ran, lay_out, run, session_pages, sessions
from tools.docs import CHECKS, COMMANDS, EXIT_CODES, all_errors, code_of, stale

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
CHINESE = ROOT / "README.zh.md"
PLAYED = [(path, kind) for path in session_pages() if path in PAGES and path != CHINESE for kind in sessions(path)]


def text_of(path: Path) -> str:
    """What a page says."""
    return path.read_text(encoding="utf-8")


def name_of(path: Path) -> str:
    """A path from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


# --- what is generated ------------------------------------------------------------------------


def test_the_generated_parts_are_up_to_date() -> None:
    """`make docs` would change nothing."""
    assert [name_of(path) for path in stale()] == []


def commands_of(verb: str) -> list[Any]:
    """The command of a verb, or those of its group."""
    module = import_module(f"rectify.cli.{verb}_" if verb == "return" else f"rectify.cli.{verb}")
    command = typer.main.get_command(module.app)
    return list(getattr(command, "commands", {}).values()) or [command]


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_of_a_verb_stands_on_its_page(verb: str) -> None:
    """A verb has a page, in the list of verbs and with all its options."""
    page = text_of(COMMANDS / f"{verb}.md")
    commands = [*commands_of(verb), typer.main.get_command(app)]
    options = {option for command in commands for param in command.params for option in param.opts}
    options -= {"--version", "--install-completion", "--show-completion"}  # of the root alone
    assert {option for option in options if option.startswith("-") and option not in page} == set()
    assert f"({verb}.md)" in text_of(COMMANDS / "README.md")


def test_a_page_of_the_commands_is_a_verb() -> None:
    """No page is left of a verb that is gone."""
    assert {path.stem for path in COMMANDS.glob("*.md")} - {"README"} == set(VERBS)


def test_every_exit_code_is_explained() -> None:
    """The table has a row for each."""
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| \S", text_of(EXIT_CODES), re.MULTILINE)
    assert [(int(code), name) for code, name in rows] == [(int(code), code.name) for code in ExitCode]


def test_every_error_is_explained_by_the_name_scripts_know_it_by() -> None:
    """The page names what `-o json` gives as `code`."""
    assert [kind.__name__ for kind in all_errors() if f"| `{code_of(kind)}` |" not in text_of(EXIT_CODES)] == []
    assert [kind.__name__ for kind in all_errors() if kind.__new__(kind).code != code_of(kind)] == []


@pytest.mark.parametrize("page", [COMMANDS / "check.md", CHECKS / "README.md"], ids=name_of)
def test_every_check_is_listed(page: Path) -> None:
    """The page of `check` and that of all checks have a row for each."""
    assert [name for name in NAMES if f"| `{name}` |" not in text_of(page)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_its_page_of_three_parts(name: str) -> None:
    """What it looks for, why it matters, what to do: each with words of its own, those of the check."""
    page, check = text_of(CHECKS / f"{name}.md"), check_named(name)
    parts = re.findall(r"^## (.+)\n\n(\S.+)$", page, re.MULTILINE)
    assert [heading for heading, _ in parts] == ["What it looks for", "Why it matters", "What to do"]
    assert f"# {name}\n\nSeverity: {', '.join(check.SEVERITIES)}.\n" in page
    for (_, said), text in zip(parts, (check.FINDS, check.WHY, check.DO), strict=True):
        assert said.split()[:4] == text.split()[:4]


def test_a_page_of_the_checks_is_a_check() -> None:
    """No page is left of a check that is gone."""
    assert {path.stem for path in CHECKS.glob("*.md")} - {"README"} == set(NAMES)


# --- the file format --------------------------------------------------------------------------


def rows_of(heading: str) -> dict[str, str]:
    """The table under a heading of the file format: what is said of each key."""
    part = text_of(ROOT / "docs" / "file-format.md").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\| `(\w+)`(?:, [^|]*)? \| (.*) \|$", part, re.MULTILINE))


def test_every_field_of_an_issue_is_explained() -> None:
    """The table has the fields of the model, in its order."""
    assert list(rows_of("The fields of an issue")) == list(Issue.model_fields)


def test_every_key_of_the_header_is_explained() -> None:
    """The table has the keys of the model."""
    assert set(rows_of("The header")) == set(Header.model_fields)


@pytest.mark.parametrize("field", [name for name in Issue.model_fields if "deadline" not in name])
def test_the_keys_within_a_field_are_named(field: str) -> None:
    """What stands in a mapping, or in each part of a list, is said in the row of the field."""
    said = rows_of("The fields of an issue")[field]
    keys = issue_keys((field,)) or issue_keys((field, 0))
    assert [key for key in keys if f"`{key}`" not in said] == []


def test_the_keys_within_the_inspection_are_named() -> None:
    """So are those of the header's only mapping with fixed keys."""
    assert [key for key in header_keys(("inspection",)) if f"`{key}`" not in rows_of("The header")["inspection"]] == []


def test_nothing_is_promised_for_later() -> None:
    """The format says what it has; a field to come has no row anywhere."""
    headings = re.findall(r"^## (.+)$", text_of(ROOT / "docs" / "file-format.md"), re.MULTILINE)
    tables = [heading for heading in headings if rows_of(heading)]
    assert tables == ["The header", "The fields of an issue"]
    assert {name for heading in tables for name in rows_of(heading)} <= {*Issue.model_fields, *Header.model_fields}


def test_every_verb_of_a_batch_is_in_the_page_for_scripts() -> None:
    """What a line may say is told for each verb."""
    page = text_of(ROOT / "docs" / "json.md")
    assert [verb for verb in ACTIONS if f"| `{verb}` |" not in page] == []


OBJECTS = {
    "`list`, `show`": ("list -o json", "show HD-01 -o json"),
    "`log`": ("log -o json",),
    "`diff`": ("diff -o json",),
    "`summary`": ("summary -o json",),
    "`report`": ("report -o json 2>/dev/null",),
    "`gates`": ("gates HD-01 -o json",),
    "`policy`": ("policy -o json",),
    "`check`": ("check -o json",),
    "`check --explain`": ("check --explain missing-unit -o json",),
    "`audit verify`": ("audit verify -o json", "audit verify --chain -o json"),
    "`audit checkpoint`": ("note HD-03 立碑 >/dev/null; rectify audit checkpoint -o json",),
    "`evidence list`": ("evidence list -o json",),
    "`evidence check`": ("evidence check -o json",),
    "`evidence export`": ("evidence export HD-01 -o json",),
    "writes": ("start HD-03 -o json", "note HD-03 立碑 -o json"),
    "`undo`": ("start HD-05 >/dev/null; rectify undo -o json",),
    "`batch`": ("batch -o json </dev/null",),
    "an error": ("close HD-02 -o json",),
}


@pytest.mark.parametrize(("row", "commands"), OBJECTS.items(), ids=OBJECTS)
def test_the_keys_of_an_object_are_those_of_the_page(row: str, commands: tuple[str, ...], tmp_path: Path) -> None:
    """The page for scripts names every key of the outermost object, in its order."""
    said = re.search(rf"^\| {re.escape(row)} \| (.*) \|$", text_of(ROOT / "docs" / "json.md"), re.MULTILINE)
    assert said is not None
    keys = re.findall(r"`(\w+)`", said[1])
    lay_out("desk", tmp_path)
    for ran in run([Command(0, [f"rectify {command}"]) for command in commands], tmp_path):
        found = json.loads("\n".join(ran.output))
        assert [*found, *found.get("error", ())] == keys


def test_every_room_is_in_the_page_of_the_architecture() -> None:
    """The rooms of the contracts are those of the page."""
    contracts = tomllib.loads(text_of(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    rooms = re.findall(r"\w+", " ".join(contracts[0]["layers"]))
    page = text_of(ROOT / "docs" / "architecture.md")
    assert [room for room in rooms if f"`{room}/`" not in page and f"`{room}.py`" not in page] == []


# --- links ------------------------------------------------------------------------------------


def anchors_of(path: Path) -> set[str]:
    """The anchors of a page, as GitHub makes them from its headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text_of(path), flags=re.DOTALL | re.M), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(path: Path) -> Iterator[str]:
    """Links of a page that lead to no file of the repository, or to no heading."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(path)):
        if re.match("[a-z]+:", target):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists() or (anchor and anchor not in anchors_of(there)):
            yield target


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    """Every link within the repository has a file and a heading at its end."""
    assert list(dead_links(path)) == []


def test_every_page_can_be_found() -> None:
    """From the README one comes to every page of the docs in some steps."""
    seen, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        seen.add(page)
        linked = ((page.parent / file).resolve() for file in re.findall(r"\]\(([^)#\s]+)", text_of(page)))
        for path in linked:
            pages = path.glob("*.md") if path.is_dir() else [path]
            waiting += [one for one in pages if one.suffix == ".md" and one in PAGES and one not in seen]
    assert {name_of(path) for path in PAGES if path not in seen} == set()


# --- sessions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "kind"), PLAYED, ids=[f"{name_of(path)}-{kind}" for path, kind in PLAYED])
def test_a_session_is_real(path: Path, kind: str, tmp_path: Path) -> None:
    """What a page shows on its console is what the commands print; `make docs` writes it anew."""
    lay_out(kind, tmp_path)
    commands = sessions(path)[kind]
    really = run(commands, tmp_path)
    wrong = [(one.text, ran) for one, ran in zip(commands, really, strict=True) if not ran.is_as_shown(one)]
    assert wrong == []


def test_both_readmes_show_the_same_sessions() -> None:
    """So playing the English one proves the Chinese one."""
    assert as_shown(CHINESE) == as_shown(ROOT / "README.md")


def as_shown(path: Path) -> dict[str, list[tuple[str, list[str]]]]:
    """The commands of a page with their output."""
    return {kind: [(one.text, one.shown) for one in commands] for kind, commands in sessions(path).items()}


@pytest.mark.parametrize(
    ("shown", "output", "code", "fits"),
    [
        (["a", "b"], ["a", "b"], 0, True),
        (["a", "..."], ["a"], 0, True),
        (["...", "c"], ["a", "b", "c"], 0, True),
        (["x ... z"], ["x y z"], 0, True),
        (["a", "[5]"], ["a"], 5, True),
        (["a"], ["a"], 5, False),
        (["a"], ["a", "b"], 0, False),
        (["a.c"], ["abc"], 0, False),
    ],
)
def test_what_fits_a_session(shown: list[str], output: list[str], code: int, fits: bool) -> None:
    """`...` is any text in a line, or any lines; all else is letter for letter, the exit code too."""
    assert Ran(output, code).is_as_shown(Command(1, ["true"], shown)) is fits


# --- the machine it was written on ------------------------------------------------------------


def test_no_file_names_a_path_of_the_makers_machine() -> None:
    """Nothing in the repository tells where it was written."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("only in a checkout of git")
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
    machine = re.compile(rb"/(?:home|root|Users|work|private|var/folders)/[\w.-]")
    files = [ROOT / name for name in listed if name and (ROOT / name).is_file()]
    assert [name_of(path) for path in files if machine.search(path.read_bytes())] == []

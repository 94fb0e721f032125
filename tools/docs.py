"""Make the generated parts of the docs again, or check that they are up to date (--check).

- `docs/commands/VERB.md`: the help of the verb, 80 columns wide.
- `docs/exit-codes.md`: the table of exit codes and every expected failure, from `rectify.errors` and `rectify.faults`.
- `docs/checks/NAME.md`: what each named check looks for, from its module; and the table of all of them, which
  `docs/commands/check.md` has too.
- `docs/json.md`: the output forms, and the fields that a line of a batch may have, verb by verb.
- Console sessions (`tools/console.py`): the output of their commands; the tests run these, so --check leaves them out.

A generated part stands between `<!-- NAME:begin -->` and `<!-- NAME:end -->`. Run by `make docs` and `make check`.
"""

import inspect
import io
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path
from typing import Final
from unittest.mock import patch

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rectify import errors, faults  # noqa: E402  # below the line that tools.console needs
from rectify.actions.any_action import ACTIONS, field_names  # noqa: E402
from rectify.checks.all_checks import NAMES, Check, check_named  # noqa: E402
from rectify.cli.app import VERBS, run  # noqa: E402
from rectify.cli.options import WRITE_FORMS  # noqa: E402
from rectify.cli.surroundings import Surroundings  # noqa: E402
from rectify.errors import ExitCode, RectifyError  # noqa: E402
from rectify.view.check_page import check_md, severities_of  # noqa: E402
from tools.console import renewed, session_pages  # noqa: E402

COMMANDS: Final = ROOT / "docs" / "commands"
CHECKS: Final = ROOT / "docs" / "checks"
EXIT_CODES: Final = ROOT / "docs" / "exit-codes.md"
JSON: Final = ROOT / "docs" / "json.md"
INNER: Final = {
    "audit": ("verify", "checkpoint", "adopt"),
    "evidence": ("list", "check", "export"),
    "policy": ("set", "person", "unit"),
}
"""Verbs that are groups, with their own verbs."""

FORM_USES: Final = {
    "table": "people; what is given when nothing else is asked for",
    "wide": "people with a wide screen: more columns",
    "json": "programs: one object, schema `rectify/1`",
    "jsonl": "line by line: one issue, run or result a line, without the object around it",
    "csv": "spreadsheets",
    "plain": "`cut` and `awk`: rows without a heading, cells apart by tabs",
    "yaml": "reading: the object of `json`, as YAML",
    "ids": "a pipe into another verb",
    "md": "a report to hand on, in Markdown",
    "ics": "calendars on phones and in mail programs (iCalendar)",
    "docx": "Word and what else reads its documents; always into a file (`--to`)",
}
"""What each output form is for."""

MEANINGS: Final = {
    ExitCode.DONE: "Done, or there was nothing to do.",
    ExitCode.NO: "The answer is no: `check` found errors (with `--strict`, as in `evidence check`, also warnings); "
    "`audit verify` found no damage, but an edit that is not adopted, or no run at all; `list --exit-code` found any "
    "issue, `diff --exit-code` any difference, `gates --exit-code` an open gate, "
    "`due --exit-code` something late or due today.",
    ExitCode.USAGE: "The command line cannot be read: an unknown verb or option, a bad date, value or expression.",
    ExitCode.INVALID: "The register, or what was handed in, cannot be used: a flaw in the file, bad evidence.",
    ExitCode.UNKNOWN_ISSUE: "No such issue, or no such measure, milestone or indicator of it.",
    ExitCode.REFUSED: "A rule refuses it; every open gate is named. Also a batch that left lines out (`--keep-going`).",
    ExitCode.CONFLICT: "Another process holds the register, or the issue is past the revision asked for (`if_rev`).",
    ExitCode.INTEGRITY: "Trail, evidence and register disagree: damage, a hand edit not adopted, a deleted issue.",
    ExitCode.SURROUNDINGS: "No register here, no permission, no room, no locks, an extra that is not installed, no way "
    "to write the output.",
    ExitCode.UNPUBLISHED: "Recorded, but the register file is not replaced yet. The next write completes it.",
    ExitCode.INTERNAL: "A bug in rectify; what it prints is the report to send.",
    ExitCode.INTERRUPTED: "Interrupted from the keyboard.",
    ExitCode.READER_GONE: "Whoever read the output went away (`rectify list | head -1`).",
}


def help_of(*words: str) -> str:
    """The help of a command as a terminal of 80 columns shows it."""
    out = io.StringIO()
    with patch.dict(os.environ, {"COLUMNS": "80"}), redirect_stdout(out):
        run([*words, "--help"], Surroundings(stdout=out, stderr=out))
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip().splitlines())


def help_part(verb: str) -> str:
    """The help of a verb, and of the verbs it holds, as fenced text."""
    commands = [(verb,), *((verb, inner) for inner in INNER.get(verb, ()))]
    return "\n\n".join(f"```text\n$ rectify {' '.join(words)} --help\n{help_of(*words)}\n```" for words in commands)


def all_errors() -> list[type[RectifyError]]:
    """Every expected failure, in the order of the source."""
    return [
        kind
        for kind in (*vars(errors).values(), *vars(faults).values())
        if inspect.isclass(kind) and issubclass(kind, RectifyError) and kind is not RectifyError
    ]


def code_of(kind: type[RectifyError]) -> str:
    """The name of an error for scripts."""
    return re.sub("(?!^)(?=[A-Z])", "-", kind.__name__).lower()


def exit_of(kind: type[RectifyError]) -> str:
    """The exit code of an error; a batch has that of its first bad line."""
    own = "exit_code" in inspect.signature(kind).parameters
    return "that of its first bad line" if own else str(int(kind.exit_code))


def codes_part() -> str:
    """The table of exit codes."""
    rows = (f"| {int(code)} | `{code.name}` | {_cell(MEANINGS[code])} |" for code in ExitCode)
    return "\n".join(("| exit | name | meaning |", "|---:|---|---|", *rows))


def errors_part() -> str:
    """A table of every expected failure: its code for scripts, its exit code, when, message and hint."""
    return "\n".join(("| code | exit | when | message | hint |", "|---|---:|---|---|---|", *_error_rows()))


def _error_rows() -> Iterator[str]:
    for kind in all_errors():
        when = (inspect.getdoc(kind) or "").splitlines()[0]
        cells = (f"`{code_of(kind)}`", exit_of(kind), when, _words(kind.template), _words(kind.hint_template))
        yield f"| {' | '.join(cells)} |"


def checks_part(folder: str) -> str:
    """The table of all checks: name, how bad its flaws are, the rule it holds; `folder` leads to their pages."""
    rows = (_check_row(check_named(name), folder) for name in NAMES)
    return "\n".join(("| check | severity | the rule | |", "|---|---|---|---|", *rows))


def _check_row(check: Check, folder: str) -> str:
    """The rule is what the first line of its module says behind the name."""
    rule = (inspect.getdoc(check) or "").splitlines()[0].partition(": ")[2]
    return f"| `{check.NAME}` | {severities_of(check)} | {_cell(rule)} | [more]({folder}{check.NAME}.md) |"


def check_pages() -> dict[Path, str]:
    """The page of each check; all of it is made."""
    made = "<!-- made by tools/docs.py from src/rectify/checks/{}.py; change it there -->"
    foot = "[All checks](README.md) · [rectify check](../commands/check.md)"
    return {
        CHECKS / f"{name}.md": f"{made.format(name.replace('-', '_'))}\n{check_md(check_named(name))}\n{foot}\n"
        for name in NAMES
    }


def _words(template: str | None) -> str:
    if template is None:
        return ""
    if re.fullmatch(r"\{\w+\}", template):
        return "as the case is"
    return _cell(f"`{template.replace('!r}', '}')}`")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def batch_part() -> str:
    """What a line of a batch may say for each verb, what must be there in bold."""
    rows = (f"| `{verb}` | {', '.join(_batch_fields(verb))} |" for verb in ACTIONS)
    return "\n".join(("| verb | fields beside `id`, `reason`, `on`, `if_rev` |", "|---|---|", *rows))


_WRITING: Final = {*ACTIONS, "batch", "undo"} - {"notice", "policy"}
"""Verbs that only write; the policy is also read, and a notice also printed."""


def forms_part() -> str:
    """The output forms, each with the verbs that have it."""
    rows = []
    for form, use in FORM_USES.items():
        has = [f"`{verb}`" for verb in VERBS if verb not in _WRITING and form in _forms_of(verb)]
        has += ["all that write"] if form in WRITE_FORMS else []
        rows.append(f"| `-o {form}` | {', '.join(has)} | {use} |")
    return "\n".join(("| form | verbs | for |", "|---|---|---|", *rows))


def _forms_of(verb: str) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(import_module(f"rectify.cli.{verb}"), "FORMS", WRITE_FORMS)
    return found


def _batch_fields(verb: str) -> Iterator[str]:
    needed = [info.is_required() for info in ACTIONS[verb].model_fields.values()]
    for name, is_needed in zip(field_names(ACTIONS[verb]), needed, strict=True):
        if name not in ("id", "reason", "on", "if_rev"):
            yield f"**`{name}`**" if is_needed else f"`{name}`"


def with_part(page: str, name: str, part: str) -> str:
    """A page with a generated part put between its marks."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise SystemExit(f"no {begin} … {end} in the page that begins {page.splitlines()[:1]}")
    return f"{before}{begin}\n{part}\n{end}{after}"


def pages() -> dict[Path, str]:
    """Every page with generated parts, as it should be."""
    made = check_pages()
    for verb in VERBS:
        path = COMMANDS / f"{verb}.md"
        made[path] = with_part(path.read_text(encoding="utf-8"), "help", help_part(verb))
    made[COMMANDS / "check.md"] = with_part(made[COMMANDS / "check.md"], "checks", checks_part("../checks/"))
    made[CHECKS / "README.md"] = with_part(
        (CHECKS / "README.md").read_text(encoding="utf-8"), "checks", checks_part("")
    )
    index = COMMANDS / "README.md"
    made[index] = with_part(index.read_text(encoding="utf-8"), "help", f"```text\n$ rectify --help\n{help_of()}\n```")
    codes = with_part(EXIT_CODES.read_text(encoding="utf-8"), "codes", codes_part())
    made[EXIT_CODES] = with_part(codes, "errors", errors_part())
    forms = with_part(JSON.read_text(encoding="utf-8"), "forms", forms_part())
    made[JSON] = with_part(forms, "batch", batch_part())
    return made


def stale() -> dict[Path, str]:
    """The pages whose generated parts are not as they should be, as they should be."""
    return {
        path: text for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text
    }


def main() -> None:
    """Check, or write what is stale."""
    old = stale()
    if "--check" in sys.argv[1:]:
        if old:
            names = " ".join(path.relative_to(ROOT).as_posix() for path in old)
            sys.exit(f"not up to date: {names}\nrun: make docs")
        return
    _write(old)
    played = session_pages()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = dict(zip(played, pool.map(renewed, played), strict=True))
    _write({path: text for path, text in texts.items() if path.read_text(encoding="utf-8") != text})


def _write(texts: dict[Path, str]) -> None:
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)} is renewed")


if __name__ == "__main__":
    main()

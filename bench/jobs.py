"""What is timed, and in which folder: every job gets a register of its own where it changes it."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from bench.make_register import issue_id
from bench.measure import Job
from bench.places import AFTER_YEAR_END, REGISTER, REPORT, TODAY, Places, edit_by_hand, forget, on, own, warm
from bench.process import environment, run
from bench.trails import TRAIL, lengthen

YARDSTICKS = Path(__file__).resolve().parent / "yardsticks"
NAIVE: Final = "CSafeLoader + pydantic"
CHAIN_LOOP: Final = "json.loads + sha256"
RICH_TABLE: Final = "Rich table"
LOOP: Final = 100
ROUNDS: Final = 7
"""So many rounds of a loop shall fit into the budget."""
SHORTEST: Final = 5
"""Closes of a loop that is cut short."""
BATCH: Final = 1000
SHOWN: Final = 7000
ROWS: Final = "rows"
"""The last word of a remark that says how much a command lists."""

Closing = Callable[[int], list[str]]
"""The words that close the n-th issue."""
Warming = Callable[[Path], None]
"""Reads a fresh copy once."""

WORDS: Final[dict[str, tuple[str, ...]]] = {
    "overdue": ("list", "--overdue"),
    "due": ("due",),
    "summary": ("summary",),
}
"""The reads that are timed on a register as it was, and after an edit by hand."""


def has(verb: str, folder: Path) -> bool:
    """True when this build has a verb."""
    words = own(verb, "--help")
    silent = subprocess.DEVNULL
    return not subprocess.run(
        words, env=environment(folder), stdin=silent, stdout=silent, stderr=silent, check=False
    ).returncode


def jobs_for(places: Places, issues: int, budget: float) -> Iterator[Job]:
    """All jobs on a register of one size."""
    template = places.template(issues)
    still = places.copy(template, "still")
    warm(still)
    yield from _start_up(still, issues)
    yield from _reads(places, issues)
    yield from closing(places, issues, budget)
    if issues >= BATCH:
        yield from batches(places, issues)
    if issues >= SHOWN:
        yield from _on_terminal(places.copy(template, "terminal"), issues)


def _start_up(folder: Path, issues: int) -> Iterator[Job]:
    yield Job("version", lambda _: own("--version"), folder, issues)
    asked = {
        "_RECTIFY_COMPLETE": "complete_bash",
        "COMP_WORDS": f"rectify show {issue_id(issues)[:-1]}",
        "COMP_CWORD": "2",
    }
    yield Job("completion", lambda _: own()[:1], folder, issues, more=asked)


def _reads(places: Places, issues: int) -> Iterator[Job]:
    template = places.template(issues)
    still, middle = places.base / f"{template.name}-still", issue_id(issues // 2)
    for name, words in WORDS.items():
        if not has(words[0], still):
            continue
        rows = _rows(own(*words), still) if name != "summary" else ""
        yield Job(name, lambda _, words=words: own(*words), still, issues, remark=rows)  # type: ignore[misc]
        edited = places.copy(template, f"edited-{name}")
        warm(edited)

        def edit(number: int, folder: Path = edited) -> None:
            edit_by_hand(folder, 1 + number * 7919 % issues, "改")

        yield Job(f"{name}, edited", lambda _, words=words: own(*words), edited, issues, ready=edit)  # type: ignore[misc]
    many = on(AFTER_YEAR_END, "list", "--overdue")
    yield Job("many rows", lambda _: many, still, issues, remark=_rows(many, still))
    run(own("log", middle), still)  # the first one reads all of the trail
    yield Job("log", lambda _: own("log", middle), still, issues)
    yield Job("show", lambda _: own("show", middle), still, issues)
    first = places.copy(template, "first")
    yield Job("first", lambda _: own("list", "--overdue"), first, issues, ready=lambda _: forget(first))
    naive = [sys.executable, str(YARDSTICKS / "naive_list.py"), REGISTER, TODAY]
    yield Job("first", lambda _: naive, first, issues, program=NAIVE)


def _rows(words: list[str], folder: Path) -> str:
    """How many issues a command lists."""
    listed = [*words, "-o", "ids"]
    silent, env = subprocess.DEVNULL, environment(folder)
    found = subprocess.run(listed, cwd=folder, env=env, stdin=silent, stdout=subprocess.PIPE, check=True)
    return f"{len(found.stdout.splitlines()):,} {ROWS}"


def close_words(number: int) -> list[str]:
    """Close the n-th issue, with evidence."""
    return own("close", issue_id(number), "--evidence", REPORT)


def closing(places: Places, issues: int, budget: float) -> Iterator[Job]:
    """One close, and a hundred of them in a loop of the shell."""
    folder = places.copy(places.template(issues), "closing")
    yield Job("close", close_words, folder, issues)
    run(close_words(issues), folder)
    one = run(close_words(issues - 1), folder).seconds
    yield loop_job(places, places.template(issues), issues, close=close_words, one=one, budget=budget)


def loop_job(
    places: Places, template: Path, issues: int, *, close: Closing, one: float, budget: float, made_warm: Warming = warm
) -> Job:
    """Closes in a loop of the shell, each time in a fresh copy; a loop cut short counts as if it had gone on.

    `close` are the words of the n-th close, `one` the seconds it takes, `budget` how many all rounds may take.
    """
    wanted = min(LOOP, issues - 2)
    length = max(SHORTEST, min(wanted, int(budget / one / ROUNDS)))
    script = " &&\n".join(shlex.join(close(number)) for number in range(1, length + 1))
    remark = f"{wanted} closes" if length == wanted else f"{length} closes, counted as {wanted}"

    def ready(_number: int) -> None:
        made_warm(places.copy(template, "loop"))

    folder, scale = places.base / f"{template.name}-loop", wanted / length
    return Job("loop", lambda _: ["sh", "-c", script], folder, issues, ready=ready, scale=scale, remark=remark)


def spread(issues: int) -> range:
    """The numbers of a thousand issues that lie evenly over a register, as those closed in one week do."""
    step = issues // BATCH
    return range(1, 1 + BATCH * step, step)


def batches(places: Places, issues: int) -> Iterator[Job]:
    """A thousand closes as one run: with evidence there already, and each with a file."""
    lines = [f"close {issue_id(number)}" for number in spread(issues)]
    handed = [f"{line} --evidence {REPORT}" for line in lines]
    attached = places.with_evidence(issues, spread(issues))
    for name, template, text in (("batch", attached, lines), ("batch, files", places.template(issues), handed)):
        file = places.base / f"{name.replace(', ', '-')}-{issues}.txt"
        file.write_text("".join(f"{line}\n" for line in text), encoding="utf-8")
        copied = "files" if "," in name else "batch"

        def ready(_number: int, template: Path = template, copied: str = copied) -> None:
            warm(places.copy(template, copied))

        words = own("batch", str(file))
        folder = places.base / f"{template.name}-{copied}"
        yield Job(name, lambda _, words=words: words, folder, issues, ready=ready)  # type: ignore[misc]


def _on_terminal(folder: Path, issues: int) -> Iterator[Job]:
    words = own("list", "--limit", str(SHOWN))
    yield Job("terminal", lambda _: words, folder, issues, on_terminal=True)
    fields = ("id", "title", "units.responsible", "status", "deadline.date", "days_left")
    rows = folder / "rows.jsonl"
    listed = subprocess.run(
        [*words, "-o", "jsonl", "--fields", ",".join(fields)],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
    )
    with rows.open("w", encoding="utf-8") as file:
        for line in listed.stdout.splitlines():
            row = json.loads(line)
            cells = [row.get(name) for name in fields]
            texts = [", ".join(cell) if isinstance(cell, list) else str(cell or "") for cell in cells]
            file.write(json.dumps(texts, ensure_ascii=False) + "\n")
    table = [sys.executable, str(YARDSTICKS / "rich_table.py"), rows.name]
    yield Job("terminal", lambda _: table, folder, issues, program=RICH_TABLE, on_terminal=True)


def audit_jobs(places: Places, runs: int) -> Iterator[Job]:
    """The checks of a trail of so many runs, ten of them for each issue."""
    folder = places.copy(places.template(runs // 10), "audited")
    lengthen(folder, runs)
    warm(folder)
    yield Job("audit chain", lambda _: own("audit", "verify", "--chain"), folder, runs)
    yield Job("audit verify", lambda _: own("audit", "verify"), folder, runs)
    loop = [sys.executable, str(YARDSTICKS / "chain_loop.py"), TRAIL]
    yield Job("audit chain", lambda _: loop, folder, runs, program=CHAIN_LOOP)

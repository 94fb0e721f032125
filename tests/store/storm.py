"""Many processes at one register: forked from one that has imported everything, and let go in the same moment.

`python -m tests.store.storm JOB REGISTER …` is a process of its own, since one with threads (a test runner) should
not fork. It prints how each of its children ended, as a JSON list of exit codes.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from rectify.acting import Who
from rectify.actions.any_action import read_action
from rectify.cli.app import run
from rectify.cli.surroundings import Surroundings
from rectify.session import Outcome, Session
from rectify.store.folder import FolderStore
from tests.store.people import ordinary_user

SHARED = "Q-0"
"""The issue that every writer changes; the others have one each."""
DONE, FAILED, NOTHING, REFUSED = 0, 1, 20, 25
Job = Callable[[], int]


def register_text(issues: int) -> str:
    """A register of so many issues, and one for all."""
    lines = (f"  - id: Q-{number}\n    title: 第{number}项\n    status: open\n" for number in range(issues + 1))
    return "format: 1\nregister: {title: 试册}\nissues:\n" + "".join(lines)


def one(register: str, me: str, verb: str, id_: str, **fields: object) -> Outcome:
    """One request, by itself, with the real clock."""
    session = Session(FolderStore(register, timeout=600), lambda: datetime.now(UTC), Who(me, me, "desk"))
    return session.do([read_action({"verb": verb, "id": id_, **fields}, datetime.now(UTC).date)])


def writer(register: str, me: int, changes: int) -> Job:
    """So many changes: of the writer's own issue, and, every second time, of the one that all change."""

    def work() -> int:
        for number in range(changes):
            issue = SHARED if number % 2 else f"Q-{me}"
            outcome = one(register, f"w{me}", "edit", issue, set={f"custom.w{me}_{number}": f"{me}.{number}"})
            if not outcome.receipt:
                raise AssertionError(outcome.errors)
        return DONE

    return work


def closer(register: str, me: int, issue: str, paper: str) -> Job:
    """One `close` with a paper; how it ended."""

    def work() -> int:
        outcome = one(register, f"w{me}", "close", issue, evidence=[paper])
        if outcome.errors:
            return REFUSED
        return DONE if outcome.receipt else NOTHING

    return work


def reader(register: str, rounds: int, issues: int, *, as_guest: bool) -> Job:
    """Every reading command, again and again; none may fail, nor see half a file. A guest may not take the lock."""
    commands = [["list", "--all"], ["show", SHARED], ["log", SHARED], ["summary"], ["check"]]

    def look() -> None:
        for words in commands:
            out, err = io.StringIO(), io.StringIO()
            code = run(["-f", register, *words, "-o", "json"], Surroundings(stdout=out, stderr=err))
            told = json.loads(out.getvalue() or "{}")
            is_whole = told.get("total", issues) in (issues, 1) or words[0] == "log"
            if code or not is_whole or told.get("errors") or told.get("damaged"):
                raise AssertionError(words, code, err.getvalue(), told.get("flaws"))

    def work() -> int:
        if as_guest:
            look()  # so that all modules are loaded: they may lie where a guest may not read
        for _ in range(rounds):
            if as_guest:
                with ordinary_user():
                    look()
            else:
                look()
        return DONE

    return work


def all_at_once(jobs: Sequence[Job]) -> list[int]:
    """Run each job in a process of its own, all let go at once; how each ended."""
    gate, opener = os.pipe()
    children = []
    for job in jobs:
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.read(gate, 1)  # until the last holder of the other end is gone
            _work(job)
        children.append(child)
    os.close(gate)
    os.close(opener)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


def _work(job: Job) -> None:
    code = FAILED
    try:
        code = job()
    except Exception as error:  # noqa: BLE001  # a child must end here, whatever happens
        sys.stderr.write(f"{error!r}\n")
        sys.stderr.flush()
    finally:
        os._exit(code)


def _storm(register: str, writers: int, changes: int, *watching: int) -> list[int]:
    readers, guests, rounds = watching
    issues = Path(register).read_text("utf-8").count("- id:")
    jobs = [writer(register, me, changes) for me in range(1, writers + 1)]
    jobs += [reader(register, rounds, issues, as_guest=False)] * readers
    jobs += [reader(register, rounds, issues, as_guest=True)] * guests
    return all_at_once(jobs)


def _closers(register: str, rounds: int, *papers: str) -> list[int]:
    codes = []
    for number in range(1, rounds + 1):
        codes += all_at_once([closer(register, me, f"Q-{number}", paper) for me, paper in enumerate(papers)])
    return codes


def main() -> None:
    """`storm REGISTER WRITERS CHANGES READERS GUESTS ROUNDS`, or `closers REGISTER ROUNDS PAPER PAPER…`."""
    job, register, *words = sys.argv[1:]
    if job == "storm":
        codes = _storm(register, *(int(word) for word in words))
    else:
        codes = _closers(register, int(words[0]), *words[1:])
    sys.stdout.write(json.dumps(codes))


if __name__ == "__main__":
    main()

"""Many command lines as processes of their own, for the price of one start: a parent that forks for each.

As a script it reads one JSON list from stdin: for each command line its words (hexadecimal bytes), its folder,
its environment and the file its stdin comes from. It writes the exit codes; what a process says goes to the
files `out` and `err` of its folder. Streams, arguments and exit are the system's, as a shell would give them.
"""

import gc
import io
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

PRELOADED = (
    *("rectify.cli.list", "rectify.cli.show", "rectify.cli.close", "rectify.cli.edit", "rectify.cli.batch_run"),
    *("rectify.cli.app", "rectify.session", "rectify.store.folder", "rectify.view.outcome", "rectify.view.issue_list"),
    *(
        "rectify.view.error_text",
        "rectify.store.yaml_edit",
        "rectify.where",
        "rectify.dates",
        "rectify.view.plain_table",
    ),
)
KILLED = -1
"""The exit code of a process that did not end by itself."""


def run_all(cases: list[dict[str, Any]]) -> list[int]:
    """Run the command lines one after another; their exit codes."""
    for module in PRELOADED:  # once, for all children
        import_module(module)
    gc.freeze()
    codes = []
    for case in cases:
        child = os.fork()
        if not child:
            _run(case)
        _, status = os.waitpid(child, 0)
        codes.append(os.WEXITSTATUS(status) if os.WIFEXITED(status) else KILLED)
    return codes


def _run(case: dict[str, Any]) -> None:
    os.chdir(case["folder"])
    for number, name, flags in ((0, case["stdin"], os.O_RDONLY), (1, "out", 0o1101), (2, "err", 0o1101)):
        os.dup2(os.open(name, flags, 0o600), number)
    os.environ.update(case["environment"])
    sys.argv = ["rectify", *(os.fsdecode(bytes.fromhex(word)) for word in case["words"])]
    sys.stdin, sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.FileIO(number, mode, closefd=False), encoding="utf-8")
        if number
        else io.TextIOWrapper(io.BufferedReader(io.FileIO(0, "r", closefd=False)), encoding="utf-8")
        for number, mode in ((0, "r"), (1, "w"), (2, "w"))
    )
    code = 1
    try:
        from rectify.cli.app import main

        main()
    except SystemExit as ended:
        code = int(ended.code or 0)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    given = json.loads(sys.stdin.buffer.read())
    Path(sys.argv[1]).write_text(json.dumps(run_all(given)), encoding="utf-8")

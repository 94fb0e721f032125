"""What each layer of a command costs, in instructions that noise cannot change: `python -m bench.layers`.

Every layer is counted alone, from a bare Python, so a layer holds those it imports itself; whole commands stand below.
Counts are given in times of `python -c pass`. It needs valgrind, and takes minutes for a large register.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench import startup

FLOOR: Final = "pass"
LAYERS: Final = (
    "import re, json, dataclasses, pathlib",
    "import hashlib",
    "import typer",
    "import rectify.cli.app",
    "import yaml; yaml.CSafeLoader",
    "from pydantic import BaseModel",
    "import rectify.model.record",
    "import rectify.model.issue",
    "import rectify.model.register",
    "import rectify.model.light",
    "import rectify.query.choice",
    "import rectify.store.folder",
    "import rectify.actions.any_action",
    "import rectify.session",
    "import rich.table, rich.console",
)
"""Each with all that it imports itself."""
COMMANDS: Final = ("--version", "completion", "list --overdue", "close")


def counted(folder: Path, sizes: list[int]) -> Iterator[tuple[str, int]]:
    """The layers and the whole commands with their instructions, the floor first."""
    env = startup.environment(folder, "")
    for layer in (FLOOR, *LAYERS):
        startup.run([sys.executable, "-c", layer], folder, env)  # so that all is compiled
        yield f"python -c '{layer}'", startup.executed([layer], folder, env)
    for issues in sizes:
        template = startup.make_folder(folder / f"template-{issues}", issues)
        for command in COMMANDS:
            yield f"rectify {command}, {issues:,} issues", startup.instructions(command, template) or 0


def main() -> None:
    """Print a line each."""
    parser = argparse.ArgumentParser(description="Count the instructions of each layer of a command.")
    parser.add_argument("--sizes", default="66", help="numbers of issues, by commas (66)")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    if not shutil.which("valgrind"):
        sys.exit("valgrind is needed to count instructions")
    with tempfile.TemporaryDirectory(prefix="rectify-layers-") as name:
        floor = None
        for what, number in counted(Path(name).resolve(), sizes):
            floor = floor or number
            print(f"{number / floor:8.1f}×  {what}", flush=True)


if __name__ == "__main__":
    main()

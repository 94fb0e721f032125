"""Write requirements-dev.lock: the exact version of everything that runs, tests and builds rectify.

It asks pip for a resolution of what `pyproject.toml` names, without installing anything, and keeps names
and versions only: where a package came from is the business of the machine that installs it.
Run by `make lock`, with the oldest Python that rectify supports.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements-dev.lock"
HEAD = "# Exact versions for run, test and build. Made by `make lock` from pyproject.toml; do not edit.\n"


def wanted() -> list[str]:
    """The direct requirements: of rectify, of its development group, of its build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]


def resolved(requirements: list[str]) -> list[str]:
    """What pip would install for them into an empty environment, as `name==version` lines."""
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    answer = subprocess.run([*pip, *requirements], check=True, stdout=subprocess.PIPE)
    packages = [entry["metadata"] for entry in json.loads(answer.stdout)["install"]]
    packages.sort(key=lambda package: package["name"].casefold())
    return [f"{package['name']}=={package['version']}" for package in packages]


def main() -> None:
    """Renew the lock file."""
    if sys.version_info[:2] != (3, 11):
        sys.exit("make lock: use Python 3.11, the oldest that rectify supports (PYTHON=python3.11)")
    LOCK.write_text(HEAD + "\n".join(resolved(wanted())) + "\n", encoding="utf-8")
    print(f"{LOCK.name} is renewed")


if __name__ == "__main__":
    main()

"""The door: what is settled before anything large is imported."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rectify.__main__ import SEARCH_FROM

DOOR = """
import atexit, gc, os, sys
atexit.register(lambda: print(gc.get_threshold()[0], os.environ.get("PYDANTIC_DISABLE_PLUGINS")))
sys.argv = ["rectify", "--version"]
from rectify.__main__ import main
main()
"""


@pytest.mark.parametrize(("given", "kept"), [({}, "__all__"), ({"PYDANTIC_DISABLE_PLUGINS": "mine"}, "mine")])
def test_the_search_for_garbage_waits_and_plugins_stay_out(given: dict[str, str], kept: str) -> None:
    """The search is not put off for ever; what somebody said about plugins holds."""
    plain = {key: value for key, value in os.environ.items() if key != "PYDANTIC_DISABLE_PLUGINS"}
    ran = subprocess.run([sys.executable, "-c", DOOR], env=plain | given, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == f"{SEARCH_FROM} {kept}"


@pytest.mark.parametrize(("given", "wanted"), [({}, "False"), ({"PYDANTIC_DISABLE_PLUGINS": "mine"}, "True")])
def test_what_plugins_are_sought_with_is_loaded_when_they_are(
    given: dict[str, str], wanted: str, tmp_path: Path
) -> None:
    """A write validates without it; who asks for plugins has them sought as ever."""
    code = DOOR.replace("gc.get_threshold()[0]", "'email' in sys.modules").replace(
        '"--version"', '"init", "--title", "台账"'
    )
    plain = {key: value for key, value in os.environ.items() if key != "PYDANTIC_DISABLE_PLUGINS"}
    words = [sys.executable, "-c", code]
    ran = subprocess.run(words, cwd=tmp_path, env=plain | given, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1].split()[0] == wanted


def test_importing_the_door_settles_nothing() -> None:
    """Only whoever goes through it has Python's settings changed."""
    code = "import gc; was = gc.get_threshold(); import rectify.__main__; assert gc.get_threshold() == was"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Mutants of registers, edits, trails, batches and command lines for a long time: SECONDS each, from SEED on."""

import os
import time
from random import Random

import pytest

from tests.cli.harness import Cli
from tests.fuzz.targets import TARGETS
from tests.soak.conftest import Tell

SECONDS = float(os.environ.get("SECONDS", "240"))
SEED = int(os.environ.get("SEED", "1000000"))


@pytest.mark.parametrize("name", TARGETS)
def test_mutants_keep_every_promise_for_long(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str, tell: Tell
) -> None:
    """No internal error, no control byte on the screen, no byte changed by what is refused, a sound trail."""
    folder = tmp_path_factory.mktemp(name)
    monkeypatch.chdir(folder)
    cli = Cli(folder)
    until = time.monotonic() + SECONDS
    seed = SEED
    while time.monotonic() < until:
        TARGETS[name](Random(seed), cli)  # noqa: S311  # made-up data, no secrets
        seed += 1
    tell(f"{seed - SEED} mutants of {name} from seed {SEED}")

"""CONFIG: where is the register, who am I; from options and the environment, never from a file.

May import `rectify.errors`. Must never read the register itself.
"""

import os
from collections.abc import Mapping

from rectify.faults import NoRegister
from rectify.login import host, login

__all__ = ["host", "login"]  # with all below, what the other rooms import from here

USUAL_NAMES = ("issues.yaml", os.path.join("data", "issues.yaml"))
REGISTER_VARIABLE = "RECTIFY_REGISTER"
ACTOR_VARIABLE = "RECTIFY_ACTOR"
DEBUG_VARIABLE = "RECTIFY_DEBUG"


def find_register(asked: str | None, environment: Mapping[str, str], folder: str) -> str:
    """The path of the register: the option, RECTIFY_REGISTER, else the usual names here or in the nearest parent.

    A trail alone marks the place of a register that is gone: nobody shall write into the one of a folder above.

    Raises:
        NoRegister: there is none of the usual ones.
    """
    named = asked or environment.get(REGISTER_VARIABLE)
    if named:
        return named
    place = os.path.abspath(folder)
    while True:
        for name in USUAL_NAMES:
            path = os.path.join(place, name)
            if os.path.isfile(path) or os.path.isfile(f"{path.removesuffix('.yaml')}.log.jsonl"):
                return os.path.relpath(path, folder) if place == os.path.abspath(folder) else path
        parent = os.path.dirname(place)
        if parent == place:
            raise NoRegister(looked=f"no {' or '.join(USUAL_NAMES)} in this folder or any above it")
        place = parent


def new_register(asked: str | None, environment: Mapping[str, str]) -> str:
    """The path at which a new register is made: the option, RECTIFY_REGISTER, else issues.yaml here."""
    return asked or environment.get(REGISTER_VARIABLE) or USUAL_NAMES[0]


def actor(asked: str | None, environment: Mapping[str, str]) -> str:
    """The name that is recorded: the option, RECTIFY_ACTOR, else login@host."""
    return asked or environment.get(ACTOR_VARIABLE) or f"{login()}@{host()}"

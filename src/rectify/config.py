"""CONFIG: where is the register, who am I; from options and the environment, never from a file.

May import `rectify.errors`. Must never read the register itself.
"""

import os
import pwd
from collections.abc import Mapping

from rectify.faults import NoRegister

USUAL_NAMES = ("issues.yaml", os.path.join("data", "issues.yaml"))
REGISTER_VARIABLE = "RECTIFY_REGISTER"
ACTOR_VARIABLE = "RECTIFY_ACTOR"
DEBUG_VARIABLE = "RECTIFY_DEBUG"


def find_register(asked: str | None, environment: Mapping[str, str], folder: str) -> str:
    """The path of the register: the option, RECTIFY_REGISTER, else the usual names here or in the nearest parent.

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
            if os.path.isfile(path):
                return os.path.relpath(path, folder) if place == os.path.abspath(folder) else path
        parent = os.path.dirname(place)
        if parent == place:
            raise NoRegister(looked=f"no {' or '.join(USUAL_NAMES)} in this folder or any above it")
        place = parent


def new_register(asked: str | None, environment: Mapping[str, str]) -> str:
    """The path at which a new register is made: the option, RECTIFY_REGISTER, else issues.yaml here."""
    return asked or environment.get(REGISTER_VARIABLE) or USUAL_NAMES[0]


def login() -> str:
    """The login name of this process as the system knows it, whatever LOGNAME says; else its number."""
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def host() -> str:
    """The name of this machine."""
    return os.uname().nodename


def actor(asked: str | None, environment: Mapping[str, str]) -> str:
    """The name that is recorded: the option, RECTIFY_ACTOR, else login@host."""
    return asked or environment.get(ACTOR_VARIABLE) or f"{login()}@{host()}"

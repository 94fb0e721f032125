"""LOGIN: whose process this is and on which machine, as the system knows it; leaf.

Both stand in every run of the trail, whatever `--as` says, and in the lock file. The environment is not asked:
LOGNAME is set by whoever likes to.
"""

import os


def login() -> str:
    """The login name of this process; its number where the system has no name for it."""
    return owner_name(os.getuid())


def owner_name(number: int) -> str:
    """The login name of a user by number; the number where the system has no name for it."""
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):  # no such module on Windows, no such user elsewhere
        return str(number)


def host() -> str:
    """The name of this machine."""
    return os.uname().nodename

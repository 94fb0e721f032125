"""The door: `rectify` and `python -m rectify`. What must be settled before anything large is imported is settled here.

- What a command imports and reads stays until it ends. Python looks through all of it for garbage again and again: a
  tenth of a short command, half of reading a large register. No command leaves circles behind in proportion to what
  it reads, so the search waits until more is alive than a register of 100,000 issues takes (seven million objects).
- Pydantic would look through every installed package for plugins. What a register may hold is for the models alone
  to say; PYDANTIC_DISABLE_PLUGINS, where it is set, is left as it is. What it would look with is loaded when it does.
"""

import gc
import importlib
import os

from rectify.postponed import postpone

SEARCH_FROM = 10_000_000
"""So many objects more than at the last search are alive when garbage is looked for; Python's own is 700."""


def main() -> None:
    """The console script; it ends the process."""
    gc.set_threshold(SEARCH_FROM)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    postpone(importlib, "metadata", "entry_points")
    from rectify.cli.app import main as command_line

    command_line()


if __name__ == "__main__":
    main()

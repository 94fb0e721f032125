"""A module that another imports at its top and then hardly ever uses: it is loaded when something of it is used.

`importlib.util.LazyLoader` of the standard library does so for `import name`; with `from name import function` it would
load at once, because the function is asked for at once.
"""

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any


class Later(ModuleType):
    """Stands in `sys.modules` until anything but its postponed functions is asked for."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_now(self), name)


def postpone(package: ModuleType, name: str, *functions: str) -> None:
    """Let `package.name` be loaded when one of these functions is called, or anything else of it is asked for.

    A module that has been loaded already is left alone.
    """
    whole = f"{package.__name__}.{name}"
    if whole in sys.modules:
        return
    later = Later(whole)
    inside = [f"{path}/{name}" for path in package.__path__]  # what `import` asks first, to learn of modules below it
    vars(later).update({"__path__": inside} | {function: _calling(later, function) for function in functions})
    sys.modules[whole] = later
    setattr(package, name, later)


def _calling(later: Later, function: str) -> Callable[..., Any]:
    def call(*args: Any, **more: Any) -> Any:
        return getattr(_now(later), function)(*args, **more)

    return call


def _now(later: Later) -> ModuleType:
    """The module itself, which takes the place of the one that stands for it."""
    name = later.__name__
    if sys.modules.get(name) is later:
        del sys.modules[name]
    return importlib.import_module(name)

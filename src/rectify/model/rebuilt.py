"""A register rebuilt from its trail: where it was written, and what it was made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The file `name`, beside the register called `register`, as the last of so many runs left it.

    `head` is the sha256 of that run's line; `is_torn` says that an unfinished line after it was left out;
    `has_register` that something stands in the register's own place. `waiting` is the file in which that run's own
    register waits to be published; `in_the_way` one that should be it, and is not.
    """

    name: str
    register: str
    runs: int
    issues: int
    head: str
    is_torn: bool = False
    has_register: bool = False
    waiting: str | None = None
    in_the_way: str | None = None

"""NAME=VALUE pairs of the command line."""

from collections.abc import Sequence

from rectify.errors import BadUsage


def read_pairs(option: str, given: Sequence[str] | None) -> dict[str, str]:
    """The pairs by name.

    Raises:
        BadUsage: a word without `=`, or a name given twice.
    """
    pairs: dict[str, str] = {}
    for word in given or ():
        name, sign, value = word.partition("=")
        if not sign or not name:
            raise BadUsage(message=f"{option} {word} is no pair", hint=f"write {option} NAME=VALUE")
        if name in pairs:
            raise BadUsage(message=f"{option} names {name} twice", hint="give each name once")
        pairs[name] = value
    return pairs


def read_lists(option: str, given: Sequence[str] | None) -> dict[str, list[str]]:
    """The values by name, where a name may be given several times.

    Raises:
        BadUsage: a word without `=`.
    """
    lists: dict[str, list[str]] = {}
    for word in given or ():
        for name, value in read_pairs(option, [word]).items():
            lists.setdefault(name, []).append(value)
    return lists

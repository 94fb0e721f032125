"""Names: what an issue may be called, what a digest looks like, and when two names are the same."""

import re
from functools import cache, lru_cache
from unicodedata import category, normalize

ISSUE_ID_RULE = "1 to 64 letters, digits, - _ or ., not starting with - or ."
RESERVED_ID = "register"
"""The name of the header in the trail."""
DEFAULT_ZONE = "Asia/Shanghai"
LONGEST_NAME = 255
"""In bytes; a file system takes no longer one."""

_HEXADECIMAL = "0123456789abcdef"


@cache
def _form() -> re.Pattern[str]:
    return re.compile(r"\w[\w.-]{0,63}\Z")


def has_form_of_id(text: str) -> bool:
    """True for 1 to 64 letters, digits, - _ or . that begin well; how long they are in bytes is not looked at."""
    return _form().match(text) is not None or (text != "" and _is_id_with_marks(text))


def is_issue_id(text: str) -> bool:
    """True for what an issue may be called, and a folder of the same name; quick, since a trail names a million."""
    return has_form_of_id(text) and (text.isascii() or len(text.encode()) <= LONGEST_NAME) and not is_reserved(text)


def is_reserved(text: str) -> bool:
    """True for the name of the header in the trail, in any letter case."""
    return text.casefold() == RESERVED_ID


def is_digest(text: str) -> bool:
    """True for a sha256 as it is written everywhere: 64 hex digits in lower case."""
    return len(text) == 64 and not text.strip(_HEXADECIMAL)


@lru_cache(1 << 12)  # few names, asked of many issues
def sameness(name: str) -> str:
    """What is left of a name when it is compared: NFKC, no letter case, no blanks, nothing that cannot be seen."""
    plain = normalize("NFKC", name).casefold()
    return "".join(letter for letter in plain if category(letter)[0] not in "CZ")


def _is_id_with_marks(text: str) -> bool:
    """Letters of any script also have the vowel signs and tones that Hindi or Thai write upon them."""
    return (
        len(text) <= 64
        and (text[0].isalnum() or text[0] == "_")
        and all(c.isalnum() or c in "-_." or category(c)[0] == "M" for c in text)
    )

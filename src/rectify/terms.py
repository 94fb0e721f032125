"""The words as they stand in files: one token a thing (docs/glossary.md)."""

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """Where an issue stands in its life; in the order of that life."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    ON_NOTICE = "on_notice"
    CLOSED = "closed"


class Kind(StrEnum):
    """What sort of entry an issue is (DOMAIN: problems and petitions are two kinds of list)."""

    PROBLEM = "problem"
    OPINION = "opinion"
    TASK = "task"
    PETITION = "petition"


class DeadlineClass(StrEnum):
    """The nature of a deadline: a day, a standing duty (长期坚持), or at once (立行立改)."""

    DATED = "dated"
    STANDING = "standing"
    IMMEDIATE = "immediate"


class Outcome(StrEnum):
    """How a closed issue ended."""

    RECTIFIED = "rectified"
    UNFOUNDED = "unfounded"
    MERGED = "merged"


class Pace(StrEnum):
    """How an issue stands against its plan (序时进度)."""

    AHEAD = "ahead"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    OVERDUE = "overdue"
    NO_MILESTONES = "no_milestones"


class Method(StrEnum):
    """How a verification was made."""

    ONSITE = "onsite"
    DOCUMENT = "document"
    MONITORING = "monitoring"
    TEST = "test"


class Profile(StrEnum):
    """A policy profile: which gates stand before a verb."""

    SIMPLE = "simple"


class Verb(StrEnum):
    """What a run can do to an issue; the word in the trail, on the command line and in a batch."""

    ADD = "add"
    ASSIGN = "assign"
    START = "start"
    PROGRESS = "progress"
    SUBMIT = "submit"
    RETURN = "return"
    VERIFY = "verify"
    CLOSE = "close"
    REOPEN = "reopen"
    EDIT = "edit"
    NOTE = "note"
    ADOPT = "adopt"
    UNDO = "undo"


class Via(StrEnum):
    """The way a run came in."""

    CLI = "cli"
    BATCH = "batch"
    ADOPT = "adopt"
    UNDO = "undo"


class Severity(StrEnum):
    """How bad a flaw is: `damage` breaks the trail's proof, `error` a rule, `warning` is a gap."""

    DAMAGE = "damage"
    ERROR = "error"
    WARNING = "warning"


class FileState(StrEnum):
    """How a file of a case folder stands to what the register and the trail say of it."""

    SOUND = "sound"
    WRITABLE = "writable"
    UNMENTIONED = "unmentioned"
    ALTERED = "altered"
    IRREGULAR = "irregular"
    MISSING = "missing"


class Basis(StrEnum):
    """Which deadline overdue is counted against."""

    CURRENT = "current"
    ORIGINAL = "original"


ISSUE_FIELDS: Final = (
    "id",
    "parent",
    "kind",
    "title",
    "description",
    "official_no",
    "round",
    "category",
    "item",
    "place",
    "severity",
    "units",
    "person",
    "target",
    "standard",
    "indicators",
    "measures",
    "milestones",
    "deadline",
    "original_deadline",
    "status",
    "cycle",
    "outcome",
    "percent",
    "verdict",
    "submissions",
    "verifications",
    "checklist",
    "closures",
    "review_on",
    "evidence",
    "similar",
    "tags",
    "custom",
    "source",
    "notes",
)
"""The fields of an issue, in the order of the file; `model/issue.py` says what each holds."""

DERIVED_FIELDS: Final = ("overdue", "days_left", "pace", "done")
"""The names of computed values, beside the fields of an issue."""

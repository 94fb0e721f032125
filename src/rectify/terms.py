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


class Colour(StrEnum):
    """How an issue stands against its plan, in the colours of monthly reports (`query/pace.py`)."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


class Method(StrEnum):
    """How a verification was made."""

    ONSITE = "onsite"
    DOCUMENT = "document"
    MONITORING = "monitoring"
    TEST = "test"


class Profile(StrEnum):
    """A policy profile: which gates stand before a verb."""

    SIMPLE = "simple"
    SUPERVISED = "supervised"
    CHAIN = "chain"


class Role(StrEnum):
    """What a person may do where duties are separated (DOMAIN: who does what)."""

    OFFICE = "office"
    RESPONSIBLE = "responsible"
    ACCEPTING = "accepting"
    APPROVER = "approver"
    PUBLIC_DESK = "public-desk"


class CalendarKind(StrEnum):
    """Which days count: working days by the State Council's calendar, Monday to Friday, or every day."""

    CN = "cn"
    WEEKDAYS = "weekdays"
    CALENDAR = "calendar"


class ExtensionState(StrEnum):
    """What became of a wish for a later deadline (延期); `recorded` took effect at once, in profile simple."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    RECORDED = "recorded"


class Held(StrEnum):
    """What a look-back (回头看) found: the cure held, or the problem rebounded (反弹)."""

    HELD = "held"
    REBOUND = "rebound"


class Rung(StrEnum):
    """The rungs of pressing, in the order in which they grow heavier (预警 … 追责)."""

    REMINDER = "reminder"
    WARNING = "warning"
    URGE = "urge"
    YELLOW = "yellow"
    RED = "red"
    LISTED = "listed"
    CIRCULAR = "circular"
    SUMMONS = "summons"
    ACCOUNTABILITY = "accountability"


class Finding(StrEnum):
    """What looking into a petition found (属实/部分属实/不属实)."""

    FOUNDED = "founded"
    PARTLY_FOUNDED = "partly_founded"
    UNFOUNDED = "unfounded"


class EvidenceKind(StrEnum):
    """The usual kinds of evidence; a register may use other words as well."""

    PHOTO = "photo"
    VIDEO = "video"
    MEASUREMENT = "measurement"
    SITE_RECORD = "site_record"
    RECEIPT = "receipt"
    PUNISHMENT = "punishment"
    DOCUMENT = "document"
    MEETING = "meeting"
    PLAN = "plan"


PAPER_KINDS: Final = frozenset({EvidenceKind.DOCUMENT, EvidenceKind.MEETING, EvidenceKind.PLAN})
"""Kinds that show what was written or said, and not what was done (DOMAIN: a paper cure)."""


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
    NOTICE = "notice"
    EXTEND = "extend"
    LOOKBACK = "lookback"
    ESCALATE = "escalate"
    POLICY = "policy"
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
    "extensions",
    "received_on",
    "finding",
    "repeats",
    "status",
    "cycle",
    "outcome",
    "percent",
    "verdict",
    "submissions",
    "verifications",
    "checklist",
    "notices",
    "closures",
    "review_on",
    "look_backs",
    "escalations",
    "evidence",
    "similar",
    "tags",
    "custom",
    "source",
    "notes",
)
"""The fields of an issue, in the order of the file; `model/issue.py` says what each holds."""

DERIVED_FIELDS: Final = ("overdue", "days_left", "pace", "colour", "done", "extended", "asked_to")
"""The names of computed values, beside the fields of an issue."""

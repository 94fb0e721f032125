"""Every expected failure: its exit code, its one-line message, its hint (docs/exit-codes.md).

An error is raised with named facts; its template makes the message. What is wrong in many places
carries `details`, one line each.
"""

from rectify.failure import Detail, ExitCode, RectifyError

__all__ = ["Detail", "ExitCode", "RectifyError"]  # with all below, what the other rooms import from here

# --- 2: the command line --------------------------------------------------------------------


class BadUsage(RectifyError):
    """The words of the command do not fit together."""

    exit_code = ExitCode.USAGE


class BadDate(RectifyError):
    """A date that is none."""

    exit_code = ExitCode.USAGE
    template = "{text!r} is not a date: {why}."
    hint_template = "write 2018-12-31, today, +30d, -2w, +10bd, eom, 2018年底, 6月30日 or 下周五"


class AmbiguousDate(RectifyError):
    """A date with two readings."""

    exit_code = ExitCode.USAGE
    template = "{text!r} can be read in two ways: {first} or {second}."
    hint_template = "say which: {first} or {second}"


class UnknownField(RectifyError):
    """A field that no issue has."""

    exit_code = ExitCode.USAGE
    template = "no field is called {name!r}."
    hint_template = "the fields are {fields}"


class BadExpression(RectifyError):
    """A `--where` expression that cannot be read."""

    exit_code = ExitCode.USAGE
    template = "cannot read the expression at column {column}: {why}."
    hint_template = "write for example: status == open and deadline.date < 2018-12-31"


class BadValue(RectifyError):
    """A value that does not fit its field."""

    exit_code = ExitCode.USAGE
    template = "{field}: {why}."


# --- 3: register, trail or input invalid ------------------------------------------------------


class InvalidRegister(RectifyError):
    """The register file cannot be read; every flaw is a detail with file:line:column."""

    exit_code = ExitCode.INVALID
    template = "{name} has {count} that must be mended first."
    hint_template = "mend the lines named, then run: rectify check"


class InvalidTrail(RectifyError):
    """A line of the trail is not a run."""

    exit_code = ExitCode.INTEGRITY
    template = "{place}: the trail is damaged: {why}."
    hint_template = "restore the trail from a backup or from git; rectify check lists every flaw"


class BadEvidence(RectifyError):
    """An evidence file that is missing or is no regular file."""

    exit_code = ExitCode.INVALID
    template = "evidence {path!r} cannot be taken in: {why}."
    hint_template = "give the path of a regular, readable file (./-name for a name that begins with a dash)"


class BeforeTheTrail(RectifyError):
    """A state was asked for that lies before the first run."""

    exit_code = ExitCode.INVALID
    template = "the trail of {name} begins on {first}; there is no state of {asked}."
    hint_template = "ask for --as-of {first} or later"


class NoTrailYet(RectifyError):
    """An earlier state was asked for, but nothing was ever recorded."""

    exit_code = ExitCode.INVALID
    template = "{name} has no trail yet, so there is no state of {asked}."
    hint_template = "the first write begins the trail; leave --as-of out to see the register as it is"


class BadBatch(RectifyError):
    """Lines of a batch that cannot be done; each is a detail."""

    template = "{bad} of {total} {what} cannot be done; {effect}."

    def __init__(
        self, *, exit_code: ExitCode, details: tuple[Detail, ...], hint: str | None = None, **facts: object
    ) -> None:
        super().__init__(details=details, hint=hint, **facts)
        self.exit_code = exit_code  # type: ignore[misc]  # that of the first bad line


class BadBatchLine(RectifyError):
    """A line of a batch that cannot be read."""

    exit_code = ExitCode.INVALID
    template = "{why}."


class NotUtf8(RectifyError):
    """What was piped in, or the file of a batch, is in another encoding."""

    exit_code = ExitCode.INVALID
    template = "{name} cannot be read: {why}."


# --- 4 and 5: the trade -----------------------------------------------------------------------


class UnknownIssue(RectifyError):
    """No issue has this id."""

    exit_code = ExitCode.UNKNOWN_ISSUE
    template = "no issue is called {id!r}."
    hint_template = "{near}"


class UnknownPart(RectifyError):
    """An issue has no measure, milestone or indicator of this name."""

    exit_code = ExitCode.UNKNOWN_ISSUE
    template = "{id} has no {what} {name!r}."
    hint_template = "it has: {known}"


class Refused(RectifyError):
    """A rule of the trade forbids it; the message names every open gate."""

    exit_code = ExitCode.REFUSED
    template = "{id} cannot be {done}: {why}."


# --- 6 and 7: conflicts, integrity ------------------------------------------------------------


class Locked(RectifyError):
    """Another process holds the register."""

    exit_code = ExitCode.CONFLICT
    template = "{name} is being changed by {holder}; waited {seconds} s."
    hint_template = "try again, or wait longer with --lock-timeout SECONDS"


class ChangedMeanwhile(RectifyError):
    """An issue is no longer at the revision the request was made for."""

    exit_code = ExitCode.CONFLICT
    template = "{id} is at revision {actual}, not {expected}."
    hint_template = "look at it again: rectify show {id}"


class EditedMeanwhile(RectifyError):
    """The register file was changed by another program while a run was being decided; nothing was recorded."""

    exit_code = ExitCode.CONFLICT
    template = "{name} was changed by another program in this moment; nothing was recorded."
    hint_template = "save what you are editing, then try again"


class BatchIdUsed(RectifyError):
    """A batch of this name was applied before, and some line is none of those it recorded."""

    exit_code = ExitCode.CONFLICT
    template = "batch {batch_id} was applied before, with other lines ({line})."
    hint_template = "give the new lines a name of their own"


class NotAdopted(RectifyError):
    """An issue was edited outside rectify; a write to it waits until the edit is taken in."""

    exit_code = ExitCode.INTEGRITY
    template = "{id} was changed outside rectify."
    hint_template = "look at it with rectify check, then: rectify audit adopt {id} --reason TEXT"


class IssueGone(RectifyError):
    """An issue of the trail is missing from the register; it cannot be adopted away."""

    exit_code = ExitCode.INTEGRITY
    template = "{id} is in the trail but no longer in {name}; an issue is never removed."
    hint_template = "put it back, for example from git; a closed issue stays as status: closed"


class TrailMissing(RectifyError):
    """The register has evidence or closures but no trail."""

    exit_code = ExitCode.INTEGRITY
    template = "{name} holds evidence or closures, but its trail {trail} is missing."
    hint_template = "restore the trail; if there never was one: rectify audit adopt --begin --reason TEXT"


class PendingConflict(RectifyError):
    """A run was recorded, but the register has become something else before it was published."""

    exit_code = ExitCode.INTEGRITY
    template = "{name} was changed while run {seq} waited to be published; both are kept."
    hint_template = "compare {name} with {staged}, put what is right into {name}, remove {staged}, then rectify check"


class Damaged(RectifyError):
    """A file of the case folder is not what its name says; it is kept as a proof."""

    exit_code = ExitCode.INTEGRITY


# --- 8 and 9: surroundings --------------------------------------------------------------------


class NoRegister(RectifyError):
    """There is no register here."""

    exit_code = ExitCode.SURROUNDINGS
    template = "no register found: {looked}."
    hint_template = "make one with: rectify init --title TEXT, or name one with -f FILE"


class RegisterExists(RectifyError):
    """`init` found a register already there."""

    exit_code = ExitCode.REFUSED
    template = "{name} is already there."
    hint_template = "look at it: rectify -f {name} list --all, or make another: rectify init -f FILE --title TEXT"


class DiskRefused(RectifyError):
    """The system refused to read or write; nothing was changed."""

    exit_code = ExitCode.SURROUNDINGS
    template = "cannot {what} {path}: {why}."
    hint_template = "{advice}"


class OutcomeUnknown(RectifyError):
    """The disk failed in the middle of recording; it may or may not be recorded."""

    exit_code = ExitCode.SURROUNDINGS
    template = "the disk failed while the run was recorded ({why}); outcome unknown."
    hint_template = "run rectify check before anything else"


class HardLinked(RectifyError):
    """The register has a second name on disk, which a rename would cut off."""

    exit_code = ExitCode.SURROUNDINGS
    template = "{path} has a second hard link; writing would split the two."
    hint_template = "make it one file (cp it and rename), or use a symlink"


class NoLocks(RectifyError):
    """The system has no file locks."""

    exit_code = ExitCode.SURROUNDINGS
    template = "this system has no file locks (fcntl)."
    hint_template = "on Windows, run rectify under WSL"


class Unpublished(RectifyError):
    """The run is in the trail, but the register file could not be replaced yet."""

    exit_code = ExitCode.UNPUBLISHED
    template = "recorded as run {seq}, but {name} could not be replaced: {why}."
    hint_template = "nothing is lost; the next rectify command that writes completes it"


class OutputRefused(RectifyError):
    """What a command says cannot be written (a full device); what it did stays done."""

    exit_code = ExitCode.SURROUNDINGS
    template = "cannot write the output: {why}."
    hint_template = "rectify log tells whether the run was recorded"


class InternalError(RectifyError):
    """A bug in rectify."""

    exit_code = ExitCode.INTERNAL
    template = "internal error: {what}."
    hint_template = "please report this with the command; RECTIFY_DEBUG=1 shows more (rectify {version})"

"""Expected failures of what was asked for (exit codes 2 to 5): code, one-line message, hint (docs/exit-codes.md).

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


class UnknownRun(RectifyError):
    """A run was asked for by a number that none has."""

    exit_code = ExitCode.INVALID
    template = "the trail of {name} has no run {seq}."
    hint_template = "it has the runs 1 to {last}; rectify log shows their numbers"


class NothingRecorded(RectifyError):
    """A checkpoint was asked for before the first run."""

    exit_code = ExitCode.INVALID
    template = "{name} has no trail yet, so there is nothing to vouch for."
    hint_template = "the first write begins the trail"


class BadAnchor(RectifyError):
    """A checkpoint, signature or list of signers that cannot be read, or is none."""

    exit_code = ExitCode.INVALID
    template = "{place}: {why}."
    hint_template = "a checkpoint is used as rectify audit checkpoint printed it, byte for byte"


class CalendarNotKnown(RectifyError):
    """Working days were to be counted in a year whose State Council calendar is not known here."""

    exit_code = ExitCode.INVALID
    template = "working days cannot be counted on {day}: the State Council calendar of {year} is not known."
    hint_template = (
        "a newer version may know it: pip install -U 'rectify[calendar]'; "
        "or count by Monday to Friday: rectify policy set calendar=weekdays --reason TEXT"
    )


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


class PastGates(RectifyError):
    """A hand edit of what the gates rest on, which is taken in only with a reason and `--past-gates`."""

    exit_code = ExitCode.REFUSED
    template = "{id} cannot be adopted: {fields} changed by hand, past the gates of profile {profile}."
    hint_template = (
        "put it back (rectify diff shows it), or answer for it, listed by check for ever: "
        "rectify audit adopt {id} --past-gates --reason TEXT"
    )


class NotOneOfThePeople(RectifyError):
    """Where duties are separated, only the people of the register act."""

    exit_code = ExitCode.REFUSED
    template = "{actor} is not one of the register's people, and in profile {profile} only they act."
    hint_template = "say who acts with --as; the office adds people: rectify policy person ID --unit UNIT --role ROLE"


class TwoPeople(RectifyError):
    """A name that several people of the register have."""

    exit_code = ExitCode.REFUSED
    template = "{actor} is the name of several people."
    hint_template = "say which: --as {ids}"


class WrongRole(RectifyError):
    """The person who acts has not the role that may do this."""

    exit_code = ExitCode.REFUSED
    template = "{id} cannot be {done}: {person} is {has}, and that is for {roles}."
    hint_template = "one of them can do it: {who}"


class WrongUnit(RectifyError):
    """The person who acts has the role, but belongs to another unit than the issue names."""

    exit_code = ExitCode.REFUSED
    template = "{id} cannot be {done}: {person} is of {unit}, and that is for {units}."
    hint_template = "one of them can do it: {who}"


class NotSeparate(RectifyError):
    """Separation of duties: who did the one may not do the other; names the rule and the event it rests on."""

    exit_code = ExitCode.REFUSED
    template = "{id} cannot be {done}: {rule}; {because}."
    hint_template = "somebody else must do it: {who}"


class NotFilledIn(RectifyError):
    """A text for the public has places that nothing is known for; each is a detail."""

    exit_code = ExitCode.REFUSED
    template = "the text of the notice is not finished: {names} not filled in."
    hint_template = "fill in what is missing: {fills}"


class NotForThePublic(RectifyError):
    """A text for the public would name a person, or tell a number of theirs; each place is a detail."""

    exit_code = ExitCode.REFUSED
    template = "the text of the notice is not made: it would publish what is a person's own."
    hint_template = "leave it out, or give the office's own telephone and address"

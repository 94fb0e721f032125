"""Expected failures of the store and its surroundings (exit codes 6 to 9, 70): code, one-line message, hint."""

from collections.abc import Sequence
from typing import Final

from rectify.failure import Detail, ExitCode, RectifyError

RESTORE_THE_TRAIL: Final = "restore the trail; if there never was one: rectify audit adopt --begin --reason TEXT"
"""What is to be done where a trail should be and is not; also said by those that report it as a flaw."""

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


class InvalidTrail(RectifyError):
    """A line of the trail is not a run."""

    exit_code = ExitCode.INTEGRITY
    template = "{place}: the trail is damaged: {why}."
    hint_template = "restore the trail from a backup or from git; rectify check lists every flaw"


class NotSound(RectifyError):
    """A checkpoint was asked for of a trail that does not verify, or that does not tell all that is in the register."""

    exit_code = ExitCode.INTEGRITY
    template = "{trail} cannot be vouched for: {why}."
    hint_template = "rectify audit verify lists every flaw"


class BadSignature(RectifyError):
    """A signature that is not one of the checkpoint, or not by anybody who may sign."""

    exit_code = ExitCode.INTEGRITY
    template = "{signature} is no good signature of {checkpoint}: {why}."
    hint_template = "the checkpoint, the signature or the list of signers is not what it was when it was signed"


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

    @classmethod
    def of(cls, entries: Sequence[str], name: str) -> "IssueGone":
        """The error of one or more such issues; those after the first are details."""
        first, *others = entries
        return cls(id=first, name=name, details=tuple(Detail(other, "is missing too") for other in others))


class TrailMissing(RectifyError):
    """The register has evidence or closures but no trail."""

    exit_code = ExitCode.INTEGRITY
    template = "{name} holds evidence or closures, but its trail {trail} is missing."
    hint_template = RESTORE_THE_TRAIL


class TrailEmptied(TrailMissing):
    """The trail's file is there, but no run is left in it."""

    template = "the trail {trail} of {name} is there, but no run is left in it."


class NothingToRebuild(RectifyError):
    """There is no trail that would tell what the register should hold."""

    exit_code = ExitCode.INVALID
    template = "{name} has no trail, so nothing tells what it should hold."
    hint_template = "restore the register or its trail from a backup or from git"


class RegisterGone(RectifyError):
    """There is a trail, but not the register it belongs to."""

    exit_code = ExitCode.INTEGRITY
    template = "{name} is missing, but its trail {trail} is there."
    hint_template = "put {name} back, from git or a backup; rectify -f {name} check --rebuild writes what the trail has"


class PendingConflict(RectifyError):
    """A run was recorded, but the register has become something else before it was published."""

    exit_code = ExitCode.INTEGRITY
    template = "{name} was changed while run {seq} waited to be published; both are kept."
    hint_template = "compare {name} with {staged}, put what is right into {name}, remove {staged}, then rectify check"


class Damaged(RectifyError):
    """A file of the case folder is not what its name says; it is kept as a proof."""

    exit_code = ExitCode.INTEGRITY


class CaseDamaged(RectifyError):
    """What a case file would hold is damaged, missing, or not what the trail says; each is a detail."""

    exit_code = ExitCode.INTEGRITY
    template = "no case file was written: something is wrong with what it would hold."
    hint_template = "put it right first, or hand out what is there, marked as damaged: --damaged"


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


class RebuiltExists(RectifyError):
    """`check --rebuild` found another file in the place of the one it would write."""

    exit_code = ExitCode.REFUSED
    template = "{name} is already there, and is not what the trail implies now."
    hint_template = "look whether it is still needed, move it away or remove it, then try again"


class CaseFileExists(RectifyError):
    """`evidence export` or `notice --text` found something where it was to write."""

    exit_code = ExitCode.REFUSED
    template = "{path} is already there."
    hint_template = "name another place with --to, or write over it with --force"


class DiskRefused(RectifyError):
    """The system refused to read or write; nothing was changed."""

    exit_code = ExitCode.SURROUNDINGS
    template = "cannot {what} {path}: {why}."
    hint_template = "{advice}"


class MayNotWrite(DiskRefused):
    """Nobody may write here, or not this user; what only reads can go on without the lock."""


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


class SharedTrail(RectifyError):
    """Two registers of one name but for the suffix would write into one trail."""

    exit_code = ExitCode.SURROUNDINGS
    template = "{name} and {other} would share one trail, {trail}."
    hint_template = "move one of them to a folder of its own, or give it another name"


class NoSshKeygen(RectifyError):
    """There is nothing to check a signature with."""

    exit_code = ExitCode.SURROUNDINGS
    template = "signatures are checked with ssh-keygen, {why}."
    hint_template = "install OpenSSH 8.2 or newer, or leave --signature out and check it elsewhere (docs/trail.md)"


class MissingExtra(RectifyError):
    """What was asked for needs a library that is not installed with rectify itself."""

    exit_code = ExitCode.SURROUNDINGS
    template = "{what} needs the extra {extra}, which is not installed."
    hint_template = "pip install 'rectify[{extra}]'"


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


class NotLasting(Unpublished):
    """The register was replaced, but the disk failed behind it: after a power cut the old one may be there again."""

    template = "recorded as run {seq}, and {name} was replaced, but the disk failed after that: {why}."
    hint_template = "do not repeat it; see to the disk: the next rectify command that writes makes sure of it"


class SavedMeanwhile(Unpublished):
    """The run is in the trail, but another program saved the register in the moment before it was replaced."""

    template = "recorded as run {seq}, but {name} was saved by another program meanwhile; both are kept."
    hint_template = (
        "do not repeat it; compare {name} with {staged}, put what is right into {name}, remove {staged}, "
        "then rectify check"
    )


class OutputRefused(RectifyError):
    """What a command says cannot be written (a full device), and it has recorded nothing (else: `NotShown`)."""

    exit_code = ExitCode.SURROUNDINGS
    template = "cannot write the output: {why}."
    hint_template = "see to where the output goes, then try again; nothing was recorded"


class NotShown(RectifyError):
    """The run is recorded, but what it did cannot be told."""

    exit_code = ExitCode.SURROUNDINGS
    template = "recorded as run {seq}, but what it did cannot be shown: {why}."
    hint_template = "do not repeat it; look at it with: rectify log --limit 1"


class InternalError(RectifyError):
    """A bug in rectify."""

    exit_code = ExitCode.INTERNAL
    template = "internal error: {what}."
    hint_template = "please report this with the command; RECTIFY_DEBUG=1 shows more (rectify {version})"

"""Refusals of the system, in words."""

import errno
import os

import pytest

from rectify.faults import DiskRefused, MayNotWrite
from rectify.store.asking import asking, why


def refused(error: OSError) -> DiskRefused:
    """What a person is told of an error."""
    with pytest.raises(DiskRefused) as raised, asking("write", "data/issues.yaml"):
        raise error
    return raised.value


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "your quota is used up"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EMFILE, "too many files are open"),
        (errno.ENFILE, "too many files are open"),
        (errno.EACCES, "see to the permissions"),
        (errno.EPERM, "see to the permissions"),
        (errno.EISDIR, "name the register file"),
        (errno.ELOOP, "it is a symlink"),
        (errno.EIO, "rectify check tells"),
        (None, "rectify check tells"),
    ],
)
def test_every_refusal_has_a_way_out(number: int | None, advice: str) -> None:
    """What was tried, where, why in the system's words, and what to do; exit 8."""
    error = OSError(number, os.strerror(number)) if number else OSError("odd")
    told = refused(error)
    assert told.message == f"cannot write data/issues.yaml: {why(error)}."
    assert advice in str(told.hint)
    assert told.exit_code == 8


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ("/x/data/.issues.lock", "data/issues.yaml (.issues.lock)"),
        ("/x/data/issues.yaml", "data/issues.yaml"),
        (b"/x/y", "data/issues.yaml"),
        (None, "data/issues.yaml"),
    ],
)
def test_the_file_that_failed_is_named(named: str | bytes | None, place: str) -> None:
    """The register as the user wrote it, and the neighbour where that is the culprit."""
    error = OSError(errno.EIO, "Input/output error", named) if named else OSError(errno.EIO, "Input/output error")
    assert refused(error).facts["path"] == place


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
@pytest.mark.parametrize("what", ["read", "write", "recover"])
def test_what_may_not_be_written_is_known_from_what_fails(what: str, number: int) -> None:
    """Who only reads goes on without the lock there, and nowhere else; the words are the same."""
    with pytest.raises(DiskRefused) as raised, asking(what, "issues.yaml"):
        raise OSError(number, os.strerror(number))
    assert isinstance(raised.value, MayNotWrite) is (what != "read")
    assert not isinstance(refused(OSError(errno.EIO, os.strerror(errno.EIO))), MayNotWrite)


def test_other_errors_pass() -> None:
    """Only what the system refuses is put into words."""
    with pytest.raises(LookupError), asking("write", "x"):
        raise LookupError


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(28, "No space left"), "no space left"), (OSError("Odd"), "odd"), (OSError(), ""), (OSError(5, ""), "")],
)
def test_the_systems_words_fit_into_a_sentence(error: OSError, words: str) -> None:
    """In lower case; nothing where the system says nothing."""
    assert why(error).removeprefix("[Errno 5] ") == words

"""Names in a forged trail, its chain computed anew: none of them ever becomes a path, whatever is asked."""

from pathlib import Path

import pytest

from rectify.model.event import Event, Mention
from tests.cli.harness import Cli, Result
from tests.store.faulty_disk import FaultyDisk
from tests.store.material import mention
from tests.trail_attacks import chained_anew, with_event

ASKED = (
    ("check",),
    ("audit", "verify"),
    ("evidence", "list"),
    ("evidence", "check"),
    ("evidence", "export", "QH-02"),
    ("log",),
    ("show", "QH-02"),
    ("undo", "--reason", "误记"),
    ("diff", "1.."),
)
ISSUES = (
    "a\0b",
    "题" * 300,
    "Q" * 300,
    "../../../../etc",
    "..",
    ".",
    "",
    "/etc",
    "QH-02/..",
    "QH 02",
    "REGISTER",
    "a\n",
)
DIGESTS = ("", "5", "../../../../../etc/passwd", "a/../../etc/passwd", "\0" * 64, "A" * 64, "a" * 63 + "\n", "a" * 65)
NAMES = ("../../../../etc/passwd", "/etc/passwd", "a\0b", "..", "", "长" * 300)


class Listening(FaultyDisk):
    """A disk that remembers every place it was asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()
        self.watch = lambda _method, path: self.asked.add(path)

    def names(self, folder: str) -> list[str]:
        """See `Disk.names`."""
        self.asked.add(folder)
        return super().names(folder)


def forged(cli: Cli, **fields: object) -> None:
    """A trail whose last run, a note with a file, tells of something else; its register knows nothing of it."""
    cli.ok("start", "QH-02")
    cli.ok("note", "QH-02", "看过")

    def change(event: Event) -> Event:
        return event._replace(**{"evidence": (mention(b"cured", "a.pdf"),), **fields})  # type: ignore[arg-type]

    chained_anew(with_event(-1, change))(cli.folder)


def asked(cli: Cli, *words: str) -> Result:
    """What is answered; nothing outside the folder was looked at."""
    disk = Listening()
    result = cli(*words, disk=disk)
    outside = {path for path in disk.asked if not Path(path).resolve().is_relative_to(cli.folder.resolve())}
    assert outside == set()
    return result


@pytest.mark.parametrize("issue", ISSUES)
def test_an_issue_that_is_none_is_damage(cli: Cli, issue: str) -> None:
    """Exit 7, with file and line; in no command a traceback, and nothing is changed."""
    forged(cli, issue=issue)
    before = cli.snapshot()
    for words in ASKED:
        result = asked(cli, *words)
        assert result.code == 7, (words, result.out, result.err)
        assert "is no issue" in result.out + result.err, words
        assert "issues.log.jsonl:3" in result.out + result.err, words
    assert cli.snapshot() == before


@pytest.mark.parametrize("issue", ["../../../../etc", "..", "Q" * 300])
def test_an_issue_that_is_none_is_not_asked_for_either(cli: Cli, issue: str) -> None:
    """The forged line does not make it one that is known."""
    forged(cli, issue=issue)
    for verb in ("list", "check", "export"):
        assert asked(cli, "evidence", verb, issue).code in (3, 4, 7)


@pytest.mark.parametrize("digest", DIGESTS)
def test_a_digest_that_is_none_is_damage(cli: Cli, digest: str) -> None:
    """It is half of a file's name, and a line of a list of digests."""
    forged(cli, evidence=(Mention(digest, "a.pdf", 5),))
    before = cli.snapshot()
    for words in ASKED:
        result = asked(cli, *words)
        assert result.code == 7, (words, result.out, result.err)
        assert "is no sha256" in result.out + result.err, words
    assert cli.snapshot() == before


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(cli: Cli, name: str) -> None:
    """A file is looked for by its digest; it is missing, and what it is called is only shown."""
    forged(cli, evidence=(Mention("a" * 64, name, 5),))
    for words in (
        *ASKED,
        ("evidence", "check", "QH-02"),
        ("evidence", "export", "QH-02", "--damaged", "--to", "x.zip"),
    ):
        assert asked(cli, *words).code in (0, 5, 7), words
    for words in (("check",), ("audit", "verify"), ("evidence", "check"), ("evidence", "export", "QH-02")):
        assert asked(cli, *words).code == 7, words

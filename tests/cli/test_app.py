"""The root: global options, help, version, slips of the pen."""

import pytest

from rectify import __version__
from rectify.cli.app import VERBS
from tests.cli.harness import Cli


@pytest.mark.parametrize(
    "words",
    [
        ("-f", "b.yaml", "list", "-o", "ids"),
        ("list", "-f", "b.yaml", "-o", "ids"),
        ("--register", "b.yaml", "-o", "ids", "list"),
        ("-o", "json", "list", "-o", "ids", "--register=b.yaml"),
        ("-f", "issues.yaml", "list", "-oids", "-fb.yaml"),
    ],
)
def test_global_options_stand_before_or_after_the_verb(cli: Cli, words: tuple[str, ...]) -> None:
    """Either place will do; given twice, the one after the verb counts."""
    cli.write("b.yaml", "format: 1\nissues:\n  - {id: B-1, title: 题, status: open}\n")
    assert cli.ok(*words).out == "B-1\n"


@pytest.mark.parametrize(
    ("words", "environment", "found"),
    [
        ((), {}, "QH-01"),
        ((), {"RECTIFY_REGISTER": "b.yaml"}, "B-1"),
        (("-f", "issues.yaml"), {"RECTIFY_REGISTER": "b.yaml"}, "QH-01"),
    ],
)
def test_which_register_it_is_about(cli: Cli, words: tuple[str, ...], environment: dict[str, str], found: str) -> None:
    """The option, then RECTIFY_REGISTER, then the usual names."""
    cli.write("b.yaml", "format: 1\nissues:\n  - {id: B-1, title: 题, status: open}\n")
    assert cli.ok(*words, "list", "-o", "ids", environment=environment).out.split()[0] == found


def test_a_folder_below_uses_the_register_above(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Like git, the nearest parent; evidence is named from where one stands."""
    below = cli.folder / "2019" / "七月"
    below.mkdir(parents=True)
    (below / "here.pdf").write_bytes(b"here")
    monkeypatch.chdir(below)
    cli.ok("close", "QH-01", "--evidence", "here.pdf")
    assert cli.issue("QH-01").evidence[0].name == "here.pdf"
    assert (cli.folder / "issues.log.jsonl").exists()


def test_the_register_may_lie_in_data(empty: Cli) -> None:
    """`data/issues.yaml` is the other usual name."""
    empty.write("data/issues.yaml", "format: 1\nissues:\n  - {id: B-1, title: 题, status: open}\n")
    assert empty.ok("list", "-o", "ids").out == "B-1\n"


def test_the_version(empty: Cli) -> None:
    """One line, without a register."""
    assert empty.ok("--version").out == f"rectify {__version__}\n"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_verb_with_its_line(empty: Cli, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """All verbs, in the order of an issue's life."""
    empty.ok(option)
    out = capsys.readouterr().out.partition("\nCommands:\n")[2]
    places = [out.index(f"  {verb} ") for verb in VERBS]
    assert places == sorted(places)
    assert all(words in out for words in VERBS.values())


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb(empty: Cli, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it does, its options and the global ones, with the output forms that it really has."""
    inner = {"audit": ("adopt",), "evidence": ("list",)}.get(verb, ())
    empty.ok(verb, *inner, "--help")
    out = capsys.readouterr().out
    assert out.startswith(f"Usage: rectify {' '.join((verb, *inner))} ")
    assert "-f, --register FILE" in out
    assert "Output form: table" in out
    assert max(len(line) for line in out.splitlines()) <= 80


@pytest.mark.parametrize("words", [("help", "close"), ("help", "audit", "adopt"), ("help",)])
def test_help_may_be_asked_for_as_a_verb(
    empty: Cli, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """`rectify help close` is `rectify close --help`, as with git."""
    empty.ok(*words)
    asked = capsys.readouterr().out
    empty.ok(*words[1:], "--help")
    assert asked == capsys.readouterr().out != ""


@pytest.mark.parametrize(
    ("words", "said", "hint"),
    [
        (("clse", "QH-01"), "no such command 'clse'. Did you mean 'close'?", "see rectify --help"),
        (("frobnicate",), "no such command 'frobnicate'", "see rectify --help"),
        (("--nonsense",), "no such option: --nonsense", "see rectify --help"),
        (("list", "--overdu"), "--overdue", "see rectify list --help"),
        (("close", "QH-01", "--evidnce", "x"), "--evidence", "see rectify close --help"),
        (("close",), "missing argument 'ID...'", "see rectify close --help"),
        (("list", "--limit"), "'--limit' requires an argument", "see rectify list --help"),
        (("--lock-timeout", "-1", "list"), "invalid value for '--lock-timeout'", "see rectify --help"),
        (("audit", "adopt", "--bgin"), "--begin", "see rectify audit adopt --help"),
    ],
)
def test_a_slip_of_the_pen_is_answered(cli: Cli, words: tuple[str, ...], said: str, hint: str) -> None:
    """Exit 2, what was meant, and where to read on; nothing on stdout."""
    result = cli(*words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.endswith(f"hint: {hint}\n")


@pytest.mark.parametrize(
    "words",
    [
        ("show", "QH-9", "-o", "json"),
        ("-o", "json", "show", "QH-9"),
        ("show", "QH-9", "--output", "json"),
        ("--output=json", "show", "QH-9"),
        ("show", "-ojsonl", "QH-9"),
        ("list", "--nonsense", "-o", "json"),
        ("list", "--nonsense", "--output=jsonl"),
        ("clse", "-ojson"),
        ("close", "QH-01", "-o", "json"),
    ],
)
def test_with_json_asked_for_an_error_is_json_too(cli: Cli, words: tuple[str, ...]) -> None:
    """One object on stderr with code, exit, message, hint and details, also when the command line could not be read."""
    result = cli(*words)
    assert result.out == ""
    assert result.error["exit"] == result.code
    assert set(result.error) == {"code", "exit", "message", "hint", "details"}


@pytest.mark.parametrize(
    "words", [("show", "QH-9"), ("show", "QH-9", "-o", "yaml"), ("add", "--title", "-o json", "x")]
)
def test_without_it_an_error_is_words(cli: Cli, words: tuple[str, ...]) -> None:
    """`error: …` and `hint: …`, whatever the title says."""
    assert cli(*words).err.startswith("error: ")


def test_the_day_may_be_given_in_words(cli: Cli) -> None:
    """`--today` stands in for the clock and is echoed."""
    result = cli.ok("--today", "2018年底", "list", "-o", "json")
    assert result.json["as_of"] == "2018-12-31"
    assert result.err == "--today 2018年底 is 2018-12-31\n"

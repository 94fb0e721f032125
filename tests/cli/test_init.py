import pytest

from tests.cli.harness import Cli


def test_a_new_register_is_ready_to_use(empty: Cli) -> None:
    """The register, the git files beside it, and the next command that works as it is printed."""
    result = empty.ok("init", "--title", "整改台账", "--prefix", "QH-", "--timezone", "Asia/Urumqi")
    assert result.out == "issues.yaml: a new register\n"
    assert result.err == "next: rectify -f issues.yaml add --title TEXT\n"
    assert set(empty.snapshot()) == {"issues.yaml", ".gitignore", ".gitattributes"}
    assert "-text" in (empty.folder / ".gitattributes").read_text()
    empty.ok("-f", "issues.yaml", "add", "--title", "第一个问题")
    assert empty.ok("list", "-o", "ids").out == "QH-01\n"
    assert empty("check").code == 0


@pytest.mark.parametrize(
    ("words", "environment", "name"),
    [
        (("-f", "other.yaml"), {}, "other.yaml"),
        ((), {"RECTIFY_REGISTER": "env.yaml"}, "env.yaml"),
        (("--register", "a.yaml"), {"RECTIFY_REGISTER": "env.yaml"}, "a.yaml"),
    ],
)
def test_where_it_is_made(empty: Cli, words: tuple[str, ...], environment: dict[str, str], name: str) -> None:
    """The option goes before the environment, and both before issues.yaml here."""
    empty.ok(*words, "init", "--title", "台账", environment=environment)
    assert name in empty.snapshot()


def test_one_that_is_there_is_left_alone(cli: Cli) -> None:
    """Nothing is overwritten."""
    before = cli.snapshot()
    result = cli("init", "--title", "新")
    assert (result.code, cli.snapshot()) == (5, before)
    assert "issues.yaml is already there" in result.err
    assert "hint: look at it: rectify -f issues.yaml list --all" in result.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "missing option '--title'"),
        (("--title", " "), 2, "title: the text is empty"),
        (("--title", "台账", "--timezone", "Mars/Olympus"), 2, "timezone: 'Mars/Olympus' is not a time zone"),
        (("--title", "台账", "-o", "json"), 2, "it has: table"),
        (("--title", "台账", "-f", "no/such/folder/x.yaml"), 8, "cannot make no/such/folder/x.yaml"),
    ],
)
def test_what_cannot_be_made_is_told(empty: Cli, words: tuple[str, ...], code: int, said: str) -> None:
    """No register is half made."""
    result = empty("init", *words)
    assert result.code == code, result.err
    assert said in result.err
    assert empty.snapshot() == {}

import pytest

from tests.cli.harness import Cli


def test_the_last_word_is_the_remark(cli: Cli) -> None:
    """The issue does not change; the trail keeps the text, for each of the issues named."""
    before = (cli.folder / "issues.yaml").read_bytes()
    result = cli.ok("note", "QH-01", "QH-02", "现场已看")
    assert result.out.startswith("QH-01  noted\n    “现场已看”\nQH-02  noted\n    “现场已看”\n")
    assert (cli.folder / "issues.yaml").read_bytes() == before
    assert [event["text"] for event in cli.runs()[-1]["events"]] == ["现场已看", "现场已看"]
    assert [event["changes"] for event in cli.runs()[-1]["events"]] == [[], []]


def test_a_remark_may_come_with_evidence_but_not_to_a_closed_issue(cli: Cli) -> None:
    """A closed issue may be remarked upon in words only."""
    cli.ok("note", "QH-01", "附件", "--evidence", "report.pdf")
    assert len(cli.issue("QH-01").evidence) == 1
    cli.ok("close", "QH-01")
    cli.ok("note", "QH-01", "回访")
    cli.write("more.pdf", b"more")
    assert cli("note", "QH-01", "附件", "--evidence", "more.pdf").code == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("QH-01",), "a note needs an id and a text"),
        ((), "missing argument"),
        (("QH-01", " "), "text: the text is empty"),
    ],
)
def test_a_note_needs_an_id_and_a_text(cli: Cli, words: tuple[str, ...], said: str) -> None:
    """A forgotten text is not taken for an id."""
    result = cli("note", *words)
    assert result.code == 2
    assert said in result.err
    assert "hint: " in result.err

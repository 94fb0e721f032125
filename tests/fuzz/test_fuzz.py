"""A few mutants of every kind, the proof that the promises can be broken, and every finding of a soak by its name."""

from random import Random

import pytest

from rectify.store.register_yaml import read_register
from tests.cli.harness import REGISTER, Cli, Result
from tests.fuzz import edits, mutants, targets
from tests.fuzz.targets import TARGETS
from tests.hostile.registers import GOOD

SEEDS = range(8)


@pytest.mark.parametrize("name", TARGETS)
def test_mutants_keep_every_promise(empty: Cli, name: str) -> None:
    """The first seeds of what `make fuzz` and the soak go on with."""
    for seed in SEEDS:
        TARGETS[name](Random(seed), empty)  # noqa: S311  # made-up data, no secrets


def test_the_same_seed_makes_the_same_mutants() -> None:
    """A finding can be shown again by its number."""
    one, other = (mutants.bent_bytes(Random(7), REGISTER.encode()) for _ in range(2))  # noqa: S311  # as above
    assert one == other
    bent = {mutants.bent_bytes(Random(seed), REGISTER.encode()) for seed in range(50)}  # noqa: S311  # as above
    assert len(bent) > 45


def test_json_mutants_are_lines(empty: Cli) -> None:
    """Whatever becomes of a value, most mutants are still JSON, so that the model is reached."""
    empty.write("issues.yaml", REGISTER)
    empty.ok("start", "QH-02")
    line = (empty.folder / "issues.log.jsonl").read_text(encoding="utf-8").split("\n")[0]
    bent = [mutants.bent_json(Random(seed), line) for seed in range(60)]  # noqa: S311  # as above
    assert sum(one.startswith("{") and one.endswith("}") for one in bent) > 30


@pytest.mark.parametrize(
    "result",
    [
        Result(70, "", "error: internal error"),
        Result(0, "\x1b[2J", ""),
        Result(1, "", "Traceback (most recent call last)"),
    ],
)
def test_a_broken_promise_is_seen(empty: Cli, result: Result) -> None:
    """An internal error, an escape sequence, a traceback."""
    with pytest.raises(AssertionError):
        targets.checked(result, {}, empty)


def test_a_change_by_what_was_refused_is_seen(empty: Cli) -> None:
    """A byte more or less in any file; only a torn last line may go, or get its newline back."""
    empty.write("a", b"x\ny")
    targets.checked(Result(3, "", ""), {"a": b"x\ny"}, empty)
    targets.checked(Result(3, "", ""), {"a": b"x\nytorn"}, empty)
    empty.write("a", b"x\ny\n")
    targets.checked(Result(3, "", ""), {"a": b"x\ny"}, empty)
    empty.write("a", b"x\ny")
    for before in ({}, {"a": b"x\nz"}, {"a": b"x\ny\nz\n"}):
        with pytest.raises(AssertionError, match="refused, and yet changed"):
            targets.checked(Result(3, "", ""), before, empty)


def test_another_reader_that_reads_something_else_is_seen() -> None:
    """The second opinions can differ: here the text is not that of the nodes."""
    file = read_register(GOOD.encode(), "x")
    edits.agree(file)
    other = read_register(GOOD.replace("题", "目").encode(), "x")
    with pytest.raises(AssertionError, match="pyyaml reads something else"):
        edits.agree(type(file)(**{**vars(file), "text": other.text}))


# --- findings -----------------------------------------------------------------------------------

FOUND = {
    "an unknown key without a value was passed over": f"{GOOD}    statuss:\n",
    "a colon without its space made an unknown key of a known one": f"{GOOD}    units: {{lead:a}}\n",
    "a second byte order mark made every edit fail": f"\ufeff\ufeff{GOOD}",
    "a ? before a key was dropped": f"{GOOD}    custom: {{?k: v}}\n",
    "a byte order mark before a comment was passed over": GOOD.replace("issues", "\ufeff# c\nissues"),
    "a comment right behind the sign of a block was read by us alone": f"{GOOD}    notes: |# c\n      x\n",
}


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_stays_mended(empty: Cli, name: str) -> None:
    """Each of these was once accepted; it is refused now, by reader and writer, with its place."""
    empty.write("issues.yaml", FOUND[name])
    before = empty.snapshot()
    for words in (("list",), ("edit", "Q-1", "--set", "place=x")):
        result = empty(*words)
        assert result.code == 3
        assert "issues.yaml:" in result.err
        assert empty.snapshot() == before

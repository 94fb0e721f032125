from random import Random

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rectify.errors import InvalidRegister
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.store import yaml_emit as emit
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.yaml_compose import compose
from rectify.store.yaml_edit import Rewritten, fresh, rewrite
from rectify.store.yaml_emit import Style
from tests.properties.styled_register import SAFE, Chunks, Hand, random_issue, seeded

LETTERS = "a1n0-?:,[]{}#&*!|>'\"%@`=<~ .\t\n\r\x00\x1b\x7f\x85\u2028\u200b\u202e\ufeff\u3000\xa0：整"
HOSTILE = st.text(st.sampled_from(LETTERS), min_size=1, max_size=12)
ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1)
TEXTS = st.lists(st.one_of(HOSTILE, ANY_TEXT).filter(lambda text: text.strip() != ""), max_size=5)
SEEDS = st.integers(0, 2**32)
SCRAPS = (
    "\t", "\n", ": ", "- ", "[", "{", "}", "]", '"', "'", "&a ", "*a", "!!x ", "|", ">", "#", "：", "\u3000", "\x00",
    "\x85", "<<: x\n", "---\n", "...\n", "%YAML 1.1\n", "? ", "\r", "\ufeff", "- id: Q-1\n", "~", "  ", "`", "@", ",",
)  # fmt: skip


def changed_issue(rng: Random, issue: Issue, texts: tuple[str, ...]) -> Issue:
    """The issue with some fields taken from another, set to nothing, or grown."""
    other = random_issue(rng, issue.id, texts)
    changes = {
        name: getattr(other, name) for name in type(issue).model_fields if rng.random() < rng.choice((0.05, 0.3))
    }
    for name in ("tags", "measures", "evidence"):
        old, new = getattr(issue, name), getattr(other, name)
        if rng.random() < 0.3 and len(old) < len(new):
            changes[name] = (*old, *new[len(old) :])
    changes.pop("id", None)
    return issue.but(**changes)


def kept_chunks(before: Issue, after: Issue, chunks: Chunks) -> list[str]:
    """The lines of those fields that did not change."""
    old, new = before.plain(), after.plain()
    return [text for name, text in chunks.items() if old.get(name) == new.get(name) and name in old]


def issues_of(rng: Random, texts: tuple[str, ...], most: int = 4) -> list[Issue]:
    """Some random issues."""
    return [random_issue(rng, f"Q-{number}", texts) for number in range(rng.randrange(1, most + 1))]


def check_text(before: str, result: Rewritten) -> None:
    """Line breaks and the end of the text are as they were."""
    text = result.file.text
    assert text.count("\r") == (text.count("\n") if "\r" in before else 0)
    assert text.endswith("\n") or not before.endswith("\n")


def check_chunks(file: RegisterFile, after: Register, result: Rewritten, chunks: dict[str, Chunks]) -> None:
    """The lines of every field that did not change are still there, in their order."""
    for issue in file.register.issues:
        at = 0
        for chunk in kept_chunks(issue, after.by_id[issue.id], chunks[issue.id]):
            found = result.file.text.find(chunk, at)
            assert found >= 0 or issue.id in result.re_emitted, chunk
            at = max(found, at)


@settings(max_examples=250, deadline=None)
@given(seed=SEEDS, hostile=TEXTS)
@example(seed=11829, hostile=["a\n\n", "\ta"])
def test_an_edit_touches_only_what_changed(seed: int, hostile: list[str]) -> None:
    """Whatever the style, the new text is the new register, and the lines of all other fields are as they were."""
    rng = seeded(seed)
    texts = (*SAFE, *hostile)
    issues = issues_of(rng, texts)
    text, chunks = Hand(rng).file(issues)
    bom = rng.choice(("", "\ufeff"))
    file = read_register((bom + text).encode(), "x.yaml")
    assert list(file.register.issues) == issues
    after = file.register
    for issue in rng.sample(issues, rng.randrange(0, len(issues) + 1)):
        after = after.with_issue(changed_issue(rng, issue, texts))
    if rng.random() < 0.3:
        after = after.with_issue(random_issue(rng, "新-1", texts))
    result = rewrite(file, after)
    assert result.file.register.entries() == after.entries()
    assert result.data == (bom + result.file.text).encode()
    assert result.re_emitted == () or "|+" in text  # blank lines below may come to belong to the text above
    check_text(text, result)
    check_chunks(file, after, result, chunks)
    if after == file.register:
        assert result.data == (bom + text).encode()


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS)
def test_an_untouched_issue_keeps_every_byte(seed: int) -> None:
    """The text of an issue that was not changed, with its comments, is the same to the last byte."""
    rng = seeded(seed)
    issues = issues_of(rng, SAFE)
    text, _ = Hand(rng).file(issues)
    file = read_register(text.encode(), "x.yaml")
    touched = rng.choice(issues)
    result = rewrite(file, file.register.with_issue(changed_issue(rng, touched, SAFE)))
    for issue in issues:
        if issue.id != touched.id:
            old, new = file.nodes[issue.id], result.file.nodes[issue.id]
            assert file.text[old.start : old.end] == result.file.text[new.start : new.end]


@settings(max_examples=100, deadline=None)
@given(seed=SEEDS, hostile=TEXTS)
def test_a_new_file_reads_back(seed: int, hostile: list[str]) -> None:
    """Whatever the texts, what is written for a new register is that register."""
    rng = seeded(seed)
    register = Register.of(
        Register().header.but(notes=rng.choice((*SAFE, *hostile))), issues_of(rng, (*SAFE, *hostile))
    )
    assert read_register(fresh(register), "x").register.entries() == register.entries()


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(HOSTILE, ANY_TEXT), flow=st.booleans(), quote=st.sampled_from(("", "'", '"')))
def test_a_text_is_that_text_to_every_reader(text: str, flow: bool, quote: str) -> None:
    """Readers that guess types (YAML 1.1) and our own, which does not, give back the text itself."""
    inline = emit.scalar(text, flow=flow, quote=quote)
    for written in (f"k: [{inline}]\n" if flow else f"k: {inline}\n", emit.pair("k", text, 0, Style()) + "\n"):
        meant = [text] if flow and written.startswith("k: [") and written.endswith("]\n") else text
        for loader in (yaml.SafeLoader, yaml.CSafeLoader):
            assert yaml.load(written, Loader=loader)["k"] in (meant, text)  # noqa: S506  # both are safe
        assert compose(written).faults == ()


@settings(max_examples=200, deadline=None)
@given(data=st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    """Any bytes are a register or an InvalidRegister with its places, nothing else."""
    check_reading(data)
    check_reading(b"format: 1\nissues:\n- id: A\n  title: " + data)


@settings(max_examples=250, deadline=None)
@given(seed=SEEDS)
def test_no_slip_of_the_hand_makes_the_reader_fail(seed: int) -> None:
    """A good file with scraps put in, taken out and doubled is read or refused, in order and with places."""
    rng = seeded(seed)
    text = Hand(rng).file(issues_of(rng, SAFE, most=2))[0]
    for _ in range(rng.randrange(1, 6)):
        at, other = rng.randrange(len(text) + 1), rng.randrange(len(text) + 1)
        gap = rng.randrange(12)
        text = rng.choice((
            text[:at] + rng.choice(SCRAPS) + text[at:],
            text[:at] + text[at + gap :],
            text[:at] + text[other : other + 80] + text[at:],
        ))  # fmt: skip
    check_reading(text.encode())


def check_reading(data: bytes) -> None:
    """Bytes are read, or refused with at least one detail, each with a place and a sentence, in order."""
    try:
        read_register(data, "x.yaml")
    except InvalidRegister as error:
        places = [tuple(int(part) for part in detail.place.split(":")[1:]) for detail in error.details]
        assert places == sorted(places)
        assert all(len(place) == 2 and min(place) > 0 for place in places)
        assert places
        assert all(detail.message for detail in error.details)

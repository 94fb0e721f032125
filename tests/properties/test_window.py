"""Property tests: issues edited in a window give the bytes that the whole file would be given."""

from collections.abc import Iterable
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify.model.register import Register
from rectify.store.blocks import Cuts, Doubt, cuts
from rectify.store.register_yaml import RegisterFile, read_register
from rectify.store.splice import spliced
from rectify.store.window import Item, Windowed, _as_register, _in_place, edited
from rectify.store.yaml_edit import rewrite
from rectify.store.yaml_layout import habits
from tests.properties.styled_register import SAFE, Hand, random_issue, seeded
from tests.properties.test_surgical_edit import SEEDS, TEXTS, changed_issue


def items_of(data: bytes, found: Cuts, ids: Iterable[str]) -> list[Item]:
    """The text of every issue of a file."""
    ends = (*found.starts[1:], found.end)
    return [Item(id_, at, data[at:end]) for id_, at, end in zip(ids, found.starts, ends, strict=True)]


def in_window(data: bytes, file: RegisterFile, after: Register, more: Iterable[str] = ()) -> Windowed:
    """The changed issues, and perhaps others, edited in one window."""
    before = file.register.by_id
    touched = {id_ for id_ in before if after.by_id[id_] is not before[id_]} | set(more)
    items = [item for item in items_of(data, cuts(data), before) if item.id in touched]
    return edited(items, habits(file.text, file.root), before, after.by_id)


def changed_some(rng: Random, register: Register, texts: tuple[str, ...]) -> Register:
    """The register with some of its issues changed, one at least."""
    for issue in rng.sample(register.issues, rng.randrange(1, len(register) + 1)):
        register = register.with_issue(changed_issue(rng, issue, texts))
    return register


@settings(max_examples=400, deadline=None)
@given(seed=SEEDS, hostile=TEXTS)
def test_a_window_gives_the_bytes_of_the_whole(seed: int, hostile: list[str]) -> None:
    """Whatever the style and the change: the same bytes, the same issues written anew."""
    rng = seeded(seed)
    texts = (*SAFE, *hostile)
    issues = [random_issue(rng, f"Q-{number}", texts) for number in range(rng.randrange(1, 7))]
    data = Hand(rng).file(issues)[0].encode()
    try:
        cuts(data)
    except Doubt:  # such a file is read whole
        return
    file = read_register(data, "x.yaml")
    after = changed_some(rng, file.register, texts)
    whole = rewrite(file, after)
    windowed = in_window(data, file, after, rng.sample(list(file.register.ids), rng.randrange(2)))
    assert spliced(data, windowed.splices) == whole.data
    assert windowed.re_emitted == whole.re_emitted


@settings(max_examples=150, deadline=None)
@given(seed=SEEDS, hostile=TEXTS)
def test_an_issue_by_itself_is_what_it_is_as_a_register(seed: int, hostile: list[str]) -> None:
    """Where it is certain; else nothing is given."""
    rng = seeded(seed)
    texts = (*SAFE, *hostile)
    data = Hand(rng).file([random_issue(rng, f"Q-{number}", texts) for number in range(4)])[0].encode()
    try:
        found = cuts(data)
    except Doubt:
        return
    file = read_register(data, "x.yaml")
    style = habits(file.text, file.root)
    for item in items_of(data, found, file.register.ids):
        was = file.register.get(item.id)
        meant = changed_issue(rng, was, texts)
        by_itself = _in_place(item, style, was, meant)
        assert by_itself is None or (by_itself, ()) == _as_register(item, style, was, meant)


@settings(max_examples=60, deadline=None)
@given(data=st.data(), seed=SEEDS)
def test_one_issue_at_a_time_or_all_at_once(data: st.DataObject, seed: int) -> None:
    """A batch in one window leaves what as many single commands leave."""
    rng = seeded(seed)
    issues = [random_issue(rng, f"Q-{number}", SAFE) for number in range(data.draw(st.integers(1, 5)))]
    start = Hand(rng).file(issues)[0].encode()
    try:
        cuts(start)
    except Doubt:
        return
    first = read_register(start, "x.yaml")
    after = changed_some(rng, first.register, SAFE)
    one_by_one, register = start, first
    for id_ in first.register.ids:
        try:
            found = cuts(one_by_one)
        except Doubt:  # what was written in may make it unusual
            return
        if len(found.starts) != len(first.register):  # a dash alone in its line
            return
        items = [item for item in items_of(one_by_one, found, first.register.ids) if item.id == id_]
        result = edited(items, habits(first.text, first.root), register.register.by_id, after.by_id)
        one_by_one = spliced(one_by_one, result.splices)
        register = read_register(one_by_one, "x.yaml")
    assert spliced(start, in_window(start, first, after).splices) == one_by_one

"""Whatever is done to a register between two looks, and however fast: with a cache one sees what there is."""

import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.keeping import Scene, many, strictly, told

COUNT = 70
LETTERS = "甲乙丙丁"
EDITS = ("same size", "same size, time set back", "replaced", "replaced, time set back", "longer", "shorter")
EVENTS = st.one_of(
    st.just("look"),
    st.just("settle"),
    st.just("touch"),
    st.just("lose the cache"),
    st.tuples(st.sampled_from(EDITS), st.integers(1, COUNT), st.sampled_from(LETTERS)),
)


def edit(scene: Scene, how: str, number: int, letter: str) -> None:
    """Change the title of an issue; all in the twinkling of an eye."""
    found = scene.path.stat()
    lines = scene.path.read_text().split("\n")
    at = next((at for at, line in enumerate(lines) if line == f"  - id: Q-{number}"), None)
    if at is None:
        return
    if how == "shorter":
        at_next = next((n for n in range(at + 1, len(lines)) if lines[n].startswith("  - ")), len(lines) - 1)
        lines[at:at_next] = [] if sum(line.startswith("  - ") for line in lines) > 2 else lines[at:at_next]
    else:
        lines[at + 1] = f"    title: {letter}{letter if how == 'longer' else ''}事"
    text = "\n".join(lines)
    if how.startswith("replaced"):
        scene.path.with_suffix(".new").write_text(text)
        scene.path.with_suffix(".new").replace(scene.path)
    else:
        scene.write(text)
    if how.endswith("set back"):
        os.utime(scene.path, ns=(found.st_atime_ns, found.st_mtime_ns))


@settings(max_examples=60)
@given(st.lists(EVENTS, min_size=2, max_size=14))
def test_edits_are_seen_however_fast_they_come(events: list[str | tuple[str, int, str]]) -> None:
    """Also twice within one tick of the clock, of equal size, and with the time of the last change set back."""
    folder = Path(tempfile.mkdtemp())
    try:
        scene = Scene.of(folder, many(COUNT))
        for event in events:
            if isinstance(event, tuple):
                edit(scene, *event)
            elif event == "settle":
                scene.settle()
            elif event == "touch":
                os.utime(scene.path)
            elif event == "lose the cache":
                shutil.rmtree(scene.cache / "rectify", ignore_errors=True)
            else:
                assert told(scene.store) == strictly(scene)
        assert told(scene.store) == strictly(scene)
    finally:
        shutil.rmtree(folder)


def test_two_edits_within_a_tick_and_of_equal_size_are_two(tmp_path: Path) -> None:
    """The second may leave the stamp of the first; so what was just written is never taken by its stamp."""
    scene = Scene.of(tmp_path, many(3))
    for _ in range(50):
        for letter in LETTERS:
            edit(scene, "same size, time set back", 2, letter)
            assert scene.store.load().register.get("Q-2").title == f"{letter}事"

"""Many processes and one cache: whoever comes when, each says what the register says."""

import os
import subprocess
import sys
from pathlib import Path

from tests.store.keeping import Scene, many, strictly, told

READ = """
import sys
from rectify.store.folder import FolderStore
for _ in range(int(sys.argv[3])):
    register = FolderStore(sys.argv[1], environment={"XDG_CACHE_HOME": sys.argv[2]}).load().register
    titles = {issue.title[-1] for issue in register.issues}
    assert len(titles) == 1 and len(register) == 70, titles
    assert len(list(register.column("status"))) == 70
"""


def reader(scene: Scene, times: int) -> "subprocess.Popen[bytes]":
    """A process that looks at all titles so many times; all must end alike."""
    return subprocess.Popen([sys.executable, "-c", READ, str(scene.path), str(scene.cache), str(times)])


def test_two_that_build_at_once_are_both_right(tmp_path: Path) -> None:
    """Each under a name of its own; the last one stays, and is whole."""
    scene = Scene.of(tmp_path, many(70).replace("件", "件甲"))
    scene.settle()
    readers = [reader(scene, 1) for _ in range(4)]
    assert [one.wait() for one in readers] == [0, 0, 0, 0]
    assert told(scene.store) == strictly(scene)
    assert scene.keeper.find() is not None


def test_many_readers_beside_a_writer(tmp_path: Path) -> None:
    """The register changes all the time; nobody sees parts of two states, or fails."""
    texts = [many(70).replace("件", f"件{letter}") for letter in "甲乙丙丁"]
    scene = Scene.of(tmp_path, texts[0])
    readers = [reader(scene, 25) for _ in range(3)]
    new, number = scene.path.with_suffix(".new"), 0
    while any(one.poll() is None for one in readers):
        new.write_text(texts[number % 4])
        os.replace(new, scene.path)  # noqa: PTH105  # as a store does
        number += 1
    assert [one.returncode for one in readers] == [0, 0, 0]
    assert told(scene.store) == strictly(scene)

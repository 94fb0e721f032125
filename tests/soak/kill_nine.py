"""A process of its own: four writers at one register, and `kill -9` for one of them again and again.

Started as `python -m tests.soak.kill_nine REGISTER KILLS SEED`. What a writer was told is done it writes into the file
`acknowledged`, one word a line, which outlives it. At the end one line of JSON is printed: kills, and how many of them
met a writer that held the lock.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from rectify.actions.action import Action
from rectify.actions.assign import Assign
from rectify.actions.note import Note
from rectify.errors import RectifyError
from rectify.store.folder import FolderStore
from tests.store.material import session_of

WRITERS = 4


def command(word: str, number: int, folder: Path) -> Action:
    """A change of the register, a remark, or a remark with a file; the word is in it."""
    if number % 5 == 0:
        paper = folder / f"{word}.txt"
        paper.write_text(word, encoding="utf-8")
        return Note(id="Q-3", text=word, evidence=(str(paper),))
    if number % 2:
        return Assign(id="Q-1", person=word)
    return Note(id="Q-2", text=word)


def write(register: str, me: str, papers: Path) -> None:
    """One change after another, each told of when it is done; until somebody ends it."""
    told = os.open(Path(register).parent / "acknowledged", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    number = 0
    while True:
        word, number = f"{me}-{number}", number + 1
        try:
            outcome = session_of(FolderStore(register, timeout=60)).do([command(word, number, papers)])
        except RectifyError as error:
            os.write(told, f"refused {error.code} {error.message}\n".encode())
            return
        assert outcome.receipt
        os.write(told, f"{word}\n".encode())


def forked(register: str, me: str, papers: Path) -> int:
    """A writer of its own; its pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        write(register, me, papers)
    finally:
        os._exit(1)


def main() -> None:
    """Kill, and start anew whoever was killed."""
    register, kills, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)  # noqa: S311 - moments to kill at, the same for the same seed
    papers = Path(register).parent.parent / "papers"
    papers.mkdir(exist_ok=True)
    writers = [forked(register, f"w{number}", papers) for number in range(WRITERS)]
    lock, holding = Path(register).parent / ".issues.lock", 0
    for kill in range(kills):
        time.sleep(chance.uniform(0.001, 0.1))  # any moment of a write, and several writes
        number = chance.randrange(WRITERS)
        os.kill(writers[number], signal.SIGKILL)
        os.waitpid(writers[number], 0)
        holding += f"pid {writers[number]} " in (lock.read_text() if lock.exists() else "")
        writers[number] = forked(register, f"k{seed}-{kill}", papers)
    for pid in writers:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    sys.stdout.write(json.dumps({"kills": kills + WRITERS, "holding": holding}) + "\n")


if __name__ == "__main__":
    main()

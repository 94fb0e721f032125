import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rectify.store.second_process import SecondProcess, is_safe

pytestmark = pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # a test run may have threads


def square(number: int) -> dict[str, object]:
    """Work whose results are data of several kinds."""
    return {"n": number * number, "data": [str(number).encode(), None, True, "题" * number]}


def test_results_come_in_the_order_of_the_jobs() -> None:
    """However much waits in the pipe; after the last there is nothing more."""
    with closing(SecondProcess(square, range(500))) as second:
        assert [second.take() for _ in range(500)] == [square(number) for number in range(500)]
        assert second.take() is None
        assert second.take() is None


def test_a_job_that_fails_ends_the_results() -> None:
    """What was done before it is there, and nothing is printed, raised or run twice."""
    with closing(SecondProcess(lambda number: 6 // number, (2, 1, 0, 3))) as second:
        assert [second.take() for _ in range(4)] == [3, 6, None, None]


def test_a_result_that_is_no_plain_data_ends_the_results() -> None:
    """A value of a class of ours is no data."""
    with closing(SecondProcess(lambda number: SecondProcess if number else 1, (0, 1))) as second:
        assert [second.take() for _ in range(2)] == [1, None]


def test_a_process_that_is_killed_has_nothing_more_to_say() -> None:
    """Also when half a result is in the pipe."""
    with closing(SecondProcess(lambda number: b"x" * number, (10, 50_000_000, 10))) as second:
        assert second.take() == b"x" * 10
        os.kill(second.pid, signal.SIGKILL)
        assert [second.take() for _ in range(2)] == [None, None]


def test_it_ends_when_it_is_closed() -> None:
    """However many jobs it had; closed twice, it is asked to end once."""
    second = SecondProcess(lambda number: number, forever())
    assert second.take() == 0
    second.close()
    second.close()
    assert os.waitpid(second.pid, 0) == (second.pid, 0)


def test_nothing_is_left_of_it_when_the_next_is_made() -> None:
    """The system remembers a process that has ended until it is asked for: no more than one or two are."""
    made = []
    for _ in range(5):
        with closing(SecondProcess(lambda number: number, (1,))) as second:
            assert (second.take(), second.take()) == (1, None)
            os.waitid(os.P_PID, second.pid, os.WEXITED | os.WNOWAIT)
            made.append(second.pid)
    left = [pid for pid in made if Path(f"/proc/{pid}").exists()]
    assert left in ([], made[-1:])


def forever() -> Iterator[int]:
    """Numbers without end."""
    number = 0
    while True:
        yield number
        number += 1


def test_it_ends_with_the_process_that_made_it() -> None:
    """Nobody reads what it says, so it stops; the one that made it printed its own words once."""
    code = (
        "import itertools, sys; from rectify.store.second_process import SecondProcess as S\n"
        "sys.stdout.write('once '); s = S(lambda n: b'x' * 100_000, itertools.count())\n"
        "print(len(s.take()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert (done.stdout, done.stderr) == ("once 100000\n", "")  # read to the end: nobody holds the other end any more


def test_with_a_thread_it_is_not_safe() -> None:
    """A copy of this process would have half of what the other thread was doing."""
    held = threading.Event()
    thread = threading.Thread(target=held.wait)
    thread.start()
    try:
        assert not is_safe()
    finally:
        held.set()
        thread.join()


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="one core, or no Linux")
@pytest.mark.parametrize(
    ("first", "safe"), [("", True), ("os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])", False)]
)
def test_it_is_safe_where_there_is_a_core_for_it(first: str, safe: bool) -> None:
    """In a process of one thread, as the program is one; not on a single core."""
    code = f"import os; {first}\nfrom rectify.store.second_process import is_safe\nprint(is_safe())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(safe)


def test_where_nothing_is_known_of_cores_it_is_not_safe() -> None:
    """On a system without these questions the work is done alone."""
    code = "import os\ndel os.sched_getaffinity\nfrom rectify.store.second_process import is_safe\nprint(is_safe())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_where_no_process_can_be_had_no_pipe_is_left_open() -> None:
    """A limit on processes is an OSError, and the descriptors are given back."""
    code = (
        "import os, errno\n"
        "def refused(): raise OSError(errno.EAGAIN, 'no more')\n"
        "os.fork = refused\n"
        "from rectify.store.second_process import SecondProcess\n"
        "before = os.listdir('/dev/fd')\n"
        "try: SecondProcess(print, ())\n"
        "except OSError: print(before == os.listdir('/dev/fd'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"

"""Counting what a command asks of the disk."""

from pathlib import Path

from bench.counts import Counts, counted

REPORT = """\
12 write(1<pipe:[7]>, ""..., 40)          = 40
12 write(4</desk/data/issues.log.jsonl>, ""..., 210) = 210
12 fsync(4</desk/data/issues.log.jsonl>) = 0
12 read(4</desk/data/issues.yaml>, ""..., 4096) = 4000
12 read(4</desk/data/issues.yaml>, "", 4096) = 0
12 copy_file_range(3</desk/data/issues.yaml>, NULL, 5</desk/data/.issues.1.staged>, NULL, 5000, 0) = 5000
12 copy_file_range(3</desk/data/issues.yaml>, NULL, 6</elsewhere/x>, NULL, 5000, 0) = 5000
12 write(4</desk/data/issues.log.jsonl>, ""..., 210) = -1 ENOSPC (No space left on device)
12 rename("/desk/data/.issues.1.staged", "/desk/data/issues.yaml") = 0
12 fsync(3</desk/data>)                   = 0
12 fsync(9</elsewhere/cache>)             = 0
12 --- SIGCHLD {si_signo=SIGCHLD} ---
12 +++ exited with 0 +++
"""


def test_only_what_reaches_the_folder_counts() -> None:
    """Pipes, other folders, and calls that failed cost the register's disk nothing."""
    expected = Counts(fsyncs=2, renames=1, bytes_written=5210, bytes_read=4000)
    assert counted(REPORT.splitlines(), Path("/desk/data")) == expected


TWO = """\
12 write(5</desk/data/.issues.1.staged>, ""..., 1048576 <unfinished ...>
13 fdatasync(5</desk/data/.issues.1.staged> <unfinished ...>
12 <... write resumed>)                    = 1048576
14 pread64(4</desk/data/issues.yaml>,  <unfinished ...>
12 write(5</desk/data/.issues.1.staged>, ""..., 10) = 10
14 <... pread64 resumed>""..., 25000, 0)   = 25000
13 <... fdatasync resumed>)                = 0
15 write(5</desk/data/.issues.1.staged>, ""..., 7 <unfinished ...>
15 +++ killed by SIGKILL +++
"""


def test_what_two_threads_or_processes_ask_at_once_is_counted_as_well() -> None:
    """A call that another one interrupts is told in two lines; one that never ended counts for nothing."""
    expected = Counts(fsyncs=1, bytes_written=1048586, bytes_read=25000)
    assert counted(TWO.splitlines(), Path("/desk/data")) == expected

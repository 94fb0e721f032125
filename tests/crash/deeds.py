"""What the real program is doing when it is killed or refused: commands, the files they find, what they must bring."""

import errno
import shutil
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from rectify.store.folder import FolderStore
from rectify.terms import Severity
from tests.cli.harness import Cli
from tests.store.faulty_disk import Fault, FaultyDisk

REGISTER = """\
# kept by the office
format: 1
register:
  title: 试点整改台账
  id_prefix: QH-
issues:
  - id: QH-01
    title: 甲川县垃圾场渗滤液外溢
    units: {responsible: [甲川县水务局]}
    deadline: {date: 2030-12-31}
    status: open   # see the minutes
  - id: QH-02
    title: 乙山矿区未复绿
    units: {responsible: [乙山镇政府]}
    deadline: {date: 2030-06-30}
    status: open
"""
LINES = """\
start QH-01
edit QH-02 --set person=王明
note QH-02 看过
"""


def _begun(cli: Cli) -> None:
    cli.ok("assign", "QH-02", "--person", "李敏")


def _edited(cli: Cli) -> None:
    _begun(cli)
    path = cli.folder / "issues.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2030-06-30", "2031-06-30"), encoding="utf-8")


def _waiting(cli: Cli) -> None:
    """A run is recorded, and its register waits to be published."""
    _begun(cli)
    assert cli("start", "QH-01", disk=FaultyDisk(Fault("rename", "issues.yaml", errno.EIO))).code == 9


def _torn(cli: Cli) -> None:
    """A power cut has torn the last line, and its register waits in vain."""
    _waiting(cli)
    path = cli.folder / "issues.log.jsonl"
    path.write_bytes(path.read_bytes()[:-40])


@dataclass(frozen=True)
class Deed:
    """A command; `prepare` makes what it finds, `runs` is how many runs the trail has when it is done.

    `verb` and `issue` name the one event it is to leave.
    """

    words: tuple[str, ...]
    prepare: Callable[[Cli], None]
    runs: int
    verb: str
    issue: str = "QH-01"

    def make(self, folder: Path) -> Path:
        """The files that the command finds, in a new folder."""
        folder.mkdir(parents=True)
        cli = Cli(folder)
        cli.write("issues.yaml", REGISTER)
        cli.write("report.pdf", b"the report")
        cli.write("lines.txt", LINES)
        with chdir(folder):
            self.prepare(cli)
        return folder


DEEDS = MappingProxyType(
    {
        "status": Deed(("start", "QH-01"), _begun, 3, "start"),
        "close with evidence": Deed(("close", "QH-01", "--evidence", "report.pdf"), _begun, 3, "close"),
        "batch": Deed(("batch", "lines.txt", "--batch-id", "B1"), _begun, 3, "note", "QH-02"),
        "adopt": Deed(("audit", "adopt", "--reason", "校对"), _edited, 3, "adopt", "QH-02"),
        "first write": Deed(("start", "QH-01"), lambda _cli: None, 2, "start"),
        "a run that waits": Deed(("start", "QH-01"), _waiting, 3, "start"),
        "a torn line": Deed(("start", "QH-01"), _torn, 3, "start"),
    }
)


@dataclass(frozen=True)
class Aftermath:
    """What a stopped command has left: how many runs after recovery, and everything that is not as promised."""

    runs: int
    flaws: tuple[str, ...]

    def verdict(self, deed: Deed) -> str:
        """`recorded` or `not recorded`."""
        return "recorded" if self.runs == deed.runs else "not recorded"


def look_at(deed: Deed, folder: Path, check_before: int) -> Aftermath:
    """Read what a stopped command has left, check it, then give the same command again: one effect, one event."""
    flaws: list[str] = []
    with chdir(folder):
        cli = Cli(folder)
        reading = cli("list", "--all", "-o", "ids")
        if reading.code != 0 or len(reading.out.split()) != 2:
            flaws.append(f"it cannot be read: {reading.err}")
        flaws += _check(cli, check_before)
        runs = len(cli.runs())
        if runs not in ({deed.runs} | set(range(deed.runs))):
            flaws.append(f"there are {runs} runs")
        for _ in range(2):
            again = cli(*deed.words)
            if again.code != 0:
                flaws.append(f"the same command again ends in {again.code}: {again.err}")
        flaws += _check(cli, 0)
        flaws += _effects(deed, cli)
    return Aftermath(runs, tuple(flaws))


def _check(cli: Cli, most: int) -> list[str]:
    found = cli("check")
    return [] if found.code in (0, most) else [f"check ends in {found.code}: {found.out}{found.err}"]


def _effects(deed: Deed, cli: Cli) -> list[str]:
    runs = cli.runs()
    events = [(event["verb"], event["issue"]) for run in runs[2 if deed.runs > 2 else 1 :] for event in run["events"]]
    store = FolderStore(str(cli.folder / "issues.yaml"))
    damage = [flaw.message for flaw in store.damage() if flaw.severity is Severity.DAMAGE]
    staged = [path.name for path in cli.folder.iterdir() if path.name.endswith((".staged", ".doubt"))]
    return [
        *([f"there are {len(runs)} runs, not {deed.runs}"] if len(runs) != deed.runs else []),
        *([f"the event is there {n} times"] if (n := events.count((deed.verb, deed.issue))) != 1 else []),
        *([f"the trail is damaged: {damage}"] if damage else []),
        *([f"something is left: {staged}"] if staged or store.pending() else []),
    ]


def copy_of(made: Path, folder: Path) -> Path:
    """A copy of a prepared folder, links and times kept."""
    shutil.copytree(made, folder, symlinks=True)
    return folder

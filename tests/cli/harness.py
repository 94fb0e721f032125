"""A command line run in this process: real files in a folder of its own, injected streams, environment and clock."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rectify.cli.app import run
from rectify.cli.surroundings import Surroundings
from rectify.model.header import Header
from rectify.model.issue import Issue
from rectify.model.register import Register
from rectify.store.disk import Disk
from rectify.store.folder import FolderStore
from rectify.store.yaml_edit import fresh
from tests.cli.kept import in_every_way

NOW = datetime(2019, 7, 1, 2, 30, tzinfo=UTC)
"""2019-07-01 10:30 in Asia/Shanghai, a Monday."""

REGISTER = """\
# kept by the office
format: 1
register:
  title: 试点整改台账
  id_prefix: QH-
issues:
  - id: QH-01
    title: 甲川县垃圾场渗滤液外溢
    category: 水
    round: 第一轮
    place: 甲川
    units: {lead: 甲川县政府, responsible: [甲川县水务局], accepting: 省水利厅}
    person: 王明
    measures:
      - {id: M1, text: 清淤, unit: 甲川县水务局, deadline: {date: 2019-03-31}}
    milestones:
      - {id: S1, text: 动工, due: 2018-06-30, done_on: 2018-06-20}
      - {id: S2, text: 完工, due: 2018-12-31}
    indicators:
      - {name: COD, baseline: 80, target: 40, actual: 55, unit: mg/L}
    deadline: {date: 2018-12-31, text: 2018年底}
    status: in_progress   # see the minutes
    percent: 60
    tags: [水, 重点]
  - id: QH-02
    title: 乙山矿区未复绿
    category: 土
    kind: task
    units: {responsible: [乙山镇政府]}
    deadline: {date: 2019-07-20}
    status: open
  - id: QH-03
    title: 长期管护
    category: 水
    units: {responsible: [甲川县水务局]}
    deadline: {class: standing, text: 长期坚持}
    status: in_progress
  - id: QH-04
    title: 无主的问题
    status: open
"""
"""Four issues: one late, one due soon, one standing duty, one with neither unit nor deadline."""


@dataclass(frozen=True)
class Result:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What is on stdout, as one JSON value."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """What is on stdout, a JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def error(self) -> dict[str, Any]:
        """The error on stderr, as -o json writes it."""
        told: dict[str, Any] = json.loads(self.err.splitlines()[-1])["error"]
        return told


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        """True."""
        return True


class Cli:
    """Call it with the words of a command line. Relative paths are of the present folder, as for a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder.parent / f"{folder.name}.cache"
        self.now = NOW

    def __call__(
        self,
        *words: str,
        stdin: str | bytes = b"",
        columns: int | None = None,
        environment: Mapping[str, str] | None = None,
        disk: Disk | None = None,
    ) -> Result:
        """Run it; with `columns` stdout and stderr are a terminal of that width."""

        def run_in(kept: dict[str, str]) -> Result:
            return self._run(words, stdin, columns, {**kept, **(environment or {})}, disk)

        if disk is not None:
            return run_in({})
        return in_every_way(run_in, words, self.cache, self.folder)

    def _run(
        self,
        words: tuple[str, ...],
        stdin: str | bytes,
        columns: int | None,
        environment: Mapping[str, str],
        disk: Disk | None,
    ) -> Result:
        streams = [io.StringIO(), io.StringIO()] if columns is None else [Screen(), Screen()]
        width = {} if columns is None else {"COLUMNS": str(columns), "TERM": "xterm-256color"}
        around = Surroundings(
            stdin=lambda: stdin.encode() if isinstance(stdin, str) else stdin,
            stdout=streams[0],
            stderr=streams[1],
            environment={**width, **environment},
            clock=lambda: self.now,
            disk=disk,
        )
        code = run(words, around)
        return Result(code, *(stream.getvalue() for stream in streams))

    def ok(self, *words: str, **more: Any) -> Result:
        """Run it where it must succeed."""
        result = self(*words, **more)
        assert result.code == 0, result.err
        return result

    def write(self, name: str, content: str | bytes) -> str:
        """Make a file in the folder; its name."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    def make(self, *issues: dict[str, Any], **header: Any) -> None:
        """Make `issues.yaml` of these issues; what is left out is the least an issue needs."""
        told = [{"title": "题", "status": "open", **issue} for issue in issues]
        register = Register.of(Header.model_validate(header), [Issue.model_validate(issue) for issue in told])
        self.write("issues.yaml", fresh(register))

    def issue(self, id_: str) -> Issue:
        """An issue as the register file has it now."""
        return FolderStore(str(self.folder / "issues.yaml")).load().register.get(id_)

    def runs(self) -> list[dict[str, Any]]:
        """The runs of the trail, as they stand there."""
        path = self.folder / "issues.log.jsonl"
        return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]] if path.exists() else []

    def last_event(self) -> dict[str, Any]:
        """The only event of the last run."""
        (event,) = self.runs()[-1]["events"]
        told: dict[str, Any] = event
        return told

    def snapshot(self) -> dict[str, bytes]:
        """Every regular file below the folder with its bytes; the lock file, which is empty and stays, left out."""
        found = (path for path in sorted(self.folder.rglob("*")) if path.is_file() and not path.is_symlink())
        files = (path for path in found if not path.name.endswith(".lock"))
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

"""Make the fictitious register of this folder again: demo.yaml, demo.log.jsonl, demo.evidence/.

The life of the register (`demo_story.py`) is played through a session whose clock, actors and host are
given, so that every run of this script writes the same bytes. `make demo`, or: python examples/make_demo.py [FOLDER]
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from examples.demo_story import Step, tell  # noqa: E402  # found once the folder above is on the path
from rectify.acting import Who  # noqa: E402
from rectify.actions.any_action import read_action  # noqa: E402
from rectify.session import Session  # noqa: E402
from rectify.store.folder import FolderStore  # noqa: E402
from rectify.terms import Via  # noqa: E402

CONTENT: Final = HERE / "make_demo_content.yaml"


@dataclass
class Desk:
    """Where the steps are played: the store, the day's clock, and the papers that are handed in."""

    store: FolderStore
    papers: Path
    persons: dict[str, str]
    clock: datetime = datetime(2018, 1, 1, tzinfo=UTC)

    def play(self, day: date, unit: str, steps: list[Step]) -> None:
        """Do the steps of one unit on one day as one run."""
        actor = self.persons[unit].partition("（")[0]
        session = Session(self.store, lambda: self.clock, Who(actor, "demo", "example"))
        actions = [read_action(self._line(step), lambda: day) for step in steps]
        outcome = session.do(actions, via=Via.BATCH if len(steps) > 1 else Via.CLI)
        if outcome.errors:
            raise SystemExit(f"{day} {unit}: {outcome.errors[0].error}")

    def turn_to(self, day: date, number: int) -> None:
        """Set the clock to the day's first, second … hour of work in Shanghai."""
        self.clock = datetime.combine(day, time(1, 10), tzinfo=UTC) + timedelta(minutes=25 * number)

    def _line(self, step: Step) -> dict[str, Any]:
        if step.paper is None:
            return step.line
        path = self.papers / step.line["id"] / f"{step.paper}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(_paper(step), encoding="utf-8")
        return step.line | {"evidence": [str(path)]}


def make_demo(folder: Path) -> None:
    """Write the demo into a folder, in place of the one that is there."""
    _remove(folder)
    content = _content()
    store = FolderStore(str(folder / "demo.yaml"))
    store.create(content["header"].encode())
    with tempfile.TemporaryDirectory() as papers:
        desk = Desk(store, Path(papers), content["persons"])
        for day, steps in groupby(tell(content), key=lambda step: step.day):
            for number, (unit, run) in enumerate(_runs(steps)):
                desk.turn_to(day, number)
                desk.play(day, unit, run)


def _runs(steps: Iterator[Step]) -> Iterator[tuple[str, list[Step]]]:
    for (unit, _), run in groupby(steps, key=lambda step: (step.unit, step.line["verb"])):
        yield unit, list(run)


def _content() -> dict[str, Any]:
    """The content, its issues completed with what follows from their unit and item."""
    text = CONTENT.read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # makes texts only
    for item in content["items"]:
        item["category_name"] = content["categories"][int(item["category"]) - 1]
    for entry in (*content["problems"], *content["opinions"]):
        if "unit" in entry:
            entry["person"] = content["persons"][entry["unit"][0]]
        if "supervising" in entry:
            entry["tags"] = ["重点督办"]
    return content


def _paper(step: Step) -> str:
    return (
        f"【虚构示例，不是真实文件】\n{step.paper}\n\n"
        f"问题编号：{step.line['id']}\n出具单位：{step.unit}\n日期：{step.day}\n\n"
        f"本页代表一份{step.paper}，供演示佐证材料的存放和核对。\n"
    )


def _remove(folder: Path) -> None:
    for name in ("demo.yaml", "demo.log.jsonl"):
        (folder / name).unlink(missing_ok=True)
    if (folder / "demo.evidence").is_dir():
        shutil.rmtree(folder / "demo.evidence")


if __name__ == "__main__":
    make_demo(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)

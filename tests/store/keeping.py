"""What the tests of the cache work with: a register, a folder for what is kept of it, and the strict reading."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rectify.errors import InvalidRegister
from rectify.faults import NoRegister
from rectify.store.cache import Keeper, Kept
from rectify.store.cache_fresh import moment
from rectify.store.disk import Disk
from rectify.store.folder import FolderStore
from tests.store.material import TEXT, write_register


def many(count: int, *, first: int = 1) -> str:
    """A register of so many issues that differ."""
    lines = ["format: 1", "register: {title: 甲川台账}", "issues:"]
    for number in range(first, first + count):
        status = ("open", "in_progress")[number % 2]
        lines += [f"  - id: Q-{number}", f"    title: 第{number}件", f"    status: {status}"]
        lines += [f"    category: 类{number % 7}", f"    tags: [甲, 标{number % 3}]"]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class Scene:
    """A register at `path`, and a folder `cache` for what is kept of it."""

    path: Path
    cache: Path

    @classmethod
    def of(cls, folder: Path, text: str = TEXT) -> "Scene":
        """A register of this text, which nobody has looked at."""
        (folder / "cache").mkdir(mode=0o700)
        (folder / "data").mkdir()
        return cls(write_register(folder / "data", text), folder / "cache")

    @property
    def environment(self) -> dict[str, str]:
        """What a process is told."""
        return {"XDG_CACHE_HOME": str(self.cache)}

    @property
    def keeper(self) -> Keeper:
        """A new keeper of it."""
        keeper = Keeper.of(self.environment, str(self.path.resolve()), Disk().mount_table)
        assert keeper is not None
        return keeper

    @property
    def store(self) -> FolderStore:
        """A new store with this cache."""
        return FolderStore(str(self.path), environment=self.environment)

    @property
    def index(self) -> Path:
        """The file of the index."""
        return next(path for path in (self.cache / "rectify").iterdir() if "." not in path.name)

    @property
    def rows(self) -> Path:
        """The file of the rows."""
        return next(path for path in (self.cache / "rectify").iterdir() if path.name.endswith(".rows"))

    def write(self, text: str) -> None:
        """Write the register anew, in its place."""
        self.path.write_text(text, encoding="utf-8", newline="")

    def settle(self) -> None:
        """Let the clock that stamps files go on, so that the register's stamp can be trusted."""
        while self.path.stat().st_ctime_ns >= moment():
            pass

    def keep(self) -> Kept:
        """Have it kept, and trusted."""
        self.settle()
        assert self.keeper.read() is not None
        kept = self.keeper.find()
        assert kept is not None
        return kept


def told(store: FolderStore) -> Any:
    """All that a reader may ask of a register, or how it is refused."""
    try:
        loaded = store.load()
    except (InvalidRegister, NoRegister) as error:
        return type(error), str(error), getattr(error, "details", ())
    register = loaded.register
    columns = {trait: [*register.column(trait)] for trait in ("status", "category", "tags", "units", "current")}
    return (
        [*register.ids],
        [issue.data() for issue in register.issues],
        columns,
        register.header.data(),
        loaded.digest,
        [register.get(id_).title for id_ in register.ids],
        register.by_id.titles(range(len(register))),
        register.by_id.titles(range(0, len(register), 149)),
    )


def strictly(scene: Scene) -> Any:
    """The same without a cache."""
    return told(FolderStore(str(scene.path)))

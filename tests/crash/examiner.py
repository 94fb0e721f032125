"""The examiner: lets a fresh process recover what a power cut has left, and looks for anything torn."""

from pathlib import Path

from rectify.errors import RectifyError
from rectify.faults import DiskRefused, OutcomeUnknown, Unpublished
from rectify.model.event import hand_edits, replay
from rectify.store.folder import FolderStore
from rectify.store.layout import Layout
from rectify.store.loaded import Loaded
from rectify.store.recovery import recover
from rectify.store.trail_lines import whole_lines
from rectify.terms import Severity
from tests.crash.power_cut import Tree
from tests.crash.scenes import NAME, Doing, Scene, store_on
from tests.crash.simulated_disk import SimulatedDisk
from tests.store.material import digests_on_disk

LOG = "issues.log.jsonl"


class Examiner:
    """Examines states of one scene; each different state once. `torn` lists what was found wrong.

    `most` is how many combinations of lost and kept are all tried at one step (`power_cut.MOST_STATES`).

    A state is sound when a new process recovers it without a complaint, and then

    - the trail is one that was played, or the beginning of it, and has all runs that were confirmed;
    - the register is the one that its last run vouches for, and replaying the trail gives it;
    - every file of evidence that the trail names is there with its digest;
    - nothing waits, and recovering once more changes nothing.
    """

    def __init__(self, scene: Scene, root: Path, kind: type[FolderStore] = FolderStore, *, most: int = 60) -> None:
        self._root, self._kind = root, kind
        self._seen: set[tuple[int, Tree]] = set()
        self._start = scene.prepared(root)
        self._start.most_states = most
        self._first = dict(self._start.tree())
        self._ways: set[tuple[bytes, ...]] = set()
        self._layout = Layout.of(f"{root}/{NAME}")
        self.torn: list[str] = []

    @property
    def confirmed(self) -> int:
        """How many runs the scene begins with."""
        return len(whole_lines(self._first.get(LOG) or b""))

    @property
    def states(self) -> int:
        """How many different states were examined."""
        return len(self._seen)

    def disk(self, tree: Tree | None = None) -> SimulatedDisk:
        """The disk as the scene finds it, or with other content; all of it durable."""
        if tree is None:
            return self._start.clone()
        disk = SimulatedDisk(str(self._root), tree)
        disk.most_states = self._start.most_states
        return disk

    def play(self, act: Doing, disk: SimulatedDisk, confirmed: int) -> tuple[list[SimulatedDisk], set[Tree]]:
        """Do it, and examine what a power cut would leave at every step and after the end.

        What is refused on the way confirms nothing, but a run of which it was said that it is recorded.

        Args:
            act: what is cut short.
            disk: what it finds.
            confirmed: how many runs had been confirmed to somebody before.

        Returns:
            the disks that a kill would leave at every step, and the states that were examined.
        """
        steps: list[SimulatedDisk] = []
        disk.on_step = lambda now: steps.append(now.clone())
        is_confirmed = self._do(act, disk)
        disk.on_step = lambda _now: None
        lines = whole_lines(dict(disk.tree()).get(LOG) or b"")
        for step in [*steps, disk]:
            found = whole_lines(dict(step.tree()).get(LOG) or b"")
            self._ways |= {tuple(found[:count]) for count in range(len(found) + 1)}
        states = {tree for step in steps for tree in step.cut_states()}
        for tree in states:
            self.examine(tree, confirmed)
        for tree in disk.cut_states():
            self.examine(tree, len(lines) if is_confirmed else confirmed)
        return steps, states

    def _do(self, act: Doing, disk: SimulatedDisk) -> bool:
        try:
            act(store_on(disk, self._kind), self._root)
        except Unpublished:
            return True
        except (DiskRefused, OutcomeUnknown):
            return False
        return True

    def examine(self, tree: Tree, confirmed: int) -> None:
        """Look at a state that a power cut may have left when so many runs had been confirmed."""
        if (confirmed, tree) in self._seen:
            return
        self._seen.add((confirmed, tree))
        disk = self.disk(tree)
        store = store_on(disk)
        try:
            with store.writing() as loaded:
                self.torn += [f"{what}: {dict(tree)}" for what in self._flaws(disk, store, loaded, confirmed)]
        except RectifyError as error:
            self.torn.append(f"{error.code}: {error.message} {dict(tree)}")

    def _flaws(self, disk: SimulatedDisk, store: FolderStore, loaded: Loaded, confirmed: int) -> list[str]:
        recovered = disk.tree()
        after = dict(recovered)
        lines = whole_lines(after.get(LOG) or b"")
        found = {
            "a confirmed run is lost": len(lines) < confirmed,
            "a run is in the trail that nobody made": tuple(lines) not in self._ways,
            "a run still waits": any(name.endswith(".staged") for name in after),
            "the chain is broken": any(flaw.severity is Severity.DAMAGE for flaw in store.damage()),
            "the register is not what the trail says": not self._agree(store, loaded, after),
            "evidence is missing or altered": not _has_its_evidence(store, loaded),
        }
        recover(self._layout, disk, NAME, LOG)
        return [what for what, is_so in found.items() if is_so] + ["no rest"] * (disk.tree() != recovered)

    def _agree(self, store: FolderStore, loaded: Loaded, after: dict[str, bytes | None]) -> bool:
        if (after[NAME], after.get(LOG)) == (self._first[NAME], self._first.get(LOG)):
            return True
        if loaded.last is None:
            return after[NAME] == self._first[NAME]
        edits = {event.issue for event in hand_edits(replay(store.runs()), loaded.register.entries())}
        return loaded.last.after == loaded.digest and edits == set(loaded.last.outside)


def only_recover(store: FolderStore, _folder: Path) -> None:
    """What every writing command does first, and nothing else."""
    with store.writing():
        pass


def _has_its_evidence(store: FolderStore, loaded: Loaded) -> bool:
    named = {(event.issue, item.sha256) for run in store.runs() for event in run.events for item in event.evidence}
    on_disk = digests_on_disk(store, loaded.register)
    return named <= on_disk.keys() and all(found == digest for (_, digest), found in on_disk.items())

"""THE SESSION's auditor: verifies a trail from end to end, and makes the checkpoint that anchors it; changes nothing.

- A trail that does not hold together, or evidence that is not what was handed in, is damage.
- A field edited by hand and not adopted is no damage but an error, as in a check: trail and evidence are whole, and the
  edit is named field by field.
- Where the register is, byte for byte, what the last run left, no hand has edited it: a field that the trail does not
  lead to is damage.
- A register that differs in comments or layout alone is sound.
- A checkpoint is made only of what is sound, of the register that the last run left: one signed with edits in it would
  vouch for what the trail does not tell.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC
from hashlib import sha256
from pathlib import PurePath
from zoneinfo import ZoneInfo

from rectify.checks import outside_edit
from rectify.checks.evidence_digest import NAME
from rectify.checks.inspected import Inspected
from rectify.errors import NothingRecorded
from rectify.faults import RESTORE_THE_TRAIL, InvalidTrail, MayNotWrite, NotSound
from rectify.model.flaw import Flaw, Place
from rectify.model.names import RESERVED_ID
from rectify.model.zone import recorded_on
from rectify.proof.checkpoint import Anchor, Checkpoint
from rectify.proof.verdict import Share, Verdict, anchor_flaws
from rectify.proof.walk import REPLAY, Walk
from rectify.query.evidence import message, put_right
from rectify.reading import Reading, doubts, needs_trail
from rectify.replaying import edits_since
from rectify.store.chain import CHECK
from rectify.store.loaded import Loaded
from rectify.terms import Severity


class Auditing(Reading):
    """One auditor's look at one store."""

    def verify(self, anchors: Sequence[Anchor] = (), *, is_chain_only: bool = False) -> Verdict:
        """Judge the trail: under the lock and recovered, or as it stands where nobody may write.

        Args:
            anchors: checkpoints that were kept elsewhere.
            is_chain_only: look at order and digests of the lines alone; no run is replayed, no evidence read, and of
                the register no more than its title, its zone and its digest.

        Raises:
            DiskRefused: the disk has failed; what can still be read of it proves nothing.
        """
        wanted = {anchor.checkpoint.runs for anchor in anchors}
        try:
            with self._store.writing(whole=not is_chain_only) as loaded:
                walk = self._walked(loaded, wanted, is_chain_only, is_locked=True)
        except MayNotWrite:
            loaded = self._store.load_as_published()
            walk = self._walked(loaded, wanted, is_chain_only, is_locked=False)
        return self._judged(loaded, walk, anchors, is_chain_only)  # gigabytes of evidence are read without the lock

    def checkpoint(self) -> tuple[Checkpoint, Verdict]:
        """The checkpoint of this moment, and the verdict it rests on.

        Raises:
            NothingRecorded: there is no run yet.
            NotSound: the trail does not verify, or the register holds edits that it does not tell.
        """
        verdict = self.verify()
        if not verdict.is_sound and (verdict.runs.total or verdict.is_damaged):
            raise NotSound(trail=verdict.trail, why=verdict.flaws[0].message, hint=_way_out(verdict))
        if verdict.head is None or verdict.after is None:
            raise NothingRecorded(name=self._store.name)
        time = self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        origin = verdict.title or PurePath(verdict.register).name
        return Checkpoint(origin, verdict.runs.total, verdict.head, verdict.after, time), verdict

    def _judged(self, loaded: Loaded, walk: Walk, anchors: Sequence[Anchor], is_chain_only: bool) -> Verdict:
        trail, found = self._store.trail.name, walk.findings
        bad_files = edited = 0
        if not is_chain_only:
            bad_files = found.add(self._evidence_flaws(loaded, walk))
            edited = self._compared(loaded, walk)
        for anchor in anchors:
            disagreeing = anchor_flaws(anchor, walk.runs, walk.marks.get(anchor.checkpoint.runs), trail)
            found.add(disagreeing, is_always_told=True)
        issues = len(walk.entries) - (RESERVED_ID in walk.entries)
        after = walk.last.after if walk.last else None
        return Verdict(
            trail=trail,
            register=self._store.name,
            title=loaded.register.header.title,
            as_of=self.today(loaded.register),
            runs=Share(walk.runs - walk.flawed_runs, walk.runs),
            issues=Share(issues - edited, issues),
            evidence=Share(len(walk.pieces) - bad_files, len(walk.pieces)),
            head=walk.head,
            after=after,
            is_as_left=after == loaded.digest,
            is_chain_only=is_chain_only,
            gaps=walk.gaps,
            anchors=tuple(anchors),
            flaws=found.told(),
            counts=found.counts,
        )

    def _walked(self, loaded: Loaded, wanted: Collection[int], is_chain_only: bool, *, is_locked: bool) -> Walk:
        walk = Walk(self._store.trail.name, wanted)
        is_over = False
        for link in self._store.trail.links(wanted if is_chain_only else None):
            if is_over and link.is_recorded:  # without the lock others go on writing
                break
            walk.take(link, replays=not is_chain_only)
            is_over = not is_locked and link.digest == loaded.head
        walk.findings.add(_end_flaws(loaded, walk, self._store.trail.name))
        walk.findings.add(doubts(loaded, self._store.trail.name))
        return walk

    def _evidence_flaws(self, loaded: Loaded, walk: Walk) -> Iterator[Flaw]:
        """Every file that a run mentions and that is not in its case folder as it was handed in."""
        if not walk.pieces:
            return
        zone = ZoneInfo(loaded.register.header.timezone)
        for line, finding in walk.pieces.damaged(self._store.blobs()):
            words = message(finding, lambda run: recorded_on(run, zone))
            place = Place(self._store.trail.name, line)
            yield Flaw(NAME, Severity.DAMAGE, words, issue=finding.issue, place=place, hint=put_right())

    def _compared(self, loaded: Loaded, walk: Walk) -> int:
        """Hold the register against the state the trail leads to; how many of its issues differ."""
        trail, last = self._store.trail.name, walk.last
        if last is None or not walk.is_whole:
            return 0
        place = Place(trail, walk.runs)
        try:
            edits = edits_since(walk.entries, loaded.register, trail)
        except InvalidTrail as error:
            walk.findings.add([Flaw(REPLAY, Severity.DAMAGE, str(error.facts["why"]), place=place)])
            return 0
        zone = ZoneInfo(loaded.register.header.timezone)
        today = self.today(loaded.register)
        seen = Inspected(loaded.register, today, loaded.place, lambda run: recorded_on(run, zone), edits=edits)
        for flaw in outside_edit.find(seen):
            is_vouched = last.after == loaded.digest and flaw.issue not in last.outside
            walk.findings.add([_not_told(flaw, place) if is_vouched else flaw])
        return sum(event.issue in walk.entries and event.issue != RESERVED_ID for event in edits)


def _way_out(verdict: Verdict) -> str | None:
    """What leads to a trail that can be vouched for, where it is not damaged."""
    if verdict.is_damaged:
        return None
    first = verdict.flaws[0]
    return first.hint if first.check == CHECK else "take the edits in first: rectify audit adopt --reason TEXT"


def _not_told(flaw: Flaw, place: Place) -> Flaw:
    """A value that no hand has changed: the register is, byte for byte, the one that the last run left."""
    what = flaw.message.removesuffix(", outside rectify")
    words = f"{what}, in the very register that the last run left: the trail does not tell how it came to be"
    return flaw._replace(check=REPLAY, severity=Severity.DAMAGE, message=words, place=place, hint=None)


def _end_flaws(loaded: Loaded, walk: Walk, trail: str) -> Iterator[Flaw]:
    """What is to be said of the end of a trail: what was mended there, or that there is no run at all."""
    if loaded.unfinished:
        cut = sha256(loaded.unfinished).hexdigest()
        if cut == loaded.head:
            words = "the last line had lost its newline, and was given it back"
        else:
            size = len(loaded.unfinished)
            words = f"behind the last line stood {size} bytes of no run (sha256 {cut[:16]}…); they were cut off"
        yield Flaw(CHECK, Severity.WARNING, words, place=Place(trail, walk.runs))
    if walk.runs == 0 and needs_trail(loaded):
        words = "no run is there to vouch for a register that holds evidence or closures, or whose trail was emptied"
        yield Flaw(CHECK, Severity.DAMAGE, words, place=Place(trail), hint=RESTORE_THE_TRAIL)
    elif walk.runs == 0:
        hint = "the first write begins the trail"
        yield Flaw(CHECK, Severity.ERROR, "nothing is recorded yet: there is no trail to verify", hint=hint)

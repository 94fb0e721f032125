"""Begin the trail of the real register again: data/issues.log.jsonl, one run that takes in what was found.

Clock, actor and host are given, so that nothing of the maker's machine is in it and every run of this
script writes the same bytes. For the maintainers, after an edit of data/issues.yaml:
python examples/make_real_trail.py [REGISTER]
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from rectify.acting import Who
from rectify.session import Session
from rectify.store.folder import FolderStore

REGISTER: Final = Path(__file__).resolve().parent.parent / "data" / "issues.yaml"
CLOCK: Final = datetime(2026, 11, 22, tzinfo=UTC)
WHO: Final = Who("maintainers", "maintainers", "example")
REASON: Final = "根据公开材料整理的条目首次入账"


def make_real_trail(register: Path) -> int:
    """Write the trail of a register as its first run; how many entries it took in.

    Raises:
        SystemExit: the trail tells of more than the taking in; it is kept.
    """
    store = FolderStore(str(register))
    if len(list(store.runs())) > 1:
        raise SystemExit(f"the trail of {register.name} tells of more than the taking in; nothing was changed")
    store.load()  # a register that cannot be read keeps its trail
    register.with_suffix(".log.jsonl").unlink(missing_ok=True)
    return Session(store, lambda: CLOCK, WHO).adopt(reason=REASON, begin=True).taken_in


if __name__ == "__main__":
    count = make_real_trail(Path(sys.argv[1]) if len(sys.argv) > 1 else REGISTER)
    print(f"{count} entries taken in")

"""Evidence of a register in a folder: files of somebody, and what is kept of them."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from rectify.model.policy import Policy
from rectify.store.disk import Disk
from rectify.store.evidence_files import EvidenceFiles
from rectify.store.layout import Layout
from rectify.store.watching import Watch, nobody_watches
from tests.store.material import write_register


def files(
    folder: Path, disk: Disk | None = None, policy: Callable[[], Policy] = Policy, watch: Watch = nobody_watches
) -> EvidenceFiles:
    """The evidence of a register in a folder."""
    register = folder / "issues.yaml"
    layout = Layout.of(str(register if register.exists() else write_register(folder)))
    return EvidenceFiles(layout, disk or Disk(), policy, watch)


def handed_in(folder: Path, data: bytes = b"cured", name: str = "report.pdf") -> str:
    """A file of somebody, outside the evidence folder."""
    (folder / "desk").mkdir(exist_ok=True)
    (folder / "desk" / name).write_bytes(data)
    return str(folder / "desk" / name)


def kept(folder: Path) -> dict[str, bytes]:
    """What lies in the evidence folder, also hidden files."""
    root = folder / "issues.evidence"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def blob(data: bytes, name: str) -> str:
    """The name of a file in the case folder."""
    return f"{sha256(data).hexdigest()[:16]}-{name}"

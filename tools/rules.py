"""Write the constant in `src/rectify/store/rules.py`: what stands for the rules by which a register is read.

`rules.py` writes it, `rules.py --check` tells whether it is right. Whoever changes how a register is judged, or how an
issue is kept, runs it: what was kept under other rules is not used any more.
"""

import re
import sys
from hashlib import sha256
from pathlib import Path

SOURCES = Path(__file__).parent.parent / "src" / "rectify"
FILE = SOURCES / "store" / "rules.py"
PATTERNS = (
    "model/*.py",
    "terms.py",
    "store/blocks.py",
    "store/cache*.py",
    "store/kept_shelf.py",
    "store/log_jsonl.py",
    "store/register_yaml.py",
    "store/trail_lines.py",
    "store/trail_search.py",
    "store/yaml_*.py",
)
"""What decides whether a register or its trail is accepted, and what is kept of it."""
_CONSTANT = re.compile(r'^(RULES: Final = )"([0-9a-f]*)"$', re.MULTILINE)


def sources(root: Path = SOURCES) -> list[Path]:
    """The files that stand for the rules, in an order that does not change."""
    return sorted(path for pattern in PATTERNS for path in root.glob(pattern))


def rules_now(root: Path = SOURCES) -> str:
    """The constant as it should be: 16 digits over names and contents."""
    sha = sha256()
    for path in sources(root):
        sha.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return sha.hexdigest()[:16]


def main(words: list[str]) -> int:
    """Write the constant, or check it; 1 when it is not right."""
    text = FILE.read_text(encoding="utf-8")
    new = _CONSTANT.sub(rf'\g<1>"{rules_now()}"', text)
    if words == ["--check"]:
        return int(new != text)
    if new != text:
        FILE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Access lists as the kernel keeps them (Linux, acl(5)), so that no setfacl is needed."""

import os
import struct
from pathlib import Path

ACCESS, DEFAULT = "system.posix_acl_access", "system.posix_acl_default"
_USER_OBJ, _USER, _GROUP_OBJ, _MASK, _OTHER = 0x01, 0x02, 0x04, 0x10, 0x20
_NOBODY = 0xFFFFFFFF


def access_list(user: int, bits: int, *, owner: int = 6, group: int = 4, others: int = 0) -> bytes:
    """The list that gives one more user these bits."""
    entries = [
        (_USER_OBJ, owner, _NOBODY),
        (_USER, bits, user),
        (_GROUP_OBJ, group, _NOBODY),
        (_MASK, group | bits, _NOBODY),
        (_OTHER, others, _NOBODY),
    ]
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


def attributes(path: Path) -> dict[str, bytes]:
    """The extended attributes of a file."""
    return {name: os.getxattr(path, name) for name in os.listxattr(path)}


def keeps_lists(folder: Path) -> bool:
    """True where the disk below a folder keeps access lists and this process may set them."""
    probe = folder / "probe"
    probe.touch()
    try:
        os.setxattr(probe, ACCESS, access_list(12345, 6))
    except (OSError, AttributeError):
        return False
    finally:
        probe.unlink()
    return True

"""The kernel's table of mounts: which file system a path lies on, and whether other machines write to it too."""

import pytest

from rectify.model.ground import SharedDisk
from rectify.store.disk import Disk
from rectify.store.mounts import mount_of, mounts, shared_disk

TABLE = rb"""22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:14 - proc proc rw
28 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
31 28 0:26 / /desks rw,relatime shared:15 - btrfs /dev/mapper/desks rw,subvol=/desks
40 28 0:45 / /srv/share rw,relatime shared:30 - nfs4 server:/export rw,vers=4.2,hard,local_lock=none,addr=192.0.2.7
41 40 0:46 / /srv/share/local rw,relatime - xfs /dev/sdb1 rw
42 28 0:47 / /srv/old rw,relatime - nfs server:/old rw,vers=3,nolock,local_lock=all
43 28 0:48 / /srv/\345\217\260\350\264\246\0402018 rw - cifs //server/\345\217\260 rw,vers=3.1.1,nobrl,nostrictsync
44 28 0:49 / /mnt/desk\040one rw,nosuid - fuse.sshfs wang@server:/data rw,user_id=1000
45 28 0:50 / /mnt/stick rw - fuseblk /dev/sdc1 rw,blksize=4096
46 28 0:51 / /mnt/vault rw - fuse.gocryptfs /desks/wang/vault rw
47 28 0:52 / /mnt/auto rw - autofs systemd-1 rw,fd=30
48 47 0:53 / /mnt/auto rw shared:2 master:3 - nfs4 server:/auto rw
49 28 0:54 / /mnt/host rw - 9p drvfs rw,trans=virtio
50 28 0:55 / /mnt/plain rw - fuse something rw
51 28 0:56 / /mnt/lustre rw - lustre server@tcp:/fs rw,localflock
""".replace(rb"\345\217\260\350\264\246", "台账".encode()).replace(rb"\345\217\260", "台".encode())

SHARED = """
    nfs nfs4 cifs smb3 smbfs 9p ceph glusterfs lustre afs coda davfs ncpfs gpfs beegfs virtiofs vboxsf vmhgfs
    fuse.sshfs fuse.glusterfs fuse.ceph-fuse fuse.davfs2 fuse.s3fs fuse.rclone fuse.gvfsd-fuse fuse.vmhgfs-fuse
"""
OURS = "ext4 xfs btrfs zfs tmpfs overlay apfs vfat exfat f2fs fuseblk fuse.ntfs-3g fuse.bindfs fuse.encfs"


@pytest.mark.parametrize(
    ("path", "point", "kind"),
    [
        ("/", "/", "ext4"),
        ("/srv", "/", "ext4"),
        ("/desks/wang/data", "/desks", "btrfs"),
        ("/desks2", "/", "ext4"),
        ("/srv/share", "/srv/share", "nfs4"),
        ("/srv/share/data", "/srv/share", "nfs4"),
        ("/srv/shared", "/", "ext4"),
        ("/srv/share/local/data", "/srv/share/local", "xfs"),
        ("/srv/台账 2018/data", "/srv/台账 2018", "cifs"),
        ("/mnt/desk one", "/mnt/desk one", "fuse.sshfs"),
        ("/mnt/auto/data", "/mnt/auto", "nfs4"),
    ],
)
def test_a_path_lies_on_the_deepest_mount_above_it(path: str, point: str, kind: str) -> None:
    """Names are compared whole, octal escapes are read, and what was mounted last at a point hides the rest."""
    found = mount_of(path, TABLE)
    assert found is not None
    assert (found.point, found.kind) == (point, kind)


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/desks", None),
        ("/srv/share/local", None),
        ("/mnt/stick", None),
        ("/mnt/vault", None),
        ("/srv/share", SharedDisk("nfs4", "/srv/share")),
        ("/srv/old", SharedDisk("nfs", "/srv/old", has_own_locks=True)),
        ("/srv/台账 2018", SharedDisk("cifs", "/srv/台账 2018", has_own_locks=True, is_lazy=True)),
        ("/mnt/desk one", SharedDisk("fuse.sshfs", "/mnt/desk one")),
        ("/mnt/auto", SharedDisk("nfs4", "/mnt/auto")),
        ("/mnt/host", SharedDisk("9p", "/mnt/host")),
        ("/mnt/plain", SharedDisk("fuse", "/mnt/plain")),
        ("/mnt/lustre", SharedDisk("lustre", "/mnt/lustre", has_own_locks=True)),
    ],
)
def test_a_disk_that_others_write_to_is_known(path: str, shared: SharedDisk | None) -> None:
    """By its kind; a file system in user space may be anywhere, unless it is known to lie on this machine."""
    assert shared_disk(path, TABLE) == shared


@pytest.mark.parametrize("kind", SHARED.split())
def test_the_kinds_that_are_shared(kind: str) -> None:
    """Each of them is told."""
    assert shared_disk("/x", f"1 0 0:1 / /x rw - {kind} from rw".encode()) == SharedDisk(kind, "/x")


@pytest.mark.parametrize("kind", OURS.split())
def test_the_kinds_of_this_machine(kind: str) -> None:
    """None of them is told."""
    assert shared_disk("/x", f"1 0 0:1 / /x rw - {kind} from rw".encode()) is None


@pytest.mark.parametrize(
    "line", [b"", b"nonsense", b"1 2 3 - nfs", b"1 0 0:1 / /x rw -", b"1 0 0:1 / /x rw - ", b"\xff\xfe - \xff", b" - "]
)
def test_what_is_no_line_of_the_table_is_passed_over(line: bytes) -> None:
    """An odd table is no reason to stop a check."""
    assert list(mounts(line)) == []
    assert shared_disk("/x", line) is None


def test_a_line_may_lack_the_options_of_the_system() -> None:
    """And a name that is not UTF-8 stays the bytes it is."""
    (mount,) = mounts(b"1 0 0:1 / /x\\377y rw shared:1 - nfs")
    assert mount.point.encode(errors="surrogateescape") == b"/x\xffy"
    assert (mount.kind, mount.options) == ("nfs", frozenset({"rw"}))


def test_this_machine_has_a_mount_for_its_root() -> None:
    """The real table is read where there is one."""
    table = Disk().mount_table()
    assert not table or mount_of("/", table) is not None

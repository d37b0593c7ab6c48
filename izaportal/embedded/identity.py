"""As whom the servers run: PostgreSQL refuses root, so root has to become somebody else first."""

import ctypes
import os
import subprocess
from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from izaportal.embedded.errors import StartRefusedError

NOBODY_ID = 65534
_CLONE_NEWUSER = 0x10000000
_LIBC = ctypes.CDLL(None, use_errno=True)


class Identity(Enum):
    """SAME: the caller. NOBODY: a real change of user. NAMESPACE: root that is called nobody inside."""

    SAME = "same"
    NOBODY = "nobody"
    NAMESPACE = "namespace"

    @property
    def file_owner(self) -> int:
        """The user number, seen from outside, that must own what the server writes."""
        return NOBODY_ID if self is Identity.NOBODY else os.geteuid()

    @property
    def popen_arguments(self) -> dict[str, Any]:
        if self is not Identity.NOBODY:
            return {}
        return {"user": NOBODY_ID, "group": NOBODY_ID, "extra_groups": []}


def choose_identity(*, programs: Sequence[Path], folders: Sequence[Path]) -> Identity:
    """Nobody where nobody may come, a user namespace in a folder closed to others.

    Raises StartRefusedError when neither is allowed here.
    """
    if os.geteuid() != 0:
        return Identity.SAME
    for identity in (Identity.NOBODY, Identity.NAMESPACE):
        if _reaches(identity, programs=programs, folders=folders):
            return identity
    raise StartRefusedError(
        f"PostgreSQL draait niet als root, en {folders[0]} is gesloten voor de gebruiker nobody terwijl hier "
        "ook geen user namespace mag. Gebruik een map die anderen mogen betreden (chmod o+x), start als "
        "gewone gebruiker, of zet DATABASE_URL en REDIS_URL naar eigen servers."
    )


def _reaches(identity: Identity, *, programs: Sequence[Path], folders: Sequence[Path]) -> bool:
    """Ask the kernel by doing it: modes alone do not tell about mounts, ACLs or forbidden namespaces."""
    script = 'for p in "$@"; do [ -x "$p" ] || exit 1; done'
    try:
        probe = subprocess.run(  # noqa: S603 - a fixed script; the paths are arguments
            ["/bin/sh", "-c", script, "sh", *map(str, [*programs, *folders])],
            cwd="/",
            check=False,
            preexec_fn=identity_entry(identity),
            **identity.popen_arguments,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return probe.returncode == 0


def identity_entry(identity: Identity) -> Any:
    """The step that the child takes before its program runs, None when there is none."""
    return enter_namespace if identity is Identity.NAMESPACE else None


def enter_namespace() -> None:
    """Become nobody in an own user namespace, like `unshare --user --map-user=65534`.

    Done in the child itself, without a program between: an extra exec would be one more parent to die.
    """
    uid, gid = os.geteuid(), os.getegid()
    if _LIBC.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny", encoding="ascii")
    (own / "uid_map").write_text(f"{NOBODY_ID} {uid} 1", encoding="ascii")
    (own / "gid_map").write_text(f"{NOBODY_ID} {gid} 1", encoding="ascii")


def give_to(identity: Identity, folder: Path) -> None:
    """Make the identity the owner of a folder and all in it; only root has anything to do here."""
    owner = identity.file_owner
    if folder.stat().st_uid == owner or os.geteuid() != 0:
        return
    group = NOBODY_ID if identity is Identity.NOBODY else os.getegid()
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, group, follow_symlinks=False)

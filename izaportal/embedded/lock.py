"""One stack per folder: a second Valkey or PostgreSQL would open the same files."""

import fcntl
import os
import time
from pathlib import Path

from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.servers import started_at

_PATIENCE = 10.0


def claim(local: Path, purpose: str) -> int:
    """Take the folder's lock and return its descriptor; closing it, also by dying, gives it back.

    The servers inherit the descriptor: after a killed supervisor the folder is free when they are gone too,
    and only for that is waited. Raises StartRefusedError when a living process holds it.
    """
    descriptor = os.open(local / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    give_up = time.monotonic() + _PATIENCE
    while not _taken(descriptor):
        holder = _holder(local)
        if _lives(holder) or time.monotonic() > give_up:
            os.close(descriptor)
            raise StartRefusedError(
                f"De map {local} is al in gebruik door {holder or 'een ander proces'}. Stop dat eerst, of "
                "gebruik een andere map met IZAPORTAL_LOCAL."
            )
        time.sleep(0.05)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, f"proces {os.getpid()} ({purpose})".encode(), 0)
    return descriptor


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(local: Path) -> str:
    return (local / "lock").read_text(encoding="utf-8")


def _lives(holder: str) -> bool:
    words = holder.split()
    return len(words) > 1 and started_at(int(words[1])) is not None

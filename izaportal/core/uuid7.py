"""Time-ordered ids (RFC 9562, version 7), made here because Python 3.11 has none."""

import os
import threading
import time
import uuid
from datetime import datetime

_lock = threading.Lock()
_last = 0


def uuid7() -> uuid.UUID:
    """A new id; ids of one process never sort before an earlier one."""
    global _last
    with _lock:
        # 12 bits below the millisecond order the ids made within it (RFC 9562, method 3).
        now, fraction = divmod(time.time_ns(), 1_000_000)
        _last = max((now << 12) | (fraction << 12) // 1_000_000, _last + 1)
        stamp = _last
    milliseconds, order = stamp >> 12, stamp & 0xFFF
    random = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return uuid.UUID(int=(milliseconds << 80) | (7 << 76) | (order << 64) | (2 << 62) | random)


def first_of(moment: datetime) -> uuid.UUID:
    """The smallest id that can have been made at the moment: ids made before it are smaller."""
    return uuid.UUID(int=(int(moment.timestamp() * 1000) << 80) | (7 << 76) | (2 << 62))

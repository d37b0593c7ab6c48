"""The snapshot of a frozen quarter, as plain data and as the text that is kept and hashed."""

import hashlib
import json
from dataclasses import dataclass

from funding.selectors.share_facts import ShareFacts
from izaportal.core.codec import canonical, decode, encode
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.basis import Basis
from izaportal.reporting.selectors.board_rows import Rows
from kpis.selectors.status_rows import StatusRow

LAYOUT = 1
"""Goes up when the shape of the rows changes in another way than by a new field with a default."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the board saw of the quarter, what shares are told from, and what all of it rests on.

    `previous` is the SHA-256 of the version before, so that each version vouches for the one it follows.
    """

    version: int
    previous: str
    board: Rows
    shares: ShareFacts
    basis: Basis
    layout: int = LAYOUT

    @property
    def quarter(self) -> Quarter:
        return self.board.quarter

    @property
    def statuses(self) -> tuple[StatusRow, ...]:
        """Those of the quarter itself."""
        return self.board.now


def text_of(snapshot: Snapshot) -> str:
    """The canonical text; the same snapshot always gives the same bytes."""
    return canonical(encode(Snapshot, snapshot))


def snapshot_of(text: str) -> Snapshot:
    """Raises ValueError, KeyError or TypeError for a text that is no snapshot."""
    return decode(Snapshot, json.loads(text))


def hash_of(text: str) -> str:
    """SHA-256 (hex) over the UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()

"""The table per municipality: its parts of all projects added, and the sum that proves nothing got lost."""

from dataclasses import dataclass

from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.share_lines import MunicipalityLine, ShareFigures, members_only, share_lines, share_total


@dataclass(frozen=True, slots=True)
class Municipalities:
    """The members of the quarter; `total` is None where nothing is divided.

    `pending`: there is something to divide, and it was not calculated; `lacking`: what the figures lack.
    """

    lines: tuple[MunicipalityLine, ...]
    total: ShareFigures | None
    key: str
    key_illustrative: bool
    pending: str = ""
    lacking: str = ""

    @property
    def lead(self) -> str:
        """The key by its label; that it is invented is said by its badge."""
        return f"Verdeelsleutel: {self.key.removeprefix('Illustratief: ')}." if self.key else ""


def municipalities(
    rows: Rows, own: frozenset[str] = frozenset(), *, opens_all: bool = False
) -> Municipalities:
    """`own` and `opens_all` as of `share_lines`."""
    shares = members_only(rows.shares)
    lines = share_lines(shares, own, opens_all=opens_all)
    key = next((share for share in shares if share.key_label), None)
    return Municipalities(
        lines=lines,
        total=share_total(shares, lines),
        key=key.key_label or "" if key else "",
        key_illustrative=bool(key and key.key_illustrative),
        pending=rows.pending if rows.uncalculated and not lines else "",
        lacking=words.grants_pending(rows),
    )

"""The table per municipality: its parts of all projects added, and the sum that proves nothing got lost."""

from dataclasses import dataclass

from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.share_lines import (
    MunicipalityLine,
    ShareFigures,
    key_name,
    members_only,
    share_lines,
    share_total,
)


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """A municipality's part of one project; `url` leads to how its figures came about."""

    project: str
    url: str
    figures: ShareFigures


@dataclass(frozen=True, slots=True)
class OneMunicipality:
    """The municipality that is filtered by, with its part of each project."""

    code: str
    name: str
    parts: tuple[ProjectPart, ...]
    total: ShareFigures


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
    of_one: OneMunicipality | None = None

    @property
    def lead(self) -> str:
        return f"Verdeelsleutel: {key_name(self.key)}." if self.key else ""


def municipalities(
    rows: Rows,
    own: frozenset[str] = frozenset(),
    *,
    opens_all: bool = False,
    of_one: OneMunicipality | None = None,
) -> Municipalities:
    """`own` and `opens_all` as of `share_lines`; `of_one` is the municipality that is filtered by."""
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
        of_one=of_one,
    )


def one_municipality(rows: Rows, code: str, links: Links) -> OneMunicipality | None:
    """By project, as the table of all municipalities adds them; None for who is no member."""
    shares = [share for share in members_only(rows.shares) if share.code == code]
    if not shares:
        return None
    names = {grant.project: grant.project_name for grant in rows.standing.grants}
    names |= {row.project: row.project_name for row in rows.risks}
    parts = tuple(
        ProjectPart(names.get(share.project, share.project), links.project(share.project), one.figures)
        for share in shares
        for one in share_lines([share])
    )
    (line,) = share_lines(shares)
    return OneMunicipality(code, line.name, parts, line.figures)

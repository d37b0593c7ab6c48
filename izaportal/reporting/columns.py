"""The columns of the portfolio: what a list of projects can show, in the page and in an export alike."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a column is shown and exported."""

    TEXT = "text"
    STATUS = "status"
    COUNTS = "counts"
    MONEY = "money"
    RANGE = "range"
    RISK = "risk"
    DAY = "day"


class Part(StrEnum):
    """What is read beside the project itself, where a column shows it."""

    STANDING = "standing"
    FIGURES = "figures"
    MILESTONE = "milestone"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Column:
    """`sort`: the key it is sorted by, when it can be; `is_result` needs a calculated quarter."""

    key: str
    label: str
    kind: Kind
    sort: bool = True
    is_default: bool = True
    is_result: bool = False

    @property
    def is_figure(self) -> bool:
        return self.kind in (Kind.MONEY, Kind.RANGE)


COLUMNS = (
    Column("code", "Code", Kind.TEXT),
    Column("pijler", "Pijler", Kind.TEXT, is_default=False),
    Column("fase", "Fase", Kind.TEXT),
    Column("eigenaar", "Eigenaar", Kind.TEXT, is_default=False),
    Column("leider", "Projectleider", Kind.TEXT),
    Column("resultaat", "Resultaat", Kind.STATUS, is_result=True),
    Column("tijd", "Tijd", Kind.STATUS, is_result=True),
    Column("geld", "Geld", Kind.STATUS, is_result=True),
    Column("oordeel", "Oordeel manager", Kind.TEXT, sort=False, is_default=False, is_result=True),
    Column("gerapporteerd", "Laatst gerapporteerd", Kind.TEXT, sort=False, is_default=False),
    Column("indicatoren", "Indicatoren", Kind.COUNTS, sort=False, is_default=False, is_result=True),
    Column("investering", "Investering (€)", Kind.MONEY),
    Column("spuk", "SPUK (€)", Kind.MONEY),
    Column("besteed", "Besteed (€)", Kind.MONEY, is_default=False, is_result=True),
    Column("verwacht", "Verwacht terug (€)", Kind.RANGE, is_default=False, is_result=True),
    Column("risico", "Risiconiveau", Kind.RISK, is_result=True),
    Column("mijlpaal", "Eerstvolgende mijlpaal", Kind.DAY, is_default=False),
)
BESIDE = {
    "oordeel": Part.REPORT,
    "gerapporteerd": Part.REPORT,
    "investering": Part.FIGURES,
    "spuk": Part.FIGURES,
    "mijlpaal": Part.MILESTONE,
}


def offered(*, has_results: bool) -> tuple[Column, ...]:
    """The columns there is something to show in."""
    return tuple(column for column in COLUMNS if has_results or not column.is_result)


def chosen(columns: Iterable[Column], keys: Iterable[str]) -> tuple[Column, ...]:
    """The columns of these keys in the portal's order; without keys the ordinary ones."""
    wanted = set(keys)
    return tuple(column for column in columns if (column.key in wanted if wanted else column.is_default))


def parts_of(columns: Collection[Column]) -> frozenset[Part]:
    """What has to be read to show these columns."""
    beside = {BESIDE[column.key] for column in columns if column.key in BESIDE}
    standing = {Part.STANDING} if any(column.is_result for column in columns) else set()
    return frozenset(beside | standing)

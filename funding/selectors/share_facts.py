"""What shares are told from beside their rows: plain data of a whole programme, as a freeze keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from funding.refund import RiskLevel
from funding.shares import AllocationKey as KeyRule
from funding.shares import KeyKind


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """State money budgeted for a project in a year, in euros."""

    year: int
    amount: Decimal
    illustrative: bool


@dataclass(frozen=True, slots=True)
class SharedProject:
    """A project whose figures are divided; `level` is its refund risk's."""

    slug: str
    name: str
    level: RiskLevel | None
    budget: tuple[BudgetYear, ...]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An allocation key with its parts by CBS code: percentages, inhabitants or euros."""

    pk: UUID
    slug: str
    label: str
    kind: KeyKind
    parts: Mapping[str, Decimal]
    valid_from: date | None
    illustrative: bool

    @property
    def rule(self) -> KeyRule:
        return KeyRule(self.kind, self.parts)


@dataclass(frozen=True, slots=True)
class Concern:
    """An indicator, with the slugs of the projects it belongs to and of those whose milestones hang on it."""

    indicator: str
    projects: tuple[str, ...]
    milestone_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShareFacts:
    """Of one programme at one quarter. `members`: CBS codes of who took part on its last day.

    `has_spuk`: there are state grants, so that there are shares at all.
    """

    has_spuk: bool
    members: frozenset[str]
    projects: tuple[SharedProject, ...]
    keys: tuple[KeyRow, ...]
    concerns: tuple[Concern, ...]

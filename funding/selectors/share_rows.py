"""The last stored municipal shares as plain frozen rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from funding.models import MunicipalShare
from funding.selectors.results import latest_shares
from funding.share_figures import SHARE_FIGURES
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A municipality's part of one project's figures; None is *n.t.b.*: no part was agreed.

    `code` is the municipality's, `project` a slug, `key` the id of the key that split the figures.
    """

    code: str
    name: str
    percent: Decimal | None
    award: Decimal | None
    maximum: Decimal | None
    at_stake: Decimal | None
    unsecured: Decimal | None
    unspent: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    key_label: str | None
    key_illustrative: bool | None
    illustrative: bool
    project: str = ""
    calculated_at: datetime | None = None
    key: UUID | None = None
    pk: UUID | None = None

    @property
    def is_of_member(self) -> bool:
        """Without a key nobody has a part; nothing at all without one is left to who turned out no member."""
        return self.key_label is not None or self.percent is None

    @property
    def amounts(self) -> Mapping[str, Decimal | None]:
        """By the names of the share's figures; what is spent is what is at stake."""
        names = {name: "at_stake" if name == "spent" else name for name in SHARE_FIGURES}
        return {name: getattr(self, column) for name, column in names.items()}


SHARE_FIELDS = (
    "municipality__code", "municipality__name", "percent", "award", "maximum", "at_stake", "unsecured",
    "unspent", "due_gap", "expected", "key__label", "key__illustrative", "illustrative", "project__slug",
    "calculated_at", "key", "pk",
)  # fmt: skip


def share_rows(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[ShareRow, ...]:
    """One per project and municipality; one query."""
    return read_shares(latest_shares(viewer, programme, quarter).select_related(None))


def read_shares(rows: QuerySet[MunicipalShare]) -> tuple[ShareRow, ...]:
    """Values instead of models, in the order of the query."""
    return tuple(ShareRow(*row) for row in rows.values_list(*SHARE_FIELDS))

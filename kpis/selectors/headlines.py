"""Which indicators stand in front on the dashboard, and which others there are to choose from."""

from dataclasses import dataclass
from uuid import UUID

from kpis.models import Indicator
from pillars.models import Programme

MOST = 8
"""More than this nobody keeps in mind."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator; `place` counts from 1 and is None for one that is not chosen, or not given a place."""

    pk: UUID
    slug: str
    code: str
    name: str
    pillar: str
    counts: bool
    chosen: bool
    place: int | None

    @property
    def label(self) -> str:
        return f"{self.code} {self.name}".strip()


FIELDS = (
    "pk", "slug", "code", "short_name", "name", "pillar__name", "counts", "headline", "headline_order",
)  # fmt: skip


def candidates(programme: Programme) -> tuple[Candidate, ...]:
    """Of a programme that was seen, in the plan's order; one query."""
    rows = Indicator.objects.filter(programme=programme).order_by("pillar__number", "code", "slug")
    return tuple(
        Candidate(pk, slug, code, short or name, pillar or "", counts, chosen, place)
        for pk, slug, code, short, name, pillar, counts, chosen, place in rows.values_list(*FIELDS)
    )


def chosen_of(rows: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The headline indicators in their order."""
    chosen = (row for row in rows if row.chosen)
    return tuple(sorted(chosen, key=lambda row: (row.place is None, row.place or 0)))

"""Municipalities that take part in programmes, and whose share of them a viewer may read."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from izaportal.core.viewer import Viewer
from pillars.models import ProgrammeMunicipality
from regions.models import Population


@dataclass(frozen=True, slots=True)
class TakesPart:
    """In a programme; `until` is the first day on which it no longer does, None without an end."""

    programme: str
    short_name: str
    until: date | None


@dataclass(frozen=True, slots=True)
class SeenMunicipality:
    """`inhabitants` on 1 January of `year`, the last one known; None when none is."""

    code: str
    name: str
    inhabitants: int | None
    year: int | None
    programmes: tuple[TakesPart, ...]


def readable(viewer: Viewer, programme: str = "programme") -> Q:
    """Rows with a municipality and a programme (by this path) whose share the viewer may read.

    Of one's own municipality all of them; of another's those of programmes one has a role in.
    """
    if viewer.is_system:
        return Q()
    in_own_programme = Q(**{f"{programme}__slug__in": sorted(viewer.programme_slugs)})
    return in_own_programme | Q(municipality__code__in=sorted(viewer.own_municipalities))


def may_open(viewer: Viewer, code: str, programme: str) -> bool:
    """The same of one municipality that takes part in one programme."""
    return viewer.is_system or programme in viewer.programme_slugs or code in viewer.own_municipalities


def municipalities(viewer: Viewer) -> list[SeenMunicipality]:
    """By name, each with the programmes it takes part in, or did; one query."""
    counted = Population.objects.filter(municipality=OuterRef("municipality")).order_by("-year")
    rows = ProgrammeMunicipality.objects.filter(readable(viewer)).annotate(
        inhabitants=Subquery(counted.values("inhabitants")[:1]), year=Subquery(counted.values("year")[:1])
    )
    grouped: dict[tuple[str, str, int | None, int | None], dict[str, TakesPart]] = {}
    for code, name, inhabitants, year, slug, short_name, validity in rows.order_by(
        "municipality__name", "programme__short_name", "validity"
    ).values_list(
        "municipality__code", "municipality__name", "inhabitants", "year",
        "programme__slug", "programme__short_name", "validity",
    ):  # fmt: skip
        known = grouped.setdefault((code, name, inhabitants, year), {})
        known[slug] = TakesPart(slug, short_name, validity.upper)  # the last of its memberships
    return [SeenMunicipality(*who, tuple(programmes.values())) for who, programmes in grouped.items()]

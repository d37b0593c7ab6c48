"""What a list of projects can be limited to: only what occurs among the projects the viewer may see."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.enums import Choices as Enumeration

from izaportal.core import clock
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import members_on, pillars
from projects.models import LeadState, OwnerKind, Stage
from projects.selectors.projects import visible_projects
from regions.models import Organisation

NOT_STATED = "unknown"
OWNED_BY = "organisatie:"
OFFERED_FIELDS = ("stage", "lead_state", "owner_kind", "owner__slug", "owner__name")

STAGES = tuple((stage.value, str(stage.label)) for stage in Stage)
# Owners that are no single organisation or body.
SHARED_OWNERS = tuple(
    (kind.value, str(kind.label))
    for kind in (OwnerKind.SHARED, OwnerKind.COALITION, OwnerKind.TO_BE_DETERMINED)
)

# (value, word), or (heading, such pairs)
Choices = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class ProjectChoices:
    """Nothing is offered where there is nothing to choose between. `total` counts the projects looked at."""

    total: int = 0
    pillars: Choices = ()
    stages: Choices = ()
    leads: Choices = ()
    owners: Choices = ()
    municipalities: Choices = ()


def project_choices(viewer: Viewer, programme: Programme) -> ProjectChoices:
    """Three queries."""
    rows = visible_projects(viewer).filter(programme=programme).order_by()
    found = list(rows.values_list(*OFFERED_FIELDS).annotate(number=Count("pk")))
    stages, leads, kinds = ({row[place] for row in found} for place in range(3))
    owners = {(slug, name) for *_, slug, name, _ in found if slug}
    if not found:
        return ProjectChoices()
    return ProjectChoices(
        total=sum(number for *_, number in found),
        pillars=[
            (slug, _numbered(number, name))
            for slug, number, name in pillars(viewer, programme).values_list("slug", "number", "name")
        ],
        stages=_occurring(Stage, stages, blank=True),
        leads=_occurring(LeadState, leads),
        owners=[
            *((f"{OWNED_BY}{slug}", name) for slug, name in sorted(owners, key=lambda one: one[1])),
            *((value, word) for value, word in _occurring(OwnerKind, kinds - {OwnerKind.ORGANISATION})),
        ],
        municipalities=list(members_on(programme, clock.today()).values_list("code", "name")),
    )


def organisations_of(viewer: Viewer, programme: Programme) -> list[tuple[str, str]]:
    """(id, name) of every organisation that owns or takes part in a project of the programme."""
    projects = visible_projects(viewer).filter(programme=programme)
    rows = Organisation.objects.filter(Q(owned_projects__in=projects) | Q(projects__in=projects))
    return [(str(pk), name) for pk, name in rows.order_by("name").distinct().values_list("pk", "name")]


def _occurring(
    words: type[Enumeration], found: Iterable[str], *, blank: bool = False
) -> list[tuple[str, str]]:
    """In the order of the enumeration; what is empty in the database is *niet vermeld*."""
    present = set(found)
    choices = [(value, str(word)) for value, word in words.choices if value in present]
    return [*choices, (NOT_STATED, "niet vermeld")] if blank and "" in present else choices


def _numbered(number: int, name: str) -> str:
    return f"{number} · {name}" if number else name

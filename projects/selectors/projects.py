"""Projects that a viewer may see, and what a project page tells of one."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from izaportal.core.viewer import Viewer
from pillars.models import PlanFigureKind, Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Dependency, Project, ProjectFigure, ProjectPartner, Stage
from projects.selectors.search import matching

LIST_FIGURES = (PlanFigureKind.INVESTMENT, PlanFigureKind.SPUK, PlanFigureKind.STAFF_SAVED)


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a list of projects is limited to; empty is everything."""

    text: str = ""
    pillar: str = ""
    stage: str = ""


def visible_projects(viewer: Viewer) -> QuerySet[Project]:
    """Projects of the programmes the viewer may see."""
    return Project.objects.filter(programme__in=visible_ids(viewer))


def projects_of(viewer: Viewer, programme: Programme) -> QuerySet[Project]:
    """All projects of the programme in the plan's order, with pillar and the figures a list shows.

    The default figures come as `listed_figures`; two queries whatever the number of projects.
    """
    figures = ProjectFigure.objects.filter(kind__in=LIST_FIGURES, is_default=True)
    return (
        visible_projects(viewer)
        .filter(programme=programme)
        .select_related("pillar")
        .prefetch_related(Prefetch("figures", queryset=figures, to_attr="listed_figures"))
    )


def find_projects(viewer: Viewer, programme: Programme, wanted: ProjectFilter) -> QuerySet[Project]:
    """Those that fit every part of the filter; for the text see projects.selectors.search."""
    found = projects_of(viewer, programme)
    if wanted.pillar:
        found = found.filter(pillar__slug=wanted.pillar)
    if wanted.stage:
        found = found.filter(stage="" if wanted.stage == "unknown" else wanted.stage)
    return matching(found, wanted.text)


def stages_of(viewer: Viewer, programme: Programme) -> list[tuple[str, str]]:
    """The stages that occur in the programme, in the order of a project's life; `unknown` for none."""
    rows = visible_projects(viewer).filter(programme=programme).order_by()
    present = set(rows.values_list("stage", flat=True).distinct())
    stages = [(stage.value, str(stage.label)) for stage in Stage if stage.value in present]
    return [*stages, ("unknown", "niet vermeld")] if "" in present and stages else stages


def project(viewer: Viewer, programme: Programme, slug: str) -> Project:
    """Raises Project.DoesNotExist for what is not there and for what may not be seen alike."""
    partners = ProjectPartner.objects.select_related("organisation").order_by("organisation__name")
    rows = visible_projects(viewer).filter(programme=programme)
    return (
        rows.select_related("pillar", "owner", "owner_body", "parent", "duplicate_of")
        .prefetch_related(
            "figures",
            "challenges",
            "other_pillars",
            "parts",
            "duplicates",
            "evidence",
            Prefetch("partnerships", queryset=partners),
        )
        .get(slug=slug)
    )


def project_to_edit(viewer: Viewer, programme: Programme, slug: str) -> Project:
    """The project with what decides who may edit it. Raises Project.DoesNotExist likewise."""
    rows = visible_projects(viewer).filter(programme=programme)
    return rows.select_related("programme", "pillar").get(slug=slug)


def dependencies_of(viewer: Viewer, project: Project) -> list[Dependency]:
    """Both ways: what the project needs and what needs it."""
    rows = Dependency.objects.filter(project__programme__in=visible_ids(viewer))
    both = rows.filter(Q(project=project) | Q(needs=project))
    return list(both.select_related("project", "needs").order_by("project__name", "needs__name"))


def may_edit(viewer: Viewer, project: Project) -> bool:
    """The programme's managers, those of its pillar, and who leads it."""
    pillar = project.pillar.slug if project.pillar else None
    return viewer.manages(project.programme.slug, pillar) or viewer.leads(project.scope)

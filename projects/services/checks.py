"""What an edit of a project must obey beyond its form: its programme, and nothing twice."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from izaportal.core.editing import Edit
from izaportal.core.errors import Mistake
from pillars.models import Challenge, GovernanceBody, Pillar
from projects.models import Dependency, Evidence, OwnerKind, Project, ProjectPartner
from regions.models import Organisation

# Of each kind of row the column that may not be there twice in one project.
ONCE: Mapping[type[Model], tuple[str, str]] = {
    ProjectPartner: ("organisation", "Deze organisatie staat al bij de partners."),
    Dependency: ("needs", "Deze afhankelijkheid staat er al."),
    Evidence: ("url", "Dit adres staat er al."),
}
OF_PROGRAMME: Mapping[str, type[Model]] = {
    "pillar": Pillar,
    "other_pillars": Pillar,
    "challenges": Challenge,
    "owner_body": GovernanceBody,
}


def project_mistakes(project: Project, *, edits: Mapping[str, Edit]) -> list[Mistake]:
    """References outside the programme, and an owner that does not fit its kind."""
    wanted = {name: edit.wanted for name, edit in edits.items()}
    return [*_strangers(project, wanted), *_owner(project, wanted)]


def row_mistakes(
    project: Project, *, model: type[Model], row_id: UUID, edits: Mapping[str, Edit]
) -> list[Mistake]:
    wanted = {name: edit.wanted for name, edit in edits.items()}
    found = list(_doubled(project, model, row_id, wanted))
    if model is Dependency and not found:
        found += _circular(project, row_id, wanted.get("needs"))
    return found


def _strangers(project: Project, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    for name, model in OF_PROGRAMME.items():
        ids = _ids(wanted.get(name))
        own = model._default_manager.filter(programme=project.programme_id, pk__in=ids).count() if ids else 0
        if own != len(ids):
            yield Mistake(name, "Deze keuze hoort niet bij dit programma.")
    owner = _ids(wanted.get("owner"))
    if owner and not Organisation.objects.filter(pk__in=owner).exists():
        yield Mistake("owner", "Deze organisatie is er niet meer.")


def _ids(value: Any) -> set[UUID]:
    return set(value) if isinstance(value, frozenset) else {value} - {None}


def _owner(project: Project, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    kind = wanted.get("owner_kind", project.owner_kind)
    for needed, field in ((OwnerKind.ORGANISATION, "owner"), (OwnerKind.BODY, "owner_body")):
        is_named = wanted.get(field, getattr(project, f"{field}_id")) is not None
        if is_named != (kind == needed):
            yield Mistake(field, "De eigenaar past niet bij de soort eigenaar.")


def _doubled(
    project: Project, model: type[Model], row_id: UUID, wanted: Mapping[str, Any]
) -> Iterator[Mistake]:
    field, message = ONCE.get(model, ("", ""))
    if wanted.get(field):
        others = model._default_manager.filter(project=project, **{field: wanted[field]}).exclude(pk=row_id)
        if others.exists():
            yield Mistake(field, message)


def _circular(project: Project, row_id: UUID, needs: Any) -> Iterator[Mistake]:
    """A project that, by what it needs, would wait for itself."""
    if not Project.objects.filter(pk=needs, programme=project.programme_id).exists():
        yield Mistake("needs", "Dit project is er niet in dit programma.")
        return
    pairs = Dependency.objects.filter(project__programme=project.programme_id).exclude(pk=row_id)
    needed: dict[UUID, set[UUID]] = {}
    for one, other in pairs.values_list("project", "needs"):
        needed.setdefault(one, set()).add(other)
    reached, to_visit = {needs}, [needs]
    while to_visit:
        new = needed.get(to_visit.pop(), set()) - reached
        reached |= new
        to_visit += new
    if project.pk in reached:
        yield Mistake("needs", "Dat project wacht, al dan niet via andere, zelf op dit project.")

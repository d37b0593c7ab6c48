"""What a list of projects can be limited to, as it stands in the URL. A value nobody offered is an error."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters import CharFilter, ChoiceFilter, FilterSet

from projects.models import OwnerKind, Project, ProjectPartner
from projects.selectors.choices import NOT_STATED, OWNED_BY, Choices
from projects.selectors.search import matching

MOST_CHARACTERS = 200


def offering(label: str, method: str) -> ChoiceFilter:
    """A choice filter whose choices are given when it is used."""
    return ChoiceFilter(
        label=label,
        method=method,
        choices=[],
        empty_label="Alle",
        error_messages={"invalid_choice": "‘%(value)s’ is hier geen keuze."},
    )


class ProjectFilterSet(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By text, pillar, stage, owner, project lead and municipality."""

    q = CharFilter(
        label="Zoeken",
        method="by_text",
        max_length=MOST_CHARACTERS,
        error_messages={"max_length": f"Zoek met hoogstens {MOST_CHARACTERS} tekens."},
    )
    pijler = offering("Pijler", "by_pillar")
    fase = offering("Fase", "by_stage")
    eigenaar = offering("Eigenaar", "by_owner")
    leider = offering("Projectleider", "by_lead")
    gemeente = offering("Gemeente", "by_municipality")

    class Meta:
        model = Project
        fields: tuple[str, ...] = ()

    def offer(self, offered: Mapping[str, Choices]) -> None:
        """The choices per filter. One that has none stays: asking for it all the same is a mistake."""
        for name, choices in offered.items():
            self.filters[name].extra["choices"] = list(choices)

    def by_text(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        return matching(rows, value)

    def by_pillar(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        return rows.filter(pillar__isnull=True) if value == NOT_STATED else rows.filter(pillar__slug=value)

    def by_stage(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        return rows.filter(stage="" if value == NOT_STATED else value)

    def by_lead(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        return rows.filter(lead_state=value)

    def by_owner(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """An organisation by its slug, or a kind of owner."""
        if value in OwnerKind.values:
            return rows.filter(owner_kind=value)
        return rows.filter(owner__slug=value.removeprefix(OWNED_BY))

    def by_municipality(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        """Projects of the whole region, and those it owns or takes part in, itself or in a collective."""
        partners = ProjectPartner.objects.filter(project=OuterRef("pk")).filter(
            Q(organisation__municipality__code=value) | Q(organisation__members__municipality__code=value)
        )
        owns = Q(owner__municipality__code=value)
        return rows.filter(Q(region_wide=True) | owns | Exists(partners))

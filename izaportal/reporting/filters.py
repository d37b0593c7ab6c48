"""The portfolio's filters, order and columns, as they stand in the URL."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django_filters import MultipleChoiceFilter

from funding.choices import RISK_LEVELS
from funding.models import Grant
from izaportal.core.formatting import sentence_case
from izaportal.reporting import columns
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.selectors.portfolio import PortfolioChoices, in_order
from izaportal.reporting.selectors.standings import stands_as
from izaportal.reporting.words import ASPECT_STATUS_WORDS, ASPECT_WORDS
from projects.filters import ProjectFilterSet, offering
from projects.models import Project
from projects.selectors.choices import Choices

NO_GRANT, NOT_APPLICABLE, ATTENTION = "geen", "nvt", "aandacht"
WORRYING = (AspectStatus.OFF_TRACK, AspectStatus.AT_RISK)
# Only a result can be better than on track.
STATUS_CHOICES = [
    (ATTENTION, "iets op risico of achter"),
    *(
        (
            sentence_case(ASPECT_WORDS[aspect]),
            [
                (f"{aspect}:{status}", f"{ASPECT_WORDS[aspect]}: {ASPECT_STATUS_WORDS[status]}")
                for status in AspectStatus
                if status is not AspectStatus.EXCEEDED or aspect is Aspect.RESULT
            ],
        )
        for aspect in Aspect
    ),
]
RISK_CHOICES = [*RISK_LEVELS, (NOT_APPLICABLE, "n.v.t.")]


class PortfolioFilterSet(ProjectFilterSet):
    """Also by status, source of money and risk, in an order and with the columns asked for."""

    status = offering("Status", "by_status")
    bron = offering("Geldbron", "by_source")
    risico = offering("Risiconiveau", "by_risk")
    volgorde = offering("Volgorde", "as_it_is")
    kolom = MultipleChoiceFilter(
        label="Kolommen",
        method="as_it_is",
        choices=[],
        error_messages={"invalid_choice": "‘%(value)s’ is geen kolom."},
    )

    def __init__(self, data: QueryDict, *, rows: QuerySet[Project], choices: PortfolioChoices) -> None:
        super().__init__(data, queryset=rows)
        self.quarter = choices.quarter
        self.total = choices.projects.total
        shown = columns.offered(has_results=self.quarter is not None)
        self.offer(
            {
                "pijler": choices.projects.pillars,
                "fase": choices.projects.stages,
                "eigenaar": choices.projects.owners,
                "leider": choices.projects.leads,
                "gemeente": choices.projects.municipalities,
                "bron": [*choices.sources, (NO_GRANT, "geen toekenning")] if choices.sources else [],
                "status": STATUS_CHOICES if self.quarter else [],
                "risico": RISK_CHOICES if self.quarter else [],
                "volgorde": _orders(shown),
                "kolom": [(column.key, column.label) for column in shown],
            }
        )

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for, by filter; empty as long as something in it is wrong."""
        return dict(self.form.cleaned_data) if self.is_valid() else {}

    @property
    def found(self) -> QuerySet[Project]:
        """In the order asked for; nothing as long as something asked for is wrong."""
        if not self.is_valid():
            return Project.objects.none()
        asked = self.asked
        return in_order(self.qs, asked["volgorde"], text=asked["q"], quarter=self.quarter)

    def as_it_is(self, rows: QuerySet[Project], name: str, value: Any) -> QuerySet[Project]:
        """Not a filter: it is for the whole list."""
        return rows

    def by_status(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        if self.quarter is None:
            return rows
        if value == ATTENTION:
            wanted = Q()
            for aspect in Aspect:
                wanted |= Q(**{f"{aspect}_status__in": WORRYING})
        else:
            name_of_aspect, _, status = value.partition(":")
            wanted = Q(**{f"{name_of_aspect}_status": status})
        return rows.filter(stands_as(wanted, self.quarter))

    def by_risk(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        if self.quarter is None:
            return rows
        if value == NOT_APPLICABLE:
            return rows.filter(stands_as(Q(money_status=AspectStatus.NOT_APPLICABLE), self.quarter))
        return rows.filter(stands_as(Q(risk_level=value), self.quarter))

    def by_source(self, rows: QuerySet[Project], name: str, value: str) -> QuerySet[Project]:
        grants = Grant.objects.filter(project=OuterRef("pk"))
        return rows.filter(~Exists(grants) if value == NO_GRANT else Exists(grants.filter(source=value)))


def _orders(shown: tuple[columns.Column, ...]) -> Choices:
    """Every column up and down, and the name that is always there."""
    keys = [("naam", "naam"), *((column.key, column.label.lower()) for column in shown if column.sort)]
    return [choice for key, label in keys for choice in ((key, label), (f"-{key}", f"{label}, andersom"))]

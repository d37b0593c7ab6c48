"""What is meant to be spent and what is promised to others."""

from django.db import models
from django.db.models import Q

from funding import choices
from funding.models.grant import Grant
from izaportal.core.fields import money
from izaportal.core.models import Entity, Sourced
from projects.models import Project


class BudgetLine(Entity, Sourced):
    """Budget of a project for a year, per source of money and type of cost."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="budget_lines")
    year = models.PositiveSmallIntegerField("jaar")
    source = models.CharField("bron", max_length=10, choices=choices.SOURCES)
    stream = models.CharField("stroom", max_length=30, choices=choices.STREAMS, blank=True)
    cost_type = models.CharField("kostensoort", max_length=60, blank=True)
    amount = money(verbose_name="begroot")

    class Meta:
        verbose_name = "begrotingsregel"
        verbose_name_plural = "begrotingsregels"
        ordering = ("project", "source", "year")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "year", "source", "stream", "cost_type"), name="funding_budget_line_unique"
            ),
            models.CheckConstraint(name="funding_budget_amount_not_negative", condition=Q(amount__gte=0)),
        )

    def __str__(self) -> str:
        return f"{self.project_id} {self.source} {self.year}"


class Commitment(Entity, Sourced):
    """Money of a grant promised to a supplier or partner (verplichting)."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="commitments")
    label = models.CharField("verplichting", max_length=200)
    amount = money(verbose_name="bedrag")
    committed_on = models.DateField("aangegaan op")

    class Meta:
        verbose_name = "verplichting"
        verbose_name_plural = "verplichtingen"
        ordering = ("grant", "committed_on")
        constraints = (
            models.CheckConstraint(name="funding_commitment_amount_positive", condition=Q(amount__gt=0)),
        )

    def __str__(self) -> str:
        return self.label

"""A what-if that somebody kept under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core import clock
from izaportal.core.fields import QuarterField, quarter_is_valid
from izaportal.core.models import Entity
from pillars.models import Programme


class Scenario(Entity):
    """`changes` is what is supposed (funding/scenario.py), `basis` the fingerprints of what it stood on."""

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, related_name="+", verbose_name="programma"
    )
    quarter = QuarterField("kwartaal")
    name = models.CharField("naam", max_length=80)
    changes = models.JSONField("wat er verandert")
    basis = models.JSONField("cijfers eronder")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", default=clock.now)

    class Meta:
        ordering = ("-id",)
        verbose_name = "scenario"
        verbose_name_plural = "scenario's"
        constraints = (
            quarter_is_valid("funding_scenario_quarter_valid"),
            models.CheckConstraint(name="funding_scenario_named", condition=~Q(name="")),
            models.UniqueConstraint(
                fields=("programme", "quarter", "name"), name="funding_scenario_name_unique"
            ),
        )

    def __str__(self) -> str:
        return self.name

"""A list of projects as somebody likes to see it: filters, order and columns under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from izaportal.core.models import Entity
from pillars.models import Programme


class SavedView(Entity):
    """`query` is what stands in the URL, written in one way so that the same list has the same query."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=60)
    query = models.TextField("filter, volgorde en kolommen", blank=True)
    shared = models.BooleanField("gedeeld", default=False)

    class Meta:
        ordering = ("name", "id")
        verbose_name = "weergave"
        verbose_name_plural = "weergaven"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "programme", "name"), name="reporting_saved_view_name_unique"
            ),
            models.CheckConstraint(name="reporting_saved_view_named", condition=~Q(name="")),
        )

    def __str__(self) -> str:
        return self.name

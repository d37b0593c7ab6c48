"""Pillars (or themes), the challenges they answer and the movements they strive for."""

from django.db import models

from izaportal.core.models import Entity, Sourced
from pillars.models.programme import Programme
from regions.models import Organisation


class Challenge(Entity, Sourced):
    """What the region must solve (opgave, deelopgave)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="challenges")
    slug = models.SlugField(max_length=80)
    label = models.CharField("opgave", max_length=300)
    side = models.CharField("kant", max_length=40, blank=True)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "opgave"
        verbose_name_plural = "opgaven"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_challenge_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label


class Pillar(Entity, Sourced):
    """A pillar or theme of a programme. Number 0 is the coordination around them."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="pillars")
    slug = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField("nummer")
    name = models.CharField("naam", max_length=200)
    short_name = models.CharField("korte naam", max_length=80, blank=True)
    aliases = models.JSONField("ook bekend als", default=list, blank=True)
    ambition = models.TextField("ambitie", blank=True)
    serves = models.CharField("bedient", max_length=200, blank=True)
    means = models.JSONField("middelen", default=list, blank=True)
    roles = models.JSONField("rollen", default=list, blank=True, help_text="Rol en organisatie, nooit namen")
    stakeholders = models.JSONField("belanghebbenden", default=list, blank=True)
    note = models.TextField("toelichting", blank=True)
    facts = models.JSONField("overige feiten", default=dict, blank=True)
    challenges = models.ManyToManyField(Challenge, blank=True, related_name="pillars")
    contacts = models.ManyToManyField(Organisation, blank=True, related_name="+")

    class Meta:
        verbose_name = "pijler"
        verbose_name_plural = "pijlers"
        ordering = ("number", "slug")
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="pillars_pillar_slug_unique"),
            models.UniqueConstraint(fields=("programme", "number"), name="pillars_pillar_number_unique"),
        )

    def __str__(self) -> str:
        return self.name


class Movement(Entity, Sourced):
    """A change a pillar strives for (veranderbeweging)."""

    pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="movements")
    slug = models.SlugField(max_length=80)
    label = models.CharField("veranderbeweging", max_length=300)

    class Meta:
        verbose_name = "beweging"
        verbose_name_plural = "bewegingen"
        ordering = ("slug",)
        constraints = (
            models.UniqueConstraint(fields=("pillar", "slug"), name="pillars_movement_slug_unique"),
        )

    def __str__(self) -> str:
        return self.label

"""The national impact map: what a region expects, what it plans, and where its plan is silent.

Figures are as the source gives them: a level now and later, a signed change, or a range of either.
"""

from django.db import models
from django.db.models import F, Q

from izaportal.core.fields import measure as figure
from izaportal.core.models import Entity, Sourced
from regions.models.places import Region


class ImpactTerm(Entity, Sourced):
    """A row, column or choice of the map, in the order of the source."""

    slug = models.SlugField(max_length=80)
    label = models.CharField("naam", max_length=120)
    position = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        abstract = True
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("slug",), name="regions_%(class)s_slug_unique"),)

    def __str__(self) -> str:
        return self.label


class ImpactTheme(ImpactTerm):
    """`acts_on` (zorgvraag, zorgaanbod) is a division of our own, not of the source."""

    acts_on = models.JSONField("werkt op", default=list)

    class Meta(ImpactTerm.Meta):
        verbose_name = "thema"
        verbose_name_plural = "thema’s"


class ImpactIndicator(ImpactTerm):
    unit = models.CharField("eenheid", max_length=40, blank=True)
    domain = models.CharField("domein", max_length=40)

    class Meta(ImpactTerm.Meta):
        verbose_name = "indicator van de impactkaart"
        verbose_name_plural = "indicatoren van de impactkaart"


class ImpactSector(ImpactTerm):
    class Meta(ImpactTerm.Meta):
        verbose_name = "sector"
        verbose_name_plural = "sectoren"


class ImpactTargetGroup(ImpactTerm):
    class Meta(ImpactTerm.Meta):
        verbose_name = "doelgroep"
        verbose_name_plural = "doelgroepen"


class ImpactProfile(Entity, Sourced):
    """A region's page of the map. `*_from`: regions whose page holds that part; none is not in the source.

    Ticks are what survived of the source's tick boxes; null where it has none. `plan_regions`: the
    partnerships whose programmes work in this region.
    """

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="impact_profile")
    in_source_list = models.BooleanField("in de lijst van de bron")
    documents = models.JSONField("documenten", default=list, blank=True)
    developments_from = models.ManyToManyField(Region, related_name="+")
    activities_from = models.ManyToManyField(Region, related_name="+")
    focus_from = models.ManyToManyField(Region, related_name="+")
    plan_regions = models.ManyToManyField(Region, related_name="impact_profiles")
    sectors = models.ManyToManyField(ImpactSector, related_name="profiles")
    sector_ticks = models.PositiveSmallIntegerField("vinkjes sectoren", null=True)
    sector_evidence = models.CharField("herkomst sectoren", max_length=40, blank=True)
    target_group_ticks = models.PositiveSmallIntegerField("vinkjes doelgroepen", null=True)
    ticks_match_text = models.BooleanField("vinkjes komen overeen met de tekst", null=True)

    class Meta:
        verbose_name = "profiel van een regio"
        verbose_name_plural = "profielen van regio’s"
        constraints = (
            models.CheckConstraint(
                name="regions_profile_ticks_have_evidence",
                condition=Q(sector_ticks__isnull=True, sector_evidence="")
                | (Q(sector_ticks__isnull=False) & ~Q(sector_evidence="")),
            ),
            models.CheckConstraint(
                name="regions_profile_groups_whole",
                condition=Q(target_group_ticks__isnull=True, ticks_match_text__isnull=True)
                | Q(target_group_ticks__isnull=False, ticks_match_text__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"impactkaart {self.region_id}"


class DevelopmentKind(models.TextChoices):
    QUALITATIVE = "qualitative", "in woorden"
    NUMBER = "number", "in cijfers"


class DevelopmentDirection(models.TextChoices):
    UP = "up", "neemt toe"
    DOWN = "down", "neemt af"
    FLAT = "flat", "blijft gelijk"
    NONE = "none", "toestand, zonder richting"


class Development(Entity, Sourced):
    """What a region expects of an indicator, in words or in figures.

    A single figure fills both bounds. `change` is signed and only there when the source gives it; its unit
    may differ from that of the levels. `scope`: the region a figure is about when it is another one.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="developments")
    position = models.PositiveSmallIntegerField("volgorde")
    indicator = models.ForeignKey(ImpactIndicator, on_delete=models.PROTECT, related_name="developments")
    kind = models.CharField(max_length=12, choices=DevelopmentKind.choices)
    direction = models.CharField(max_length=6, choices=DevelopmentDirection.choices, blank=True)
    label = models.CharField("ontwikkeling", max_length=200, blank=True)
    from_year = models.PositiveSmallIntegerField("van jaar", null=True)
    to_year = models.PositiveSmallIntegerField("naar jaar", null=True)
    from_lower = figure(null=True)
    from_upper = figure(null=True)
    to_lower = figure(null=True)
    to_upper = figure(null=True)
    change_lower = figure(null=True)
    change_upper = figure(null=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    change_unit = models.CharField("eenheid van de verandering", max_length=40, blank=True)
    qualifier = models.CharField("voorbehoud", max_length=20, blank=True)
    population = models.CharField("deelgroep", max_length=80, blank=True)
    scope = models.ForeignKey(Region, null=True, on_delete=models.PROTECT, related_name="+")
    benchmark = models.CharField("vergeleken met", max_length=40, blank=True)
    benchmark_value = figure(null=True)
    benchmark_unit = models.CharField(max_length=40, blank=True)
    deviation = figure(verbose_name="afwijking", null=True)
    deviation_unit = models.CharField(max_length=40, blank=True)
    note = models.CharField("toelichting", max_length=200, blank=True)

    class Meta:
        verbose_name = "ontwikkeling"
        verbose_name_plural = "ontwikkelingen"
        ordering = ("region", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "position"), name="regions_development_position_unique"
            ),
            models.CheckConstraint(
                name="regions_development_words_or_figures",
                condition=(Q(kind=DevelopmentKind.QUALITATIVE) & ~Q(direction="") & ~Q(label=""))
                | Q(kind=DevelopmentKind.NUMBER, direction="", label=""),
            ),
            models.CheckConstraint(
                name="regions_development_years_ordered",
                condition=Q(from_year__isnull=True)
                | Q(to_year__isnull=True)
                | Q(to_year__gte=F("from_year")),
            ),
            models.CheckConstraint(
                name="regions_development_bounds_ordered",
                condition=(Q(from_lower__isnull=True) | Q(from_upper__gte=F("from_lower")))
                & (Q(to_lower__isnull=True) | Q(to_upper__gte=F("to_lower")))
                & (Q(change_lower__isnull=True) | Q(change_upper__gte=F("change_lower"))),
            ),
            models.CheckConstraint(
                name="regions_development_benchmark_named",
                condition=~Q(benchmark="") | Q(benchmark_value__isnull=True, deviation__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return self.label or f"{self.indicator_id} {self.to_year or ''}"


class ImpactActivity(Entity, Sourced):
    """Something a region intends to do within a theme."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="impact_activities")
    theme = models.ForeignKey(ImpactTheme, on_delete=models.PROTECT, related_name="activities")
    position = models.PositiveSmallIntegerField("volgorde")
    label = models.CharField("activiteit", max_length=200)
    document = models.CharField("document", max_length=40, blank=True)

    class Meta:
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering = ("region", "theme", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("region", "theme", "position"), name="regions_activity_position_unique"
            ),
        )

    def __str__(self) -> str:
        return self.label


class GapReason(models.TextChoices):
    """How the source says that the plan holds nothing. No gap and no activity: the source is silent."""

    DASH = "streepje", "de bron zet alleen een streepje"
    NOTHING_IN_PLAN = "niets-in-plan", "het plan bevat hierover niets"
    NO_ACTIVITY = "geen-activiteit", "wel knelpunten, geen activiteiten"


class ActivityGap(Entity, Sourced):
    """That a region's plan holds no activity for a theme, said by the source itself."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="activity_gaps")
    theme = models.ForeignKey(ImpactTheme, on_delete=models.PROTECT, related_name="gaps")
    reason = models.CharField("reden", max_length=20, choices=GapReason.choices)

    class Meta:
        verbose_name = "ontbrekende activiteit"
        verbose_name_plural = "ontbrekende activiteiten"
        constraints = (models.UniqueConstraint(fields=("region", "theme"), name="regions_gap_theme_unique"),)

    def __str__(self) -> str:
        return f"{self.region_id} {self.theme_id}: {self.reason}"


class ImpactFocus(Entity, Sourced):
    """What a region does for one of the target groups."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="impact_focus")
    position = models.PositiveSmallIntegerField("volgorde")
    target_group = models.ForeignKey(ImpactTargetGroup, on_delete=models.PROTECT, related_name="focus")
    label = models.CharField("inzet", max_length=200)
    evidence = models.CharField("herkomst", max_length=20)

    class Meta:
        verbose_name = "aandachtsgebied"
        verbose_name_plural = "aandachtsgebieden"
        ordering = ("region", "position")
        constraints = (
            models.UniqueConstraint(fields=("region", "position"), name="regions_focus_position_unique"),
        )

    def __str__(self) -> str:
        return self.label


class ImpactTargetKind(models.TextChoices):
    LEVEL = "level", "niveau"
    CHANGE = "change", "verandering"
    COUNT = "count", "aantal"
    MILESTONE = "milestone", "gereed in"
    CONTEXT = "context", "omvang van een groep, geen doel"


class ImpactTarget(Entity, Sourced):
    """What an activity or focus aims at. `value` is signed: a change of -25 % is a decrease."""

    activity = models.ForeignKey(ImpactActivity, null=True, on_delete=models.PROTECT, related_name="targets")
    focus = models.ForeignKey(ImpactFocus, null=True, on_delete=models.PROTECT, related_name="targets")
    position = models.PositiveSmallIntegerField("volgorde")
    kind = models.CharField(max_length=12, choices=ImpactTargetKind.choices)
    measure = models.CharField("maat", max_length=120)
    value = figure(null=True)
    unit = models.CharField("eenheid", max_length=40, blank=True)
    by_year = models.PositiveSmallIntegerField("uiterlijk", null=True)

    class Meta:
        verbose_name = "doel van de impactkaart"
        verbose_name_plural = "doelen van de impactkaart"
        ordering = ("activity", "focus", "position")
        constraints = (
            models.CheckConstraint(
                name="regions_target_one_owner",
                condition=Q(activity__isnull=False, focus__isnull=True)
                | Q(activity__isnull=True, focus__isnull=False),
            ),
            models.CheckConstraint(
                name="regions_target_value_or_milestone",
                condition=Q(value__isnull=False) | Q(kind=ImpactTargetKind.MILESTONE),
            ),
            models.UniqueConstraint(
                fields=("activity", "focus", "position"),
                name="regions_target_position_unique",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return self.measure

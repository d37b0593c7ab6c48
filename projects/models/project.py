"""The project: the unit managers edit, from candidate to finished."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Upper

from izaportal.core.fields import SomeOfField
from izaportal.core.models import Entity, Figure, Sourced, figure_constraints
from pillars.models import Challenge, GovernanceBody, Pillar, PlanFigureKind, Programme
from regions.models import Organisation


class Stage(models.TextChoices):
    CANDIDATE = "candidate", "kandidaat"
    INITIATION = "initiation", "initiatie"
    PREPARATION = "preparation", "voorbereiding"
    DESIGN = "design", "ontwerp"
    EXECUTION = "execution", "uitvoering"
    REALISATION = "realisation", "realisatie"
    DONE = "done", "afgerond"
    STOPPED = "stopped", "gestopt"
    PARKED = "parked", "geparkeerd"


class ProjectKind(models.TextChoices):
    """Which of a plan's lists it comes from: the regional plans list far more than they will run."""

    PROJECT = "project", "project"
    THEME_PART = "theme_part", "thema-onderdeel"
    INITIATIVE = "initiative", "initiatief"
    ADDITIONAL_INITIATIVE = "additional_initiative", "aanvullend initiatief"
    ADDITIONAL_SOURCE = "additional_source", "aanvullende bron"


class OwnerKind(models.TextChoices):
    ORGANISATION = "organisation", "organisatie"
    BODY = "body", "gremium"
    SHARED = "shared", "gedeeld"
    COALITION = "coalition", "coalitie"
    TO_BE_DETERMINED = "to_be_determined", "n.t.b."
    UNKNOWN = "unknown", "niet vermeld"


class Aim(models.TextChoices):
    """The quadruple aim, as the plans write it: with the work of professionals as a fifth."""

    HEALTH = "health", "gezondheidswinst"
    EXPERIENCE = "experience", "ervaren kwaliteit van zorg"
    EFFICIENCY = "efficiency", "interne doelmatigheid"
    COSTS = "costs", "lagere zorgkosten"
    PROFESSIONALS = "professionals", "ontzorgen professionals"


class LeadState(models.TextChoices):
    FILLED = "filled", "ingevuld"
    VACANCY = "vacancy", "vacature"
    TO_BE_DETERMINED = "to_be_determined", "n.t.b."
    UNKNOWN = "unknown", "niet vermeld"


# What the portfolio's own pages are called, beside which a project of that name could not be reached.
RESERVED_SLUGS = ("bord", "roadmap", "export", "weergaven", "wijzigen")
# Text search configurations without accents (migration 0004): with Dutch stems, and with words as they are.
STEMS, WORDS = "iza_dutch", "iza_plain"
SEARCH = (
    SearchVector("name", "aliases", config=STEMS, weight="A")
    + SearchVector("name", "aliases", "code", config=WORDS, weight="A")
    + SearchVector("summary", config=STEMS, weight="B")
    + SearchVector("goal", "problem", "effects", "target_group", config=STEMS, weight="C")
)


def _replaced(text: F | Func | str, pattern: str, by: str) -> Func:
    return Func(
        text,
        Value(pattern),
        Value(by),
        Value("g"),
        function="regexp_replace",
        output_field=models.CharField(),
    )


class ProjectManager(models.Manager["Project"]):
    """Leaves out the columns that only the database looks into."""

    def get_queryset(self) -> "models.QuerySet[Project]":
        return super().get_queryset().defer("search", "code_order")


class Project(Entity, Sourced):
    """A project, theme part or initiative. `code` is a label with a numbering scheme, never a key.

    `code_order` has every number of the code in five digits, so that 5.10 comes after 5.9.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="projects")
    pillar = models.ForeignKey(
        Pillar,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="projects",
        verbose_name="pijler",
    )
    other_pillars = models.ManyToManyField(
        Pillar, blank=True, related_name="shared_projects", verbose_name="hoort ook bij"
    )
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="duplicates"
    )
    kind = models.CharField("soort", max_length=30, choices=ProjectKind.choices, default=ProjectKind.PROJECT)
    slug = models.SlugField(max_length=100)
    code = models.CharField("code", max_length=40, blank=True)
    other_codes = models.JSONField(
        "andere codes", default=list, blank=True, help_text='[{"scheme": …, "code": …}]'
    )
    name = models.CharField("naam", max_length=250)
    aliases = models.JSONField("ook bekend als", default=list, blank=True)
    summary = models.TextField("samenvatting", blank=True)
    goal = models.TextField("doel", blank=True)
    urgency = models.TextField("urgentie", blank=True)
    problem = models.TextField("probleem", blank=True)
    effects = models.TextField("beoogde effecten", blank=True)
    target_group = models.TextField("doelgroep", blank=True)
    stage = models.CharField("fase", max_length=20, choices=Stage.choices, blank=True)
    stage_sources = models.JSONField("fase volgens de bron", default=list, blank=True)
    lead_state = models.CharField(
        "projectleider", max_length=20, choices=LeadState.choices, default=LeadState.UNKNOWN
    )
    owner_kind = models.CharField(
        "soort eigenaar", max_length=20, choices=OwnerKind.choices, default=OwnerKind.UNKNOWN
    )
    owner = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_projects",
        verbose_name="eigenaar",
    )
    owner_role = models.CharField("rol van de eigenaar", max_length=80, blank=True)
    owner_body = models.ForeignKey(
        GovernanceBody,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="owned_projects",
        verbose_name="gremium als eigenaar",
    )
    partners = models.ManyToManyField(Organisation, through="ProjectPartner", related_name="projects")
    challenges = models.ManyToManyField(
        Challenge, blank=True, related_name="projects", verbose_name="opgaven"
    )
    in_plan = models.BooleanField("in het plan", default=True)
    region_wide = models.BooleanField("regiobreed", default=False)
    aims = SomeOfField("quadruple aim", choices=Aim.choices, default=list, blank=True)
    quadruple_aim = models.JSONField("quadruple aim volgens het plan", default=dict, blank=True)
    notes = models.JSONField("aantekeningen bij de bron", default=list, blank=True)
    confidential_notes = models.JSONField("vertrouwelijke aantekeningen", default=list, blank=True)
    facts = models.JSONField("overige feiten", default=dict, blank=True)
    search = models.GeneratedField(expression=SEARCH, output_field=SearchVectorField(), db_persist=True)
    code_order = models.GeneratedField(
        expression=_replaced(_replaced("code", r"(\d+)", r"00000\1"), r"0*(\d{5})", r"\1"),
        output_field=models.CharField(max_length=200),
        db_persist=True,
    )

    objects = ProjectManager()

    class Meta:
        verbose_name_plural = "projecten"
        ordering = ("pillar__number", "code_order", "name")
        indexes = (
            GinIndex(fields=("search",), name="projects_project_search"),
            GinIndex(OpClass(Upper("name"), name="gin_trgm_ops"), name="projects_project_name_parts"),
        )
        constraints = (
            models.UniqueConstraint(fields=("programme", "slug"), name="projects_project_slug_unique"),
            models.CheckConstraint(
                name="projects_project_slug_not_reserved", condition=~Q(slug__in=RESERVED_SLUGS)
            ),
            models.CheckConstraint(
                name="projects_project_not_own_parent", condition=~Q(parent=models.F("id"))
            ),
            models.CheckConstraint(
                name="projects_project_owner_matches_kind",
                condition=Q(owner_kind=OwnerKind.ORGANISATION, owner__isnull=False)
                | (~Q(owner_kind=OwnerKind.ORGANISATION) & Q(owner__isnull=True)),
            ),
            models.CheckConstraint(
                name="projects_project_body_matches_kind",
                condition=Q(owner_kind=OwnerKind.BODY, owner_body__isnull=False)
                | (~Q(owner_kind=OwnerKind.BODY) & Q(owner_body__isnull=True)),
            ),
            models.CheckConstraint(
                name="projects_project_not_own_duplicate", condition=~Q(duplicate_of=models.F("id"))
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """Its key in rights and in the audit trail: `nml-o/mgn`."""
        return f"{self.programme.slug}/{self.slug}"


class ProjectPartner(Entity, Sourced):
    """An organisation that takes part, with what it committed to."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="partnerships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships", verbose_name="organisatie"
    )
    commitment = models.CharField("inzet", max_length=200, blank=True)
    intended = models.BooleanField("beoogd", default=False)

    class Meta:
        verbose_name = "partner"
        verbose_name_plural = "partners"
        constraints = (
            models.UniqueConstraint(fields=("project", "organisation"), name="projects_partner_unique"),
        )

    def __str__(self) -> str:
        return str(self.organisation)


class ProjectFigure(Entity, Figure):
    """A figure the plan states for a project; where places differ, all are kept and one is the default."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="figures")
    kind = models.CharField("wat", max_length=30, choices=PlanFigureKind.choices)

    class Meta:
        verbose_name = "cijfer van het plan"
        verbose_name_plural = "cijfers van het plan"
        constraints = tuple(figure_constraints("projects_figure"))

    def __str__(self) -> str:
        return str(self.get_kind_display())

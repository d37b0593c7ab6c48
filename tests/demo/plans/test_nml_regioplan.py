"""The golden counts of the regional plan of NML, from the rows that were loaded."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q, QuerySet, Sum

from izaportal.core.models import Knowledge
from kpis.models import Indicator, Target
from kpis.targets import Direction
from pillars.models import AgendaAction, PlanFact, PlanFigure, PlanFigureKind, Programme
from pillars.selectors.programmes import visible_programmes
from projects.models import OwnerKind, Project, ProjectFigure, ProjectKind, Stage
from regions.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Programme:
    return Programme.objects.get(slug="nml")


def initiatives(plan: Programme) -> QuerySet[Project]:
    return Project.objects.filter(programme=plan, kind=ProjectKind.INITIATIVE)


def staff_saved(plan: Programme) -> QuerySet[ProjectFigure]:
    return ProjectFigure.objects.filter(
        project__in=initiatives(plan), kind=PlanFigureKind.STAFF_SAVED, knowledge=Knowledge.GIVEN
    )


def test_two_of_197_initiatives_are_double(plan: Programme) -> None:
    assert initiatives(plan).count() == 197
    assert initiatives(plan).filter(duplicate_of__isnull=True).count() == 195
    doubles = initiatives(plan).filter(duplicate_of__isnull=False).values_list("code", "duplicate_of__code")
    assert sorted(doubles) == [("i086", "i084"), ("i087", "i085")]


def test_42_of_44_rows_are_quantified(plan: Programme) -> None:
    assert staff_saved(plan).count() == 44
    assert staff_saved(plan).filter(project__duplicate_of__isnull=True).count() == 42


def test_what_cannot_be_quantified_says_so(plan: Programme) -> None:
    rows = ProjectFigure.objects.filter(project__in=initiatives(plan), kind=PlanFigureKind.STAFF_SAVED)
    assert rows.filter(knowledge=Knowledge.NOT_QUANTIFIABLE).count() == 197 - 44
    assert not rows.filter(knowledge=Knowledge.NOT_QUANTIFIABLE).filter(
        Q(lower__isnull=False) | Q(upper__isnull=False)
    )


def test_staff_saved_is_stated_and_summed(plan: Programme) -> None:
    parts = staff_saved(plan).filter(project__duplicate_of__isnull=True)
    total = parts.aggregate(low=Sum("lower"), high=Sum("upper"))
    figures = PlanFigure.objects.filter(programme=plan, pillar__isnull=True)
    stated = figures.get(kind=PlanFigureKind.STAFF_SAVED, is_default=True)
    shortage = figures.get(kind=PlanFigureKind.SHORTAGE, period="2032", is_default=True)
    gap = figures.get(kind=PlanFigureKind.SHORTAGE, note__startswith="resterend")
    assert (total["low"], total["high"]) == (Decimal(1691), Decimal(1693))
    assert (stated.lower, stated.upper, shortage.lower) == (Decimal(1500), Decimal(1700), Decimal(4500))
    assert (gap.lower, gap.upper) == (Decimal(4500 - 1700), Decimal(4500 - 1500))


def test_themes_sum_to_their_figures(plan: Programme) -> None:
    for figure in PlanFigure.objects.filter(
        programme=plan, kind=PlanFigureKind.STAFF_SAVED, pillar__isnull=False
    ):
        parts = staff_saved(plan).filter(project__pillar=figure.pillar, project__duplicate_of__isnull=True)
        total = parts.aggregate(low=Sum("lower"), high=Sum("upper"))
        assert (total["low"], total["high"]) == (figure.lower, figure.upper)


def test_a_loss_of_staff_stays_negative(plan: Programme) -> None:
    assert staff_saved(plan).get(project__code="i166").lower == Decimal(-3)


def test_additional_initiatives_are_kept_apart(plan: Programme) -> None:
    counted = [
        Project.objects.filter(programme=plan, kind=kind).count()
        for kind in (ProjectKind.ADDITIONAL_INITIATIVE, ProjectKind.ADDITIONAL_SOURCE)
    ]
    assert counted == [24, 32]
    assert not Project.objects.filter(programme=plan).exclude(stage=Stage.CANDIDATE)


def test_leads_are_owners_or_share(plan: Programme) -> None:
    alone = Project.objects.get(programme=plan, slug="ai-hbov")
    together = Project.objects.get(programme=plan, slug="ai-zorgacademie")
    vacant = Project.objects.get(programme=plan, slug="ai-datahr")
    assert (alone.owner, alone.owner_role) == (Organisation.objects.get(slug="vc"), "VE-manager Opleiden")
    assert together.owner_kind == OwnerKind.SHARED
    assert together.partnerships.filter(commitment="trekker").count() == 4
    assert (vacant.owner_kind, vacant.owner_role) == (OwnerKind.UNKNOWN, "vacature")


def test_the_agenda_has_33_actions(plan: Programme) -> None:
    actions = AgendaAction.objects.filter(programme=plan)
    assert actions.count() == 33
    assert {action.phase: action.starts for action in actions} == {
        "Fase 1": "2024-Q1",
        "Fase 2": "2024-Q2",
        "Fase 3": "2025-Q1",
    }
    assert set(actions.get(slug="wa-o5").depends_on.values_list("slug", flat=True)) == {"wa-o1", "wa-o3"}
    assert actions.get(slug="wa-g1").owner_role == "VGZ, samen met mandaathoudende gemeente"


def test_indicators_have_baselines_and_targets(plan: Programme) -> None:
    assert Indicator.objects.filter(programme=plan).count() == 39
    shortage = Indicator.objects.get(programme=plan, slug="ind-tekort")
    assert (shortage.baseline, shortage.direction) == (Decimal(2100), Direction.DOWN)
    assert shortage.facts["forecast"]["value"] == 4500
    assert not shortage.targets.exists()


@pytest.mark.parametrize(
    ("slug", "text", "bounds", "year", "due"),
    [
        ("ind-alcohol-bg", "95 procent", ("95", None), 2040, None),
        ("ind-alcohol-klas4", "hoogstens 20 procent", (None, "20"), 2040, None),
        ("ind-alcohol-zwanger", "0 procent", (None, "0"), 2040, None),
        ("ind-rokers-2025", "2,5 procent daling", ("2.5", None), 2025, None),
        ("ind-doorbraak", "minimaal 5 casussen", ("5", None), 2023, None),
        ("ind-lza-opgeleid", "circa 80 personen", ("80", None), None, None),
        ("ind-zs-baan", "170 inwoners", ("170", None), None, date(2024, 10, 31)),
    ],
)
def test_a_goal_becomes_a_target(slug, text, bounds, year, due) -> None:
    target = Target.objects.get(indicator__programme__slug="nml", indicator__slug=slug)
    read = tuple(None if bound is None else Decimal(bound) for bound in bounds)
    assert (target.source_text, (target.lower, target.upper)) == (text, read)
    assert (target.year, target.due) == (year, due)


def test_a_series_has_three_targets() -> None:
    targets = Target.objects.filter(
        indicator__programme__slug="nml", indicator__slug="ind-hoofdzaak-trajecten"
    )
    assert dict(targets.values_list("year", "lower")) == {2021: 50, 2022: 100, 2023: 100}


def test_an_aim_in_words_is_no_target() -> None:
    indicator = Indicator.objects.get(programme__slug="nml", slug="ind-rookvrij-kind")
    assert indicator.condition == "Streven in woorden: rookvrij"
    assert not indicator.targets.exists()


def test_themes_have_movements_and_means(plan: Programme) -> None:
    themes = {theme.slug: theme for theme in plan.pillars.all()}
    assert list(themes) == [
        "gezond-vooruit",
        "digitale-organisatie",
        "langer-beter-thuis",
        "arbeidsmarkt",
        "gezondheidsinformatie",
    ]
    assert sum(theme.movements.count() for theme in themes.values()) == 18
    assert len(themes["gezond-vooruit"].means) == 5
    assert not any(theme.challenges.exists() for theme in themes.values())


def test_other_facts_are_kept_with_source(plan: Programme) -> None:
    counts = {
        topic: PlanFact.objects.filter(programme=plan, topic=topic).count()
        for topic in ("ketenaanpak", "schil", "rekenconstante", "rekenvoorbeeld")
    }
    assert counts == {"ketenaanpak": 5, "schil": 21, "rekenconstante": 14, "rekenvoorbeeld": 23}
    assert plan.contradictions.count() == 11
    assert plan.milestones.count() == 15
    assert plan.preconditions.count() == 20
    assert plan.bodies.count() == 11


def test_thirteen_named_members_and_a_note(plan: Programme) -> None:
    codes = set(plan.municipalities.values_list("code", flat=True))
    assert len(codes) == 13
    assert "GM0889" not in codes
    assert plan.facts["municipalities_unnamed"] == 1
    assert "Beesel" in plan.facts["note"]


def test_the_alderman_of_venray_sees_it(viewer_of) -> None:
    slugs = visible_programmes(viewer_of("bestuurder-venray")).values_list("slug", flat=True)
    assert set(slugs) == {"nml-o", "nml"}


def test_an_initiative_knows_its_later_project(plan: Programme) -> None:
    went_on = initiatives(plan).get(code="i001").facts["went_on_in"]
    assert (went_on["programme"], went_on["project"]) == ("nml-o", "mgn")
    assert "te bevestigen" in went_on["basis"]

"""Every rule the database keeps for regions, broken on purpose."""

from datetime import date

import pytest

from regions.models import Municipality, Organisation, Region
from regions.models.impact import DevelopmentKind
from tests.factories import regions as make
from tests.factories.refusals import Breaks, making, refusal, rules_of, twice
from tests.factories.regions import (
    BoundaryFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PopulationFactory,
    RegionFactory,
    RegionMunicipalityFactory,
    from_day,
)

pytestmark = pytest.mark.django_db


def region_below_itself() -> None:
    region = RegionFactory.create()
    Region.objects.filter(pk=region.pk).update(parent=region)


def organisation_below_itself() -> None:
    organisation = OrganisationFactory.create()
    Organisation.objects.filter(pk=organisation.pk).update(parent=organisation)


def overlapping_memberships() -> None:
    first = RegionMunicipalityFactory.create(validity=from_day(date(2024, 1, 1), date(2025, 1, 1)))
    RegionMunicipalityFactory.create(
        region=first.region, municipality=first.municipality, validity=from_day(date(2024, 12, 31))
    )


BREAKS: Breaks = {
    "regions_region_scheme_code_unique": twice(RegionFactory, scheme="roaz", code="proef-dubbel"),
    "regions_region_not_own_parent": region_below_itself,
    "regions_organisation_not_own_parent": organisation_below_itself,
    "regions_municipality_code_valid": making(MunicipalityFactory, code="984"),
    "regions_population_year_unique": twice(
        PopulationFactory, municipality=MunicipalityFactory.create, year=2024
    ),
    "regions_boundary_is_polygon": making(BoundaryFactory, geometry={"type": "Point"}),
    "regions_population_positive": making(PopulationFactory, inhabitants=0),
    "regions_membership_no_overlap": overlapping_memberships,
    "regions_impacttheme_slug_unique": twice(make.ImpactThemeFactory, slug="dubbel"),
    "regions_impactindicator_slug_unique": twice(make.ImpactIndicatorFactory, slug="dubbel"),
    "regions_impactsector_slug_unique": twice(make.ImpactSectorFactory, slug="dubbel"),
    "regions_impacttargetgroup_slug_unique": twice(make.ImpactTargetGroupFactory, slug="dubbel"),
    "regions_profile_ticks_have_evidence": making(make.ImpactProfileFactory, sector_ticks=3),
    "regions_profile_groups_whole": making(make.ImpactProfileFactory, target_group_ticks=3),
    "regions_development_position_unique": twice(make.DevelopmentFactory, region=RegionFactory.create),
    "regions_development_words_or_figures": making(make.DevelopmentFactory, kind=DevelopmentKind.NUMBER),
    "regions_development_years_ordered": making(make.DevelopmentFactory, from_year=2030, to_year=2029),
    "regions_development_bounds_ordered": making(make.DevelopmentFactory, change_lower=2, change_upper=1),
    "regions_development_benchmark_named": making(make.DevelopmentFactory, deviation=1),
    "regions_activity_position_unique": twice(
        make.ImpactActivityFactory, region=RegionFactory.create, theme=make.ImpactThemeFactory.create
    ),
    "regions_gap_theme_unique": twice(
        make.ActivityGapFactory, region=RegionFactory.create, theme=make.ImpactThemeFactory.create
    ),
    "regions_focus_position_unique": twice(make.ImpactFocusFactory, region=RegionFactory.create),
    "regions_target_one_owner": making(make.ImpactTargetFactory, activity=None),
    "regions_target_value_or_milestone": making(make.ImpactTargetFactory, value=None),
    "regions_target_position_unique": twice(
        make.ImpactTargetFactory, activity=make.ImpactActivityFactory.create
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) == rules_of("regions")


def test_memberships_may_follow_each_other():
    first = RegionMunicipalityFactory.create(validity=from_day(date(2024, 1, 1), date(2025, 1, 1)))
    again = RegionMunicipalityFactory.create(
        region=first.region, municipality=first.municipality, validity=from_day(date(2025, 1, 1))
    )
    assert list(first.region.memberships.order_by("validity")) == [first, again]


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Municipality, {"code": "GM9999", "name": "Dubbel"}),
        (Organisation, {"slug": "dubbel", "name": "Dubbel"}),
    ],
)
def test_codes_and_slugs_are_unique(model, values):
    model.objects.create(**values)
    assert refusal(lambda: model.objects.create(**values)).startswith(model._meta.db_table)


def test_developments_speak_words_or_figures():
    """Words need a direction; figures carry neither direction nor label."""
    figures = {"kind": DevelopmentKind.NUMBER, "direction": "", "label": "", "to_lower": 5, "to_upper": 5}
    row = make.DevelopmentFactory.create(**figures)
    assert row.to_lower == 5
    assert refusal(making(make.DevelopmentFactory, direction="")) == "regions_development_words_or_figures"

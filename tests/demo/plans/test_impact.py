"""The golden counts of the impact map, from the rows that were loaded."""

from collections import Counter
from decimal import Decimal

import pytest

from regions.models import (
    ActivityGap,
    Development,
    DevelopmentKind,
    ImpactActivity,
    ImpactFocus,
    ImpactIndicator,
    ImpactProfile,
    ImpactSector,
    ImpactTarget,
    ImpactTargetGroup,
    ImpactTheme,
    Region,
    RegionScheme,
)

pytestmark = pytest.mark.django_db


def region(scheme: str, code: str) -> Region:
    return Region.objects.get(scheme=scheme, code=code)


def test_regions_are_those_of_each_scheme() -> None:
    schemes = Counter(ImpactProfile.objects.values_list("region__scheme", flat=True))
    assert schemes == {
        RegionScheme.ZORGKANTOOR: 31,
        RegionScheme.ZORGKANTOOR_SUB: 9,
        RegionScheme.ROAZ: 10,
        RegionScheme.ROAZ_SUB: 8,
    }
    assert sum(schemes.values()) == 58


def test_a_subregion_lies_in_its_parent() -> None:
    subregions = Region.objects.filter(scheme__in=(RegionScheme.ZORGKANTOOR_SUB, RegionScheme.ROAZ_SUB))
    assert not subregions.filter(parent__isnull=True)
    assert region("zorgkantoor-sub", "arnhem-achterhoek").parent == region("zorgkantoor", "arnhem")


def test_developments_are_words_or_figures() -> None:
    kinds = Counter(Development.objects.values_list("kind", flat=True))
    assert kinds == {DevelopmentKind.QUALITATIVE: 241, DevelopmentKind.NUMBER: 64}


def test_the_map_has_its_counts() -> None:
    counts = [
        model.objects.count()
        for model in (
            ImpactActivity,
            ImpactTarget,
            ImpactIndicator,
            ImpactTheme,
            ImpactSector,
            ImpactTargetGroup,
        )
    ]
    assert counts == [1053, 51, 102, 7, 12, 5]
    assert ImpactFocus.objects.count() == 128
    assert ImpactTarget.objects.filter(focus__isnull=False).count() == 10


def test_changes_keep_their_sign() -> None:
    falls = ImpactTarget.objects.get(kind="change", measure="instroom gespecialiseerde ggz")
    assert falls.value == Decimal(-25)
    assert Development.objects.filter(change_lower__lt=0).exists()


def test_a_range_keeps_both_ends() -> None:
    waiting = Development.objects.get(from_lower=40)
    assert (waiting.from_upper, waiting.unit) == (Decimal(57), "dagen")
    assert (waiting.benchmark, waiting.benchmark_value) == ("treeknorm", Decimal(28))


def test_a_single_figure_is_both_bounds() -> None:
    pressure = Development.objects.get(region=region("zorgkantoor", "t-gooi"), to_lower=Decimal("97.6"))
    assert (pressure.to_upper, pressure.from_lower) == (Decimal("97.6"), Decimal("81.6"))


def test_unknown_figures_are_not_zero() -> None:
    silent = Development.objects.filter(
        kind=DevelopmentKind.NUMBER, from_lower=None, to_lower=None, change_lower=None
    )
    assert silent.count() == 2
    assert all(row.benchmark for row in silent)


def test_a_gap_is_what_the_source_says() -> None:
    reasons = Counter(ActivityGap.objects.values_list("reason", flat=True))
    assert reasons == {"streepje": 28, "niets-in-plan": 2, "geen-activiteit": 1}
    for gap in ActivityGap.objects.all():
        assert not ImpactActivity.objects.filter(region=gap.region_id, theme=gap.theme_id).exists()


def test_ticks_are_named_where_they_survived() -> None:
    everything = ImpactProfile.objects.get(region=region("zorgkantoor", "t-gooi"))
    assert (everything.sector_ticks, everything.sectors.count()) == (12, 12)
    counted = ImpactProfile.objects.filter(sector_evidence="niet-herleidbaar")
    assert counted.count() == 37
    assert not counted.filter(sectors__isnull=False)


def test_programmes_know_their_regions() -> None:
    limburg = ImpactProfile.objects.get(region=region("roaz", "limburg"))
    assert set(limburg.plan_regions.values_list("code", flat=True)) == {"nml", "zuid-limburg"}

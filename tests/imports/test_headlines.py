"""Indicators that an import puts in front: one leaves before another comes."""

import pytest

from izaportal.core.viewer import Viewer
from izaportal.imports.choices import ImportState
from kpis.choices import Effect
from kpis.models import Indicator
from kpis.selectors.headlines import MOST, candidates, chosen_of
from kpis.services.headlines import FULL, choose_headlines
from pillars.models import Programme
from tests.imports.conftest import HandIn, applied, undone
from tests.imports.workbooks import edited, line_of, put, template

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def rows(programme: Programme, manager: Viewer) -> list[Indicator]:
    """Of the programme, the last of them in front: as many as may be."""
    found = list(Indicator.objects.filter(programme=programme).order_by("code"))
    seen = [row.pk for row in chosen_of(candidates(programme))]
    wanted = [row.pk for row in found[-MOST:]]
    choose_headlines(actor=manager, programme=programme, seen=seen, wanted=wanted, reason="Vol")
    return found


def in_front(programme: Programme) -> set[str]:
    return set(Indicator.objects.filter(programme=programme, headline=True).values_list("slug", flat=True))


def test_one_comes_in_the_place_of_another(programme, manager, rows, hand_in: HandIn):
    """Whatever their order in the file; and the way back."""
    before = in_front(programme)

    def edit(book):
        sheet = book["Indicatoren"]
        put(sheet, line_of(sheet, name=rows[0].name), headline="ja", effect="vrijgespeelde uren")
        put(sheet, line_of(sheet, name=rows[-1].name), headline="nee")

    row = applied(manager, hand_in(manager, edited(template(programme, "indicatoren"), edit)))
    assert row.state == "applied", row.report
    assert in_front(programme) == before - {rows[-1].slug} | {rows[0].slug}
    assert Indicator.objects.get(pk=rows[0].pk).effect == Effect.HOURS_FREED
    assert undone(manager, row).state == "undone"
    assert in_front(programme) == before
    assert Indicator.objects.get(pk=rows[0].pk).effect == rows[0].effect


def test_one_too_many_is_told_at_its_cell(programme, manager, rows, hand_in: HandIn):
    def edit(book):
        sheet = book["Indicatoren"]
        put(sheet, line_of(sheet, name=rows[0].name), headline="ja")

    row = hand_in(manager, edited(template(programme, "indicatoren"), edit))
    assert row.state == ImportState.WRONG
    assert FULL in str(row.report)
    assert len(in_front(programme)) == MOST

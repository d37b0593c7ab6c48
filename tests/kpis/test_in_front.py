"""No way leads to more headline indicators than anybody keeps in mind."""

import pytest

from izaportal.core.errors import Invalid, Refused
from kpis.models import Indicator
from kpis.selectors.headlines import MOST, candidates, chosen_of
from kpis.services.headlines import FULL, NOT_YOURS, choose_headlines
from kpis.services.indicators import undo_edit
from tests.kpis.test_indicator_services import create, edit, mistakes, pillar_manager

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def rows(programme, manager) -> list[Indicator]:
    """Of the programme, the first of them in front: as many as may be."""
    found = list(Indicator.objects.filter(programme=programme).order_by("code"))
    seen = [row.pk for row in chosen_of(candidates(programme))]
    wanted = [row.pk for row in found[:MOST]]
    choose_headlines(actor=manager, programme=programme, seen=seen, wanted=wanted, reason="Vol")
    return found


def test_a_definition_adds_none_until_one_leaves(manager, rows):
    with pytest.raises(Invalid) as caught:
        edit(manager, rows[MOST], headline=True)
    assert mistakes(caught) == {"headline": FULL}
    edit(manager, rows[0], headline=False)
    edit(manager, rows[MOST], headline=True)
    assert Indicator.objects.get(pk=rows[MOST].pk).headline


def test_nor_does_a_new_indicator(manager, programme, rows):
    with pytest.raises(Invalid) as caught:
        create(manager, programme, headline=True)
    assert mistakes(caught) == {"headline": FULL}


def test_nor_does_taking_back_a_change(manager, rows):
    left = edit(manager, rows[0], headline=False)
    edit(manager, rows[MOST], headline=True)
    with pytest.raises(Refused, match=FULL):
        undo_edit(actor=manager, indicator_id=rows[0].pk, entry_id=left.pk)


def test_one_in_front_can_still_be_edited(manager, rows):
    assert edit(manager, rows[0], headline=True, unit="mensen") is not None


def test_who_manages_only_a_pillar_chooses_none(programme, rows):
    own = rows[MOST]
    for wanted, row in ((True, own), (False, rows[0])):
        with pytest.raises(Invalid) as caught:
            edit(pillar_manager(row.pillar.slug), row, headline=wanted)
        assert mistakes(caught) == {"headline": NOT_YOURS}
    with pytest.raises(Invalid) as caught:
        create(pillar_manager(own.pillar.slug), programme, pillar=own.pillar_id, headline=True)
    assert mistakes(caught) == {"headline": NOT_YOURS}

"""Choosing headline indicators: who may, what is refused, what is judged anew, and the way back."""

import pytest

from izaportal.core import audit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.freezes import snapshot, versions
from kpis.models import Indicator
from kpis.selectors.headlines import MOST, candidates, chosen_of
from kpis.selectors.status_rows import headlines, status_rows
from kpis.services.headlines import ChosenMeanwhileError, choose_headlines, undo_headlines

pytestmark = pytest.mark.django_db
WHY = "Het overleg wil eerst de zorgkosten zien."


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture(autouse=True)
def one_request():
    audit.begin()


def stored(programme) -> list[str]:
    return [row.slug for row in chosen_of(candidates(programme))]


def pks(programme, *slugs: str):
    found = dict(Indicator.objects.filter(programme=programme).values_list("slug", "pk"))
    return [found[slug] for slug in slugs]


def choose(actor, programme, *slugs: str, seen: list[str] | None = None, reason: str = WHY):
    begun = stored(programme) if seen is None else seen
    return choose_headlines(
        actor=actor,
        programme=programme,
        seen=pks(programme, *begun),
        wanted=pks(programme, *slugs),
        reason=reason,
    )


def test_the_demo_s_choice_has_its_order(programme):
    assert stored(programme) == ["kpi-1-1", "kpi-2-1", "kpi-3-1", "kpi-4-1", "kpi-5-1", "kpi-5-2"]


def test_the_choice_is_kept_in_its_order_with_its_reason(programme, manager):
    entries = choose(manager, programme, "kpi-5-3", "kpi-1-1")
    assert stored(programme) == ["kpi-5-3", "kpi-1-1"]
    assert {entry.reason for entry in entries} == {WHY}
    told = {entry.object_label[:3]: entry.changes for entry in entries}
    assert told["5-3"] == {"headline": [False, True], "headline_order": [None, 1]}
    assert told["1-1"] == {"headline_order": [1, 2]}
    assert told["2-1"] == {"headline": [True, False], "headline_order": [2, None]}


def test_the_same_choice_changes_nothing(programme, manager):
    before = AuditEntry.objects.count()
    assert choose(manager, programme, *stored(programme), reason="") == []
    assert AuditEntry.objects.count() == before


def test_only_the_programme_manager_chooses(programme, viewer_of):
    for person in ("controller", "projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager"):
        with pytest.raises(NotAllowed):
            choose(viewer_of(person), programme, "kpi-1-1")


def test_all_mistakes_are_told_at_once(programme, manager):
    many = list(Indicator.objects.filter(programme=programme).values_list("slug", flat=True))[: MOST + 1]
    with pytest.raises(Invalid) as refusal:
        choose(manager, programme, *many, many[0], reason=" ")
    assert [mistake.place for mistake in refusal.value.mistakes] == ["chosen", "chosen", "reason"]


def test_another_programme_s_indicator_is_refused(programme, manager):
    stranger = Indicator.objects.exclude(programme=programme).earliest("pk")
    with pytest.raises(Invalid, match="uit dit programma"):
        choose_headlines(
            actor=manager,
            programme=programme,
            seen=pks(programme, *stored(programme)),
            wanted=[stranger.pk],
            reason=WHY,
        )


def test_a_choice_made_meanwhile_is_not_overwritten(programme, manager):
    begun = stored(programme)
    choose(manager, programme, "kpi-1-1")
    with pytest.raises(ChosenMeanwhileError):
        choose(manager, programme, "kpi-2-1", seen=begun)
    assert stored(programme) == ["kpi-1-1"]


def test_a_choice_is_taken_back_as_a_whole(programme, manager):
    begun = stored(programme)
    entries = choose(manager, programme, "kpi-5-3", "kpi-1-1")
    audit.begin()
    assert len(undo_headlines(actor=manager, programme=programme, batch=entries[0].request_id)) == 7
    assert stored(programme) == begun


def test_a_choice_that_was_changed_since_stays(programme, manager):
    entries = choose(manager, programme, "kpi-1-1")
    audit.begin()
    choose(manager, programme, "kpi-2-1", "kpi-1-1")
    with pytest.raises(Refused, match="intussen gewijzigd"):
        undo_headlines(actor=manager, programme=programme, batch=entries[0].request_id)
    assert stored(programme) == ["kpi-2-1", "kpi-1-1"]


def test_a_definition_s_change_is_no_choice_to_take_back(programme, manager):
    other = AuditEntry.objects.filter(programme="nml-o").earliest("pk")
    with pytest.raises(Refused, match="niets terug te draaien"):
        undo_headlines(actor=manager, programme=programme, batch=other.request_id)


def test_open_quarters_are_judged_anew_only_for_who_joined_or_left(
    programme, manager, django_capture_on_commit_callbacks
):
    before = Run.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        choose(manager, programme, *reversed(stored(programme)))
    assert Run.objects.count() == before
    with django_capture_on_commit_callbacks(execute=True):
        choose(manager, programme, "kpi-1-1")
    assert Run.objects.count() > before


def test_a_frozen_quarter_keeps_the_choice_of_its_time(programme, manager):
    choose(manager, programme, "kpi-5-3")
    last = versions(manager, programme, Quarter(2026, 2))[-1]
    then = headlines(snapshot(last.pk).board.now)
    assert [row.label for row in then] == ["1-1", "2-1", "3-1", "4-1", "5-1", "5-2"]


def test_rows_come_with_the_place_that_was_chosen(programme, manager):
    choose(manager, programme, *reversed(stored(programme)))
    rows = status_rows(manager, programme, quarters=[Quarter(2026, 3)])
    assert [row.label for row in headlines(rows)] == ["5-2", "5-1", "4-1", "3-1", "2-1", "1-1"]

"""The stop decision: which day a project stops, and that no frozen quarter learns of it afterwards."""

from datetime import date

import pytest

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid
from izaportal.core.viewer import Viewer
from projects.models import Decision, DecisionKind, Project
from projects.selectors.decisions import stop_day, stop_days
from projects.services import plan
from tests.factories.projects import DecisionFactory, ProjectFactory, stop

pytestmark = pytest.mark.django_db
FROZEN_DAY, OPEN_DAY, LATER = date(2026, 6, 30), date(2026, 7, 1), date(2026, 9, 1)


def save(programme, *rows, about=None) -> int:
    values = [{"programme": programme, "label": "Stoppen", "kind": DecisionKind.STOP, **row} for row in rows]
    with ImportBatch(actor=Viewer.system("proef"), title="besluiten") as batch:
        saved = plan.save_decisions(batch, values)
        plan.link_decisions(
            batch, {saved[slug].pk: [p.pk for p in found] for slug, found in (about or {}).items()}
        )
    return batch.touched


def mistakes_of(programme, *rows, about=None) -> list[str]:
    with pytest.raises(Invalid) as refused:
        save(programme, *rows, about=about)
    return [str(mistake).split(" op ")[0] for mistake in refused.value.mistakes]


@pytest.fixture
def mgn(programme) -> Project:
    return Project.objects.get(programme=programme, slug="mgn")


def test_the_first_stop_counts():
    one, other, going_on = ProjectFactory.create_batch(3)
    stop(one, LATER).projects.add(other)
    stop(one, OPEN_DAY)
    stop(other, None)
    going_on.decisions.add(DecisionFactory.create(programme=going_on.programme, decided_on=OPEN_DAY))
    found = stop_days([one.pk, other.pk, going_on.pk])
    assert found == {one.pk: OPEN_DAY, other.pk: LATER}
    shown = Project.objects.annotate(day=stop_day()).filter(pk__in=[one.pk, other.pk, going_on.pk])
    assert dict(shown.values_list("pk", "day")) == {**found, going_on.pk: None}
    assert stop_days([other.pk]) == {other.pk: LATER}
    assert stop_days([]) == {}


def test_frozen_quarters_refuse_new_stops(programme):
    rows = [
        {"slug": f"stop-{n}", "decided_on": day} for n, day in enumerate((FROZEN_DAY, OPEN_DAY, FROZEN_DAY))
    ]
    assert mistakes_of(programme, *rows) == [
        "besluit stop-0: Q2 2026 is vastgesteld",
        "besluit stop-2: Q2 2026 is vastgesteld",
    ]
    assert not Decision.objects.filter(slug__startswith="stop-").exists()


def test_a_stop_keeps_its_frozen_day(programme, mgn):
    known = stop(mgn, FROZEN_DAY)
    stands = {"slug": known.slug, "decided_on": FROZEN_DAY}
    for change in ({"decided_on": OPEN_DAY}, {"kind": DecisionKind.CONTINUE}, {"decided_on": None}):
        assert len(mistakes_of(programme, {**stands, **change})) == 1
    assert save(programme, {**stands, "label": "Stoppen, met spijt"}) == 1


def test_an_open_quarter_learns_of_stops(programme, mgn):
    row = {"slug": "stop", "decided_on": OPEN_DAY}
    assert save(programme, row, about={"stop": [mgn]}) == 2
    assert save(programme, row, about={"stop": [mgn]}) == 0
    assert stop_days([mgn.pk]) == {mgn.pk: OPEN_DAY}
    assert save(programme, {**row, "decided_on": LATER}, about={"stop": []}) == 2


@pytest.mark.parametrize("keeps_mgn", [True, False])
def test_a_frozen_stop_keeps_its_projects(programme, mgn, keeps_mgn):
    known = stop(mgn, FROZEN_DAY)
    row = {"slug": known.slug, "decided_on": FROZEN_DAY}
    assert save(programme, row, about={known.slug: [mgn]}) == 0
    about = [mgn, Project.objects.get(programme=programme, slug="zorgstart")] if keeps_mgn else []
    assert mistakes_of(programme, row, about={known.slug: about}) == [
        f"besluit {known.slug}: Q2 2026 is vastgesteld"
    ]


def test_other_decisions_may_come_late(programme, mgn):
    row = {"slug": "door", "kind": DecisionKind.CONTINUE, "decided_on": FROZEN_DAY}
    assert save(programme, row, about={"door": [mgn]}) == 2

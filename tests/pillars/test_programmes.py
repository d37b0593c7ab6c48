from collections.abc import Callable
from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from pillars.models import Programme
from pillars.selectors import programmes as selectors
from tests.factories.pillars import (
    GovernanceBodyFactory,
    PillarFactory,
    ProgrammeFactory,
    ProgrammeMunicipalityFactory,
    ReportingPeriodFactory,
)
from tests.factories.regions import MunicipalityFactory, from_day

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def someone(role: Role, kind: ScopeKind, key: str) -> Viewer:
    return Viewer("1", "Iemand", frozenset({Right(role, kind, key)}))


@pytest.fixture
def other() -> Programme:
    """A programme nobody of the cast has anything to do with."""
    return ProgrammeFactory.create()


@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("beheerder", False),
        ("programmamanager", True),
        ("projectleider-mgn", True),
        ("controller", True),
        ("bestuurder-venray", True),
        ("lezer", True),
        ("zl-manager", False),
    ],
)
def test_each_of_the_cast_sees_theirs(programme, other, viewer_of, username, sees):
    visible = selectors.visible_programmes(viewer_of(username))
    assert (programme in visible) is sees
    assert other not in visible


def test_the_system_sees_every_programme(programme, other):
    assert set(selectors.visible_programmes(Viewer.system("proef"))) == set(Programme.objects.all())


def test_strangers_see_no_programme(programme):
    assert not selectors.visible_programmes(Viewer.stranger()).exists()


@pytest.mark.parametrize(
    "right",
    [
        (Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, "nml-o/p1"),
        (Role.PROJECT_LEAD, ScopeKind.PROJECT, "nml-o/mgn"),
        (Role.SECRETARY, ScopeKind.BODY, "nml-o/pho"),
    ],
)
def test_a_part_opens_its_programme(programme, right):
    assert list(selectors.visible_programmes(someone(*right))) == [programme]


def test_a_municipality_token_opens_none(programme):
    client = someone(Role.MUNICIPALITY, ScopeKind.MUNICIPALITY, "GM0984")
    assert not selectors.visible_programmes(client).exists()


def test_a_board_sees_a_programme_once(other):
    """Also when its municipality left and came back."""
    municipality = MunicipalityFactory.create()
    for validity in (from_day(date(2024, 1, 1), date(2025, 1, 1)), from_day(date(2026, 1, 1))):
        ProgrammeMunicipalityFactory.create(programme=other, municipality=municipality, validity=validity)
    board = someone(Role.BOARD_MEMBER, ScopeKind.MUNICIPALITY, municipality.code)
    assert list(selectors.visible_programmes(board)) == [other]


def test_hidden_and_missing_look_alike(programme, viewer_of):
    viewer = viewer_of("zl-manager")
    said = []
    for slug in ("nml-o", "bestaat-niet"):
        with pytest.raises(Programme.DoesNotExist) as refusal:
            selectors.programme(viewer, slug)
        said.append(str(refusal.value))
    assert said[0] == said[1]


PARTS: dict[str, Callable[[Viewer, Programme], object]] = {
    "periods": lambda viewer, programme: list(selectors.periods(viewer, programme)),
    "pillars": lambda viewer, programme: list(selectors.pillars(viewer, programme)),
    "bodies": lambda viewer, programme: list(selectors.bodies(viewer, programme)),
}


@pytest.mark.parametrize("part", PARTS)
def test_parts_are_scoped_like_programmes(viewer_of, other, part):
    ReportingPeriodFactory.create(programme=other)
    PillarFactory.create(programme=other)
    GovernanceBodyFactory.create(programme=other)
    assert not PARTS[part](viewer_of("lezer"), other)
    assert PARTS[part](Viewer.system("proef"), other)


def test_periods_come_oldest_first(programme, viewer_of):
    quarters = [period.quarter for period in selectors.periods(viewer_of("lezer"), programme)]
    assert quarters == sorted(quarters)
    assert quarters[0] == Quarter(2025, 3)


def test_members_are_those_of_the_day(other):
    first, second, third = MunicipalityFactory.create_batch(3)
    for municipality, validity in (
        (first, from_day(date(2025, 1, 1), date(2026, 9, 30))),
        (second, from_day(date(2025, 1, 1), date(2026, 10, 1))),
        (third, from_day(date(2026, 9, 30))),
    ):
        ProgrammeMunicipalityFactory.create(programme=other, municipality=municipality, validity=validity)
    assert list(selectors.members_on(other, Q2.last_day)) == [first, second]
    assert list(selectors.members_on(other, Q3.last_day)) == [second, third]
    assert list(selectors.members_on(other, date(2024, 12, 31))) == []


def test_the_demo_has_fourteen_members(programme):
    assert selectors.members_on(programme, Q2.last_day).count() == 14

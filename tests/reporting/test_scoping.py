"""One table: who sees how much of what, through the selectors alone. The demo's 2026-Q2 of NML-O."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from funding.selectors import share_sources as sources
from funding.selectors.results import latest_risks, latest_shares
from izaportal.accounts.selectors import viewer_of_token
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from kpis.selectors.statuses import latest_statuses, measurements_of, waiting_everywhere
from pillars.models import Programme
from pillars.selectors.programmes import visible_programmes
from tests.factories.accounts import ApiTokenFactory

pytestmark = pytest.mark.django_db
Q2 = Quarter(2026, 2)


class Seen(NamedTuple):
    """How many rows of each: the programme itself, statuses, values of 1-1, values that wait, risks, shares
    in the table of the programme, and on the pages of Venray and of Venlo."""

    programmes: int
    statuses: int
    measurements: int
    waiting: int
    risks: int
    shares: int
    venray: int
    venlo: int


PROGRAMME = Seen(1, 15, 5, 2, 2, 28, 2, 2)
NOTHING = Seen(0, 0, 0, 0, 0, 0, 0, 0)
TABLE = {
    "beheerder": NOTHING,
    "programmamanager": PROGRAMME,
    "projectleider-mgn": PROGRAMME,
    "controller": PROGRAMME,
    "lezer": PROGRAMME,
    "bestuurder-venray": PROGRAMME._replace(venlo=0),
    "zl-manager": NOTHING,
    "token GM0984": NOTHING._replace(venray=2),
    "token GM0983": NOTHING._replace(venlo=2),
    "token GM0505": NOTHING,
    "bezoeker": NOTHING,
    "systeem": PROGRAMME,
}


@pytest.fixture
def known(viewer_of) -> Callable[[str], Viewer]:
    def named(name: str) -> Viewer:
        if name.startswith("token "):
            return viewer_of_token(ApiTokenFactory.build(municipality_code=name.removeprefix("token ")))
        others = {"bezoeker": Viewer.stranger(), "systeem": Viewer.system("proef")}
        return others[name] if name in others else viewer_of(name)

    return named


@pytest.mark.parametrize("name", TABLE)
def test_everyone_sees_only_their_part(programme: Programme, known, name):
    viewer = known(name)
    indicator = Indicator.objects.get(programme=programme, slug="kpi-1-1")

    def own(code: str) -> int:
        return len(sources.shares(viewer, [(programme.pk, Q2)], code=code))

    assert TABLE[name] == Seen(
        programmes=len(visible_programmes(viewer).filter(slug="nml-o")),
        statuses=len(latest_statuses(viewer, programme, quarters=[Q2])),
        measurements=len(measurements_of(viewer, indicator)),
        waiting=len(waiting_everywhere(viewer).filter(indicator__programme=programme)),
        risks=len(latest_risks(viewer, programme, quarters=[Q2])),
        shares=len(latest_shares(viewer, programme, Q2)),
        venray=own("GM0984"),
        venlo=own("GM0983"),
    )

"""Adding a grant to a project: every source of money, once, and only by the controller."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from funding.models import Grant
from funding.services.agreements import create_grant
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import Run
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.reporting.services.recalculation import carry_out
from pillars.models import Programme
from tests.factories.funding import GrantFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def controller(viewer_of):
    return viewer_of("controller")


def places(act: Callable[[], object]) -> set[str]:
    with pytest.raises(Invalid) as refused:
        act()
    return {mistake.place for mistake in refused.value.mistakes}


def new_grant(viewer: Viewer, programme: Programme, pk: UUID | None = None, **more: Any):
    project = Grant.objects.get(slug="spuk-mgn").project
    values = {
        "project": project.pk,
        "source": "spuk",
        "stream": "azwa",
        "decision_number": "B-7",
        "award": Decimal("50000.00"),
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "lead_municipality": None,
        **more,
    }
    return create_grant(actor=viewer, programme=programme, grant_id=pk or uuid7(), values=values)


def test_a_grant_is_added_once(controller, programme):
    pk = uuid7()
    grant, entry = new_grant(controller, programme, pk)
    assert entry is not None
    assert (grant.slug, entry.scope) == ("spuk-azwa-mgn", "nml-o/mgn/spuk-azwa-mgn")
    assert new_grant(controller, programme, pk) == (grant, None)
    second, _ = new_grant(controller, programme)
    assert second.slug == "spuk-azwa-mgn-2"


@pytest.mark.parametrize(
    ("source", "stream", "slug"),
    [("own", "", "own-mgn"), ("zvw", "", "zvw-mgn"), ("spuk", "brede_spuk", "spuk-brede-spuk-mgn")],
)
def test_every_source_of_money_fits(controller, programme, source, stream, slug):
    grant, _ = new_grant(controller, programme, source=source, stream=stream)
    assert grant.slug == slug


def test_a_grant_that_does_not_fit_is_refused(controller, programme, viewer_of):
    wrong: dict[str, Any] = {
        "source": "own",
        "stream": "iza",
        "award": Decimal(-1),
        "ends_on": date(2025, 1, 1),
    }
    assert places(lambda: new_grant(controller, programme, **wrong)) == {
        "stream",
        "award",
        "ends_on",
    }
    with pytest.raises(NotAllowed):
        new_grant(viewer_of("programmamanager"), programme)
    stranger = GrantFactory.create()
    with pytest.raises(Refused):
        new_grant(controller, programme, project=stranger.project_id)
    with pytest.raises(Refused):
        new_grant(controller, programme, stranger.pk)


def test_own_money_is_never_calculated(controller, programme):
    grant, _ = new_grant(controller, programme, source="own", stream="")
    run = Run.objects.filter(quarter="2026-Q3").latest("id")
    carry_out(run.pk)
    assert grant.refund_risks.count() == 0

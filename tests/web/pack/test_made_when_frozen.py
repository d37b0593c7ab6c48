"""Who freezes a quarter finds its board pack made."""

import pytest

from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.notices.services.notices import quietly
from izaportal.reporting.models import Freeze
from izaportal.reporting.services.freeze import freeze_quarter
from izaportal.web.documents.contents import BUILDER

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)


def packs() -> list[Run]:
    return list(Run.objects.filter(kind="pack"))


def test_a_pack_is_asked_for(programme, viewer_of):
    controller = viewer_of("controller")
    made = freeze_quarter(actor=controller, programme=programme, quarter=Q3)
    (run,) = packs()
    assert run.payload == {
        "freeze": str(made.pk), "builder": BUILDER, "project": "", "waiting": [controller.id]
    }  # fmt: skip


def test_what_is_played_back_asks_for_nothing(programme, viewer_of):
    with quietly():
        freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert Freeze.objects.filter(programme=programme, quarter=Q3).exists()
    assert packs() == []

"""Two people ask for the same pack at the same moment: one job comes of it."""

from threading import Barrier, Thread
from uuid import UUID

from django.db import connection

from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.packs import Wanted
from izaportal.reporting.services.packs import ask_for_pack
from pillars.models import Programme


def test_two_at_once_ask_one_run(own_database):
    programme = Programme.objects.get(slug="nml-o")
    freeze = Freeze.objects.get(programme=programme, quarter=Quarter(2026, 2))
    ready, found = Barrier(2), list[UUID | None]()

    def ask() -> None:
        try:
            ready.wait()
            wanted = Wanted(freeze.pk, "1")
            run = ask_for_pack(actor=Viewer.system("test"), programme=programme, wanted=wanted)
            found.append(run.pk if run else None)
        finally:
            connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert set(found) == set(Run.objects.filter(kind="pack").values_list("pk", flat=True))

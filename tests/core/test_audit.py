import threading
import uuid
from datetime import date
from decimal import Decimal

import pytest

from izaportal.core import audit
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer

pytestmark = pytest.mark.django_db
SOMEBODY = Viewer(id=str(uuid7()), name="Proefpersoon")


def record(**change) -> AuditEntry:
    subject = audit.Subject("meting", "17", "1-1 Q3 2026", programme="proef")
    entry = audit.record(actor=SOMEBODY, subject=subject, change=audit.Change("gewijzigd", **change))
    return AuditEntry.objects.get(pk=entry.pk)


def test_a_row_tells_who_what_why():
    row = record(fields={"waarde": (1, 2)}, reason="telfout")
    assert (str(row.actor_id), row.actor_name) == (SOMEBODY.id, "Proefpersoon")
    assert (row.object_type, row.object_id, row.object_label) == ("meting", "17", "1-1 Q3 2026")
    assert (row.programme, row.action, row.reason) == ("proef", "gewijzigd", "telfout")
    assert row.changes == {"waarde": [1, 2]}


def test_values_are_stored_without_rounding():
    row = record(fields={"bedrag": (Decimal("0.10"), None), "kwartaal": (Quarter(2026, 3), date(2026, 1, 2))})
    assert row.changes == {"bedrag": ["0.10", None], "kwartaal": ["2026-Q3", "2026-01-02"]}


def test_plain_values_keep_their_kind():
    row = record(fields={"rollen": (["lezer"], {"a": 1}), "actief": (True, False)})
    assert row.changes == {"rollen": [["lezer"], {"a": 1}], "actief": [True, False]}


def test_the_system_has_no_id():
    subject = audit.Subject("bestand")
    entry = audit.record(actor=Viewer.system("load_demo"), subject=subject, change=audit.Change("ingelezen"))
    assert (entry.actor_id, entry.actor_name) == (None, "load_demo")


def test_one_action_has_one_id():
    first_id = audit.begin()
    rows = [record(), record()]
    audit.begin()
    later = record()
    assert [row.request_id for row in rows] == [first_id, first_id]
    assert later.request_id != first_id


def test_an_action_can_be_named():
    given = uuid.uuid4()
    assert audit.begin(given) == given
    assert record().request_id == given


def test_threads_do_not_share_actions():
    mine, theirs = audit.begin(), []
    thread = threading.Thread(target=lambda: theirs.append(audit.begin()))
    thread.start()
    thread.join()
    assert theirs != [mine]
    assert record().request_id == mine


def test_the_latest_row_comes_first():
    first, second = record(), record()
    assert list(AuditEntry.objects.filter(programme="proef")) == [second, first]

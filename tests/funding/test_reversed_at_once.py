"""Two who reverse one booking at the same moment, on real threads and a database of their own."""

import threading
from functools import partial
from uuid import UUID

from funding.models import Expenditure
from funding.services import bookkeeping
from izaportal.core.errors import Refused
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from tests.threads import in_threads


def _reverse(row: UUID, start: threading.Barrier, said: list[str]) -> None:
    try:
        start.wait(10)
        bookkeeping.reverse_cost(
            actor=Viewer.system("proef"), booking_id=row, reversal_id=uuid7(), reason="Dubbel geboekt."
        )
        said.append("tegengeboekt")
    except Refused as refusal:
        said.append(str(refusal))


def test_two_reverse_one_booking_at_once(own_database):
    row = Expenditure.objects.filter(grant__slug="spuk-mgn").earliest("pk").pk
    start, said = threading.Barrier(2), list[str]()
    reverse = partial(_reverse, row, start, said)
    assert in_threads(reverse, reverse) == []
    assert sorted(said, key=len) == ["tegengeboekt", "Deze boeking is al tegengeboekt, op 12-10-2026."]
    assert Expenditure.objects.filter(reverses=row).count() == 1

"""While a file is taken in, everybody else goes on; only who shuts a quarter waits for it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal

import pytest
from django.db import OperationalError, connection, transaction

from funding.models import Grant, RefundRisk
from funding.services.bulk_booking import book_file
from funding.services.new_booking import Booking
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from kpis.models import Measurement, MeasurementState
from kpis.services.measurements import approve_measurement
from pillars.models import Programme
from pillars.services.periods import close_period

Q3 = Quarter(2026, 3)


def viewer(name: str) -> Viewer:
    return viewer_of(User.objects.get(username=name))


def book_one() -> None:
    grant = Grant.objects.select_related("project__programme").get(slug="spuk-mgn")
    booking = Booking(
        id=uuid7(),
        grant=grant,
        amount=Decimal(1),
        performed_on=date(2026, 8, 1),
        reference="F-1",
    )
    book_file(
        actor=viewer("controller"), programme=grant.project.programme, bookings=[booking], reason="Bestand"
    )


def approve() -> None:
    waiting = Measurement.objects.get(
        indicator__slug="kpi-1-1", quarter=Q3, state=MeasurementState.SUBMITTED, superseded_at=None
    )
    approve_measurement(actor=viewer("programmamanager"), measurement_id=waiting.pk)


def store_a_result() -> None:
    """As the recalculation does."""
    row = RefundRisk.objects.filter(grant__slug="spuk-mgn").latest("pk")
    row.pk = uuid7()
    row.save(force_insert=True)


def close() -> None:
    programme = Programme.objects.get(slug="nml-o")
    close_period(
        actor=viewer("controller"), programme=programme, quarter=Q3, on=date(2026, 11, 30), reason="Klaar"
    )


def impatient(act: Callable[[], None]) -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        with transaction.atomic():
            act()
    except OperationalError as waited:
        return "wacht" if "lock timeout" in str(waited) else str(waited)
    finally:
        connection.close()
    return "gedaan"


@pytest.mark.parametrize(
    ("act", "outcome"), [(approve, "gedaan"), (store_a_result, "gedaan"), (close, "wacht")]
)
def test_who_waits_for_a_file(own_database, act, outcome):
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        book_one()
        assert pool.submit(impatient, act).result() == outcome

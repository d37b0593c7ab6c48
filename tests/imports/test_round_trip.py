"""What goes out comes back unchanged."""

import pytest

from funding.models import Expenditure
from funding.services.bulk_booking import reverse_costs
from izaportal.imports.books import BOOKS
from tests.imports.workbooks import edited, looked_at, template

pytestmark = pytest.mark.django_db
WHO = {"boekingen": "controller", "begroting": "controller"}


@pytest.mark.parametrize("book", [key for key, one in BOOKS.items() if one.has_template])
def test_an_untouched_template_changes_nothing(book, viewer_of, programme):
    content = template(programme, book)
    checked = looked_at(viewer_of(WHO.get(book, "programmamanager")), programme, content)
    assert [one.what for one in checked.findings.kept] == []
    assert not checked.has_changes
    assert sum(plan.left for _, plan, _ in checked.plans) > 0


@pytest.mark.parametrize("book", [key for key, one in BOOKS.items() if one.has_template])
def test_saving_it_again_changes_nothing(book, viewer_of, programme):
    content = edited(template(programme, book), lambda _: None)
    checked = looked_at(viewer_of(WHO.get(book, "programmamanager")), programme, content)
    assert [(one.place, one.what) for one in checked.findings.kept] == []
    assert not checked.has_changes


def test_a_reversal_has_no_reference_of_its_own(viewer_of, programme):
    """It comes back as it went out: what is empty in the portal too is no mistake of the file."""
    controller = viewer_of("controller")
    booking = Expenditure.objects.filter(grant__slug="spuk-mgn", reversal__isnull=True).earliest("pk")
    reverse_costs(actor=controller, programme=programme, booking_ids=[booking.pk], reason="Verkeerd")
    assert booking.reversal.reference == ""
    checked = looked_at(controller, programme, template(programme, "boekingen"))
    assert [(one.place, one.what) for one in checked.findings.kept] == []
    assert not checked.has_changes

"""What an approved report books is known by a reference that people can read."""

from izaportal.core.quarter import Quarter
from izaportal.reporting.services.report_booking import LONGEST, reference_of

Q3 = Quarter(2026, 3)


def test_a_reference_names_quarter_grant_and_milestone():
    assert reference_of(Q3, grant="spuk-zorgstart", milestone="zs-2") == "2026-Q3/spuk-zorgstart/zs-2"
    assert reference_of(Q3, grant="spuk-mgn", milestone="") == "2026-Q3/spuk-mgn"


def test_long_slugs_stay_apart_and_fit():
    first, second = (reference_of(Q3, grant="g" * 50, milestone=f"{'m' * 50}-{number}") for number in (1, 2))
    assert first != second
    assert len(first) == len(second) == LONGEST

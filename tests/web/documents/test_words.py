"""What a cell says, on paper and on slides."""

from datetime import date
from decimal import Decimal

import pytest

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web.documents.blocks import Mark, Span
from izaportal.web.documents.words import glyph, ink, mark_of, places_of, text_of
from izaportal.web.templatetags.bands import Band
from kpis.status import Status
from tests.web.documents.samples import TABLE

SAID = {
    "an amount": (Decimal("2868300"), 2, "2.868.300,00"),
    "a measured zero": (Decimal("0"), None, "0"),
    "nothing": (None, None, ""),
    "to be determined": (Unknown.TO_BE_DETERMINED, None, "n.t.b."),
    "not applicable": (Unknown.NOT_APPLICABLE, 2, "n.v.t."),
    "a status": (Status.OFF_TRACK, None, "achter"),
    "a level": (RiskLevel.MEDIUM, None, "midden"),
    "a measured status": (Mark(Status.ON_TRACK, "12 %"), None, "12 %"),
    "a status without a value": (Mark(Status.NO_DATA), None, "geen meting"),
    "a range": (Span(Decimal(0), Decimal("412200")), 0, "0 tot 412.200"),
    "a band": (Band(Decimal(5), Decimal(600), Decimal(900)), None, "600–900"),
    "a day": (date(2026, 8, 6), None, "06-08-2026"),
    "a quarter": (Quarter(2026, 2), None, "Q2 2026"),
    "words": ("=1+1", None, "=1+1"),
}


@pytest.mark.parametrize("case", SAID)
def test_each_kind_of_cell_has_words(case):
    cell, places, said = SAID[case]
    assert text_of(cell, places) == said


def test_cents_are_shown_when_one_has_them():
    assert places_of(TABLE) == (None, 2, None, None, None)


def test_a_status_is_told_by_its_shape_too():
    marks = [*Status, *RiskLevel]
    judged = {glyph(one) for one in marks if one in (*RiskLevel, *list(Status)[:5])}
    assert len(judged) == 8
    assert all(ink(one).startswith("--c-") for one in marks)
    assert mark_of(Mark(Status.AT_RISK, "5")) is Status.AT_RISK
    assert mark_of("achter") is None

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from izaportal.core.fingerprint import as_plain, canonical_json, fingerprint
from izaportal.core.quarter import Quarter
from kpis.targets import Direction


@dataclass(frozen=True)
class Facts:
    value: Decimal
    quarter: Quarter
    direction: Direction


def test_one_spelling_for_one_fact():
    facts = {"b": [Facts(Decimal("5.500"), Quarter(2026, 2), Direction.UP), None, True], "a": Fraction(1, 3)}
    assert canonical_json(facts) == (
        '{"a":"1/3","b":[{"direction":"up","quarter":"2026-Q2","value":"5.5"},null,true]}'
    )


@pytest.mark.parametrize(("one", "other"), [("5", "5.000"), ("0", "-0.0"), ("100000", "1E+5")])
def test_equal_numbers_have_equal_fingerprints(one, other):
    assert fingerprint(Decimal(one)) == fingerprint(Decimal(other))


def test_other_facts_have_another_fingerprint():
    prints = {fingerprint({"v": v}) for v in (None, 0, Decimal("0.1"), "", False)}
    assert len(prints) == 5


@pytest.mark.parametrize("unfit", [0.1, datetime(2026, 1, 1, tzinfo=UTC), {1, 2}])
def test_floats_times_and_sets_are_refused(unfit):
    with pytest.raises(TypeError, match="hoort niet in"):
        fingerprint({"v": unfit})


def test_dates_are_written_as_iso():
    assert as_plain({"due": date(2027, 12, 31)}) == {"due": "2027-12-31"}

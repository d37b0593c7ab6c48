import pytest

from izaportal.web.plan_words import Mismatch, mismatches, pillar_term, pillar_words, plan_value
from pillars.models import Contradiction, Pillar, Programme


@pytest.mark.parametrize(
    ("stored", "text"),
    [(10900000, "10.900.000"), ("10508583.92", "10.508.583,92"), ("kwartaal", "kwartaal"), ("NaN", "NaN")],
)
def test_plan_values_read_as_dutch(stored, text):
    assert plan_value(stored) == text


def test_a_pillar_goes_by_its_number():
    themes = Programme(pillar_term="thema")
    assert pillar_words(themes, Pillar(number=2, name="Samen")) == "Thema 2"
    assert pillar_words(themes, None) == ""
    assert pillar_term(themes) == "Thema"


def test_without_a_number_its_name_holds():
    assert pillar_words(Programme(pillar_term="pijler"), Pillar(number=0, name="Zorg Nu")) == "Zorg Nu"


def test_a_mismatch_keeps_what_is_confidential():
    rows = [Contradiction(label="i19", used=2200, confidential=True), Contradiction(label="i1", used=None)]
    assert mismatches(rows) == (Mismatch("i19", "2.200", True), Mismatch("i1", "", False))

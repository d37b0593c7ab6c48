import pytest

from izaportal.web.project.a4 import texts
from projects.models import Project


def told(**fields) -> dict[str, str]:
    return {fact.label: fact.value for fact in texts(Project(**fields))}


def test_what_is_absent_is_left_out():
    assert told() == {}
    assert told(goal="Minder wachten") == {"Doel": "Minder wachten"}


@pytest.mark.parametrize(
    ("aim", "text"),
    [
        ({"v": 5, "x": 0, "aims": "all"}, "5 keer aangekruist, alle doelen"),
        ({"v": 3, "x": 1, "aims": None}, "3 keer aangekruist, 1 keer uitdrukkelijk niet"),
        ({"v": 2, "aims": ["gezondheid", "kosten"]}, "2 keer aangekruist, gezondheid, kosten"),
    ],
)
def test_the_quadruple_aim_is_counted(aim, text):
    assert told(quadruple_aim=aim) == {"Quadruple aim": text}


@pytest.mark.parametrize(
    ("reached", "text"),
    [
        ({"min": 20000, "unit": "inwoners"}, "minstens 20.000 inwoners"),
        ({"min": 10, "max": 20, "unit": "deelnemers"}, "10 tot 20 deelnemers"),
        ({"max": 20, "unit": "deelnemers"}, "hoogstens 20 deelnemers"),
        ({"value": 712, "unit": "medewerkers"}, "712 medewerkers"),
        ({"unit": "medewerkers"}, "niet vermeld"),
    ],
)
def test_reach_names_its_open_side(reached, text):
    assert told(facts={"people_reached": reached}) == {"Bereik": text}

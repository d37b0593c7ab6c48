"""What the plan promises beside what was measured: stated and summed, never blended."""

from decimal import Decimal

from izaportal.web.board.effects import effects
from kpis.status import Status
from tests.web.board.effect_samples import effect, hours
from tests.web.board.samples import LINKS, rows, stated, status

TEXTS = {"place": "h8", "is_default": False}


def only(board_rows):
    (line,) = effects(board_rows, LINKS).lines
    return line


def test_stated_and_summed_totals_stand_apart():
    line = only(
        rows(
            figures=(hours("1000"),),
            effects=(
                effect("a", "300"),
                effect("b", "100"),
                effect("a", "350", **TEXTS),
                effect("c", "500", **TEXTS),
            ),
        )
    )
    assert line.planned.text == "1.000\u00a0uur"
    assert [(one.text, one.parts, one.difference) for one in line.sums] == [
        ("400\u00a0uur", 2, "600\u00a0uur minder dan het totaal"),
        ("850\u00a0uur", 2, "150\u00a0uur minder dan het totaal"),
    ]


def test_one_part_elsewhere_is_no_sum():
    line = only(rows(figures=(hours("10"),), effects=(effect("a", "10"), effect("a", "12", **TEXTS))))
    assert [one.difference for one in line.sums] == ["gelijk aan het totaal"]
    assert line.parts[0].other == "h8: 12\u00a0uur"


def test_a_project_only_the_text_names_says_so():
    line = only(rows(figures=(hours("10"),), effects=(effect("c", "7", **TEXTS),)))
    assert [(part.text, part.other) for part in line.parts] == [("7\u00a0uur", "alleen in h8")]
    assert line.silent_words == "Van 23 projecten noemt het plan niets: n.t.b."


def test_measured_values_of_its_unit_are_added():
    measured = (
        status("1-1", unit="uur", effect="hours_freed", value=Decimal(30)),
        status("1-2", unit="uur", effect="hours_freed", value=Decimal(12)),
        status("1-3", unit="uur", effect="", value=Decimal(99)),
    )
    line = only(rows(*measured, figures=(hours("100"),)))
    assert (line.measured.amount, line.measured.why) == (Decimal(42), "")


def test_a_missing_measurement_is_counted_beside_the_sum():
    measured = (
        status("1-1", unit="uur", effect="hours_freed", value=Decimal(30)),
        status("1-2", Status.NO_DATA, unit="uur", effect="hours_freed"),
    )
    found = only(rows(*measured, figures=(hours("100"),))).measured
    assert (found.amount, found.why) == (Decimal(30), "1 van de 2 indicatoren nog niet gemeten")


def test_another_unit_is_never_converted():
    row = status("2-1", unit="% van SROI-potentie", effect="hours_freed", value=Decimal(11))
    found = only(rows(row, figures=(hours("100"),))).measured
    assert found.amount is None
    assert found.why == "2-1 gemeten 11\u00a0% van SROI-potentie; in uur is dat niet om te rekenen"


def test_no_indicator_is_said_and_not_zero():
    found = only(rows(status(), figures=(hours("100"),))).measured
    assert (found.amount, found.text, found.why) == (None, "n.t.b.", "geen indicator van het plan meet dit")


def test_a_part_of_the_programme_shows_no_stated_total():
    board = rows(figures=(hours("1000"),), effects=(effect("a", "300"), effect("b", "100")))
    (line,) = effects(board, LINKS, is_whole=False).lines
    assert line.planned.text == "400\u00a0uur"
    assert [one.difference for one in line.sums] == [""]


def test_a_plan_that_promises_nothing_has_no_block():
    assert effects(rows(status(), figures=(stated("investment", "5"),)), LINKS).is_empty

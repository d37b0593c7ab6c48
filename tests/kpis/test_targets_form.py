from datetime import date
from html import unescape

import pytest

from izaportal.core.errors import Invalid, Mistake
from izaportal.core.quarter import Quarter
from kpis.forms.targets import TargetsForm, read_moment
from kpis.moments import Moment
from kpis.services.targets import TargetText

Y2026, Y2027 = Moment(year=2026), Moment(year=2027)
QUARTERS = (Quarter(2026, 3), Quarter(2026, 4))


def form(**typed: str) -> TargetsForm:
    data = {"since": "2026-Q3", "text_2026": "600", "seen_2026": "1", "text_2027": "", **typed}
    return TargetsForm(data, moments=[Y2026, Y2027], quarters=QUARTERS)


def test_every_row_is_read():
    filled = form(second_2026="5-10", new_moment="Q4 2026", new_text="700")
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data["since"] == QUARTERS[0]
    assert filled.texts() == [
        TargetText(Y2026, "600", 1, "5-10"),
        TargetText(Y2027, "", 0, ""),
        TargetText(Moment(quarter=Quarter(2026, 4)), "700", 0, ""),
    ]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-Q3", Moment(quarter=Quarter(2026, 3))),
        ("q3 2026", Moment(quarter=Quarter(2026, 3))),
        ("2026-q3", Moment(quarter=Quarter(2026, 3))),
        ("30-09-2026", Moment(due=date(2026, 9, 30))),
        ("1-9-2026", Moment(due=date(2026, 9, 1))),
        ("2026-09-30", Moment(due=date(2026, 9, 30))),
    ],
)
def test_a_moment_is_read_as_people_write_it(typed, moment):
    assert read_moment(typed) == moment


@pytest.mark.parametrize("typed", ["2026", "31-02-2026", "Q5 2026", "morgen", "<b>", "2026-Q3 en meer"])
def test_other_moments_are_refused(typed):
    with pytest.raises(ValueError, match=r"."):
        read_moment(typed)


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"since": "2025-Q1"}, "since", "geldige keuze"),
        ({"since": ""}, "since", "Maak een keuze"),
        ({"text_2026": "x" * 201}, "text_2026", "200"),
        ({"seen_2026": "-1"}, "seen_2026", "0"),
        ({"reason": "x" * 2001}, "reason", "2000"),
        ({"new_moment": "morgen", "new_text": "5"}, "new_moment", "Schrijf een kwartaal"),
        ({"new_text": "5"}, "new_moment", "Noem het kwartaal of de dag"),
        ({"new_moment": "2026-Q4"}, "new_text", "Vul de streefwaarde in"),
        ({"new_moment": "x" * 21, "new_text": "5"}, "new_moment", "20"),
    ],
)
def test_bad_input_is_told_at_its_field(typed, field, message):
    wrong = form(**typed)
    assert not wrong.is_valid()
    assert message in unescape(str(wrong.errors[field]))


def test_a_moment_of_the_table_is_not_new():
    known = TargetsForm(
        {"since": "2026-Q3", "new_moment": "2026-Q4", "new_text": "5"},
        moments=[Moment(quarter=Quarter(2026, 4))],
        quarters=QUARTERS,
    )
    assert "staat al in de tabel" in str(known.errors["new_moment"])


def test_what_can_be_read_is_read_beside_mistakes():
    wrong = form(text_2027="x" * 201)
    assert not wrong.is_valid()
    assert [one.moment for one in wrong.texts()] == [Y2026]


def test_a_row_that_was_not_there_is_left_alone():
    unseen = TargetsForm({"since": "2026-Q3", "text_2026": "600"}, moments=[Y2026, Y2027], quarters=QUARTERS)
    assert unseen.is_valid()
    assert [one.moment for one in unseen.texts()] == [Y2026]


def test_refusals_stand_at_their_rows():
    filled = form(new_moment="2026-Q4", new_text="5")
    assert filled.is_valid()
    filled.show_mistakes(Invalid([Mistake("2026", "a"), Mistake("2026-Q4", "b"), Mistake("since", "c")]))
    assert {name: list(errors) for name, errors in filled.errors.items()} == {
        "text_2026": ["a"],
        "new_text": ["b"],
        "since": ["c"],
    }

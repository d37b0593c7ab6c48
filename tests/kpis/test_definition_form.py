"""The forms of an indicator: every field with bad input, all mistakes at once, and the phasing as one."""

from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.editing import Conflict, Conflicted, Edit
from kpis.bounds import phasing_problems
from kpis.forms.definition import (
    DefinitionForm,
    NewIndicatorForm,
    TellingForm,
    form_conflicts,
    form_values,
    names_of,
    stored_edits,
    stored_values,
)

PILLAR, PROJECT = "019a0000-0000-7000-8000-000000000001", "019a0000-0000-7000-8000-000000000002"
CHOICES = {"pillar": [("", "geen"), (PILLAR, "Pijler 1")], "project": [("", "geen"), (PROJECT, "MGN")]}
GOOD = {
    "row": "019a0000-0000-7000-8000-000000000003",
    "code": "1-9",
    "name": "Ontmoetingsplekken",
    "decimals": "0",
    "direction": "up",
    "accumulation": "level",
    "frequency": "kwartaal",
    "phasing_1": "25",
    "phasing_2": "50",
    "phasing_3": "75",
    "phasing_4": "100",
    "counts": "on",
}
SCRIPT = "<script>alert('x')</script>"


def form(**typed: str) -> NewIndicatorForm:
    return NewIndicatorForm({**GOOD, **typed}, choices=CHOICES)


def test_good_input_is_read():
    filled = form(baseline="1.234,5", pillar=PILLAR, phasing_1="12,5")
    assert filled.is_valid(), filled.errors
    cleaned = filled.cleaned_data
    assert (cleaned["baseline"], str(cleaned["pillar"]), cleaned["project"]) == (
        Decimal("1234.5"),
        PILLAR,
        None,
    )
    assert stored_values(cleaned)["phasing"] == [Decimal("12.5"), 50, 75, 100]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("12,5", "12.5"),
        ("1.500", "1500"),
        ("-3", "-3"),
        ("0", "0"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed, read):
    assert form(baseline=typed).fields["baseline"].clean(typed) == Decimal(read)


def test_missing_is_not_zero():
    assert form(baseline="").fields["baseline"].clean(" ") is None


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("name", "", "Vul dit in"),
        ("name", "   ", "Vul dit in"),
        ("name", "x" * 301, "300"),
        ("short_name", "x" * 81, "80"),
        ("code", "x" * 21, "20"),
        ("unit", "x" * 81, "80"),
        ("second_unit", "x" * 41, "40"),
        ("condition", "x" * 2001, "2000"),
        ("growth_rule", "x" * 201, "200"),
        ("baseline_source", "x" * 201, "200"),
        ("decimals", "", "Vul dit in"),
        ("decimals", "-1", "0"),
        ("decimals", "7", "6"),
        ("decimals", "2,5", "geheel"),
        ("decimals", SCRIPT, "geheel"),
        ("direction", "opzij", "geldige keuze"),
        ("direction", "", "Maak een keuze"),
        ("accumulation", "soms", "geldige keuze"),
        ("frequency", "nooit", "geldige keuze"),
        ("kind", "onzin", "geldige keuze"),
        ("pillar", PROJECT, "geldige keuze"),
        ("pillar", SCRIPT, "geldige keuze"),
        ("project", PILLAR, "geldige keuze"),
        ("baseline", "veel", "geen getal"),
        ("baseline", "1,234.5", "geen getal"),
        ("baseline", "n.v.t.", "Laat dit leeg als er geen nulmeting is"),
        ("baseline", "N.T.B.", "Laat dit leeg als er geen nulmeting is"),
        ("baseline", "1" * 30, "cijfers"),
        ("baseline_on", "gisteren", "2024-12-31"),
        ("baseline_on", "2024-13", "2024-12-31"),
        ("phasing_1", "", "Vul dit in"),
        ("phasing_1", "-1", "Vul 0 of meer in"),
        ("phasing_2", "110", "hoogstens 100"),
        ("phasing_2", "10", "niet minder zijn dan Q1 (25 %)"),
        ("phasing_3", "n.v.t.", "0 als er dan nog niets hoeft"),
        ("phasing_4", "90", "100 %"),
        ("is_weighted", "on", "per gemeente"),
        ("row", "geen-id", "UUID"),
    ],
)
def test_bad_input_is_told_at_its_field(field, typed, message):
    wrong = form(**{field: typed})
    assert not wrong.is_valid()
    assert message.lower() in unescape(str(wrong.errors[field])).lower()


def test_all_mistakes_come_at_once():
    wrong = form(name="", baseline="veel", decimals="9", phasing_4="90")
    assert {"name", "baseline", "decimals", "phasing_4"} <= set(wrong.errors)


def test_html_in_text_is_shown_as_text():
    shown = str(form(name=SCRIPT)["name"])
    assert SCRIPT not in shown
    assert "&lt;script&gt;" in shown


def test_a_lead_has_no_field_that_judges():
    deciding = {"direction", "accumulation", "phasing", "baseline", "counts", "headline", "unit", "project"}
    assert not deciding & set(names_of(TellingForm))
    assert deciding <= set(names_of(DefinitionForm))


def test_the_phasing_is_four_fields_and_one_value():
    shares = [Decimal(25), Decimal(50), Decimal(75), Decimal(100)]
    values = form_values({"name": "x", "phasing": shares})
    assert stored_values(values) == {"name": "x", "phasing": shares}
    assert form_values({"name": "x"}) == stored_values({"name": "x"}) == {"name": "x"}


def test_edits_of_the_phasing_are_one_edit():
    edits = stored_edits({"name": Edit("a", "b")} | {f"phasing_{n}": Edit(n, n * 10) for n in range(1, 5)})
    assert edits == {"name": Edit("a", "b"), "phasing": Edit([1, 2, 3, 4], [10, 20, 30, 40])}


def test_a_conflict_is_told_at_the_share_that_differs():
    told = form_conflicts(
        Conflicted(
            (
                Conflict("name", "a", "b", "c"),
                Conflict("phasing", [25, 50, 75, 100], [25, 60, 75, 100], [25, 50, 80, 100]),
            )
        )
    )
    assert [one.field for one in told.conflicts] == ["name", "phasing_2", "phasing_3"]
    assert told.conflicts[1] == Conflict("phasing_2", 50, 60, 50)


SHARES = st.lists(st.integers(-5, 120).map(Decimal), min_size=4, max_size=4)


@given(shares=SHARES)
def test_no_problem_means_climbing_to_one_hundred(shares):
    good = shares == sorted(shares) and shares[0] >= 0 and shares[-1] == 100
    assert (not phasing_problems(shares)) == good

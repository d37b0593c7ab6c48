"""Forms say what is missing in plain words, unless a field has words of its own."""

from typing import Any

import pytest
from django import forms

from izaportal.core.forms import Day, Number, Text


class Asking(forms.Form):
    name = Text(max_length=5, required=True)
    day = Day()
    kind = forms.ChoiceField(choices=[("a", "A")])
    share = Number(decimal_places=2, max_digits=6, min_value=0, max_value=100)
    agreed = forms.BooleanField()
    file = forms.FileField()
    why = Text(required=True, error_messages={"required": "Schrijf waarom."})


def said(field: str, **given: Any) -> list[str]:
    errors: dict[str, list[dict[str, str]]] = Asking(given).errors.get_json_data()
    return [one["message"] for one in errors.get(field, [])]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("name", "Vul dit in."),
        ("day", "Vul een datum in."),
        ("kind", "Maak een keuze."),
        ("share", "Vul dit in."),
        ("agreed", "Zet hier een vinkje."),
        ("file", "Kies een bestand."),
        ("why", "Schrijf waarom."),
    ],
)
def test_an_empty_field_says_what_to_do(name, words):
    assert said(name) == [words]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("name", "langer", "Gebruik hoogstens 5 tekens; het zijn er nu 6."),
        ("share", "-1", "Vul 0 of meer in."),
        ("share", "101", "Vul hoogstens 100 in."),
        ("share", "1,234", "Gebruik hoogstens 2 cijfers achter de komma."),
    ],
)
def test_a_bound_is_told_plainly(name, value, words):
    assert said(name, **{name: value}) == [words]

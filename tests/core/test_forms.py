"""Forms that carry what their author saw."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.editing import Conflicted, Edit, merge
from izaportal.core.forms import Day, EditForm, Lines, Number, Reference, References, Text, fill_choices
from izaportal.core.numbers import read_number

ONE, TWO = UUID(int=1), UUID(int=2)
CHOICES = {"owner": [("", "niet vermeld"), (str(ONE), "Een"), (str(TWO), "Twee")]}
STORED = {
    "goal": "Eerste regel\nTweede regel",
    "names": ["Een", "Twee"],
    "due": date(2026, 3, 31),
    "amount": Decimal("1234.500000"),
    "owner": ONE,
    "shared": frozenset({TWO}),
    "wide": True,
}


class Example(EditForm):
    goal = Text()
    names = Lines()
    due = Day(required=False)
    amount = Number(required=False)
    owner = Reference(required=False)
    shared = References(required=False, choices=CHOICES["owner"][1:])
    wide = forms.BooleanField(required=False)


def posted(**changed: list[str]) -> MultiValueDict:
    """What a browser sends of an untouched form, but for what is changed; with its own line ends."""
    form = Example(initial=STORED, choices=CHOICES)
    sent = {name: [_sent(text) for text in values] for name, values in form.as_posted().items()}
    return MultiValueDict(sent | {"basis": [form.initial["basis"]]} | changed)


def _sent(text: str) -> str:
    return text.replace("\n", "\r\n")


def valid(data: MultiValueDict) -> Example:
    form = Example(data, choices=CHOICES)
    assert form.errors == {}
    return form


def test_an_untouched_form_changes_nothing():
    edits = valid(posted()).edits()
    assert {name: edit.seen for name, edit in edits.items()} == STORED
    assert merge(STORED, edits) == {}


@pytest.mark.parametrize(
    ("field", "typed", "wanted"),
    [
        ("goal", ["Anders"], "Anders"),
        ("names", ["Drie\r\n\r\n Vier "], ["Drie", "Vier"]),
        ("due", ["31-12-2026"], date(2026, 12, 31)),
        ("due", [], None),
        ("amount", ["1.234,75"], Decimal("1234.75")),
        ("owner", [""], None),
        ("owner", [str(TWO)], TWO),
        ("shared", [], frozenset()),
        ("wide", [], False),
    ],
)
def test_only_what_was_touched_is_changed(field, typed, wanted):
    assert merge(STORED, valid(posted(**{field: typed})).edits()) == {field: wanted}


def test_a_basis_that_is_gone_sees_nothing():
    edits = valid(posted(basis=["geen json"])).edits()
    assert edits["goal"] == Edit(None, STORED["goal"])


def test_after_a_conflict_both_texts_are_there():
    form = valid(posted(goal=["Van mij"], wide=[]))
    now = STORED | {"goal": "Van de ander", "amount": Decimal(7)}
    with pytest.raises(Conflicted) as conflict:
        merge(now, form.edits())
    again = form.rebased(now, conflict.value)
    assert (again["goal"].value(), again.theirs) == ("Van mij", {"goal": "Van de ander"})
    assert "goal" in again.errors
    assert isinstance(again.data, MultiValueDict)
    saved = valid(again.data)
    assert merge(now, saved.edits()) == {"goal": "Van mij", "wide": False}


def test_the_other_choice_is_told_in_words():
    form = valid(posted(owner=[""]))
    now = STORED | {"owner": TWO}
    with pytest.raises(Conflicted) as conflict:
        merge(now, form.edits())
    assert form.rebased(now, conflict.value).theirs == {"owner": "Twee"}


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"due": ["31-02-2026"]}, "Dit is geen datum. Schrijf bijvoorbeeld 31-12-2026."),
        ({"amount": ["veel"]}, "Dit is geen getal. Schrijf bijvoorbeeld 1.234,5."),
        ({"amount": ["1,234.5"]}, "Dit is geen getal. Schrijf bijvoorbeeld 1.234,5."),
        ({"owner": ["x"]}, None),
        ({"owner": [str(UUID(int=3))]}, None),
        ({"shared": [str(UUID(int=3))]}, None),
        ({"goal": ["a\x00b"]}, None),
        ({"goal": ["x" * 10_001]}, None),
    ],
)
def test_what_is_wrong_is_said_at_its_field(typed, message):
    form = Example(posted(**typed), choices=CHOICES)
    assert list(form.errors) == list(typed)
    assert message is None or form.errors[next(iter(typed))] == [message]


def test_fields_without_choices_are_left_out():
    assert "owner" not in Example(choices={"owner": []}).fields


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"), ("1234,5", "1234.5"), ("1234.5", "1234.5"), ("12.5", "12.5"),
        ("1.234", "1234"), ("1.234.567", "1234567"), ("-3", "-3"), ("−3", "-3"), ("€ 2.500", "2500"),
        (" 7 ", "7"), ("0", "0"),
    ],
)  # fmt: skip
def test_numbers_are_read_the_dutch_way(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "n.v.t.", "1,234.5", "1.23.456", "1e3", "--1", "1,2,3", "NaN", "٣", "1.234,"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="geen getal"):
        read_number(text)


@given(st.decimals(-(10**12), 10**12, places=3))
def test_any_number_survives_the_form(value: Decimal):
    form = Example(initial={"amount": value}, choices=CHOICES)
    (text,) = form.as_posted()["amount"]
    assert read_number(text) == value


def test_what_is_pasted_is_never_cut_off_unsaid():
    """A browser with a `maxlength` drops the rest of the text without a word."""

    class Short(forms.Form):
        label = Text(max_length=5)

    form = Short({"label": "veel te lang"})
    assert "maxlength" not in str(form["label"])
    assert form.errors["label"] == ["Gebruik hoogstens 5 tekens; het zijn er nu 12."]
    assert form["label"].value() == "veel te lang"


def test_choices_are_filled_of_a_field_that_has_them():
    form = Example(initial=STORED, choices=CHOICES)
    fill_choices(form, "shared", iter([(str(ONE), "Een")]))
    assert str(form["shared"]).count("<input") == 1
    with pytest.raises(TypeError, match="goal is geen keuzeveld van Example"):
        fill_choices(form, "goal", [])

"""An allocation key as a form: its kind, and a part per municipality."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from funding.choices import KEY_KINDS
from funding.proposed_keys import ProposedKind
from funding.services.keys import PART
from funding.shares import KeyKind
from izaportal.core.fields import enum_choices
from izaportal.core.forms import Day, Number, RowForm, Text

KIND_WORDS = dict(KEY_KINDS)
PROPOSED_KINDS = enum_choices(
    ProposedKind,
    {
        ProposedKind.AGREED_PERCENTAGES: KIND_WORDS[KeyKind.AGREED_PERCENTAGES],
        ProposedKind.FIXED_AND_REST: "vast voor sommige, de rest naar inwonertal",
        ProposedKind.POPULATION: KIND_WORDS[KeyKind.POPULATION],
        ProposedKind.EQUAL: KIND_WORDS[KeyKind.EQUAL],
        ProposedKind.EXPLICIT_AMOUNTS: KIND_WORDS[KeyKind.EXPLICIT_AMOUNTS],
    },
)
LONGEST_LABEL = 200


class SplitForm(forms.Form):
    """By what is divided. Made for a programme by `split_form`, which adds a field per municipality."""

    kind = forms.ChoiceField(label="Verdelen", choices=PROPOSED_KINDS)
    population_year = forms.TypedChoiceField(
        label="Inwoners op 1 januari",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Telt bij een verdeling naar inwonertal.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        counts_people = kind is not None and ProposedKind(kind).counts_people
        if counts_people and not (cleaned.get("population_year") or "population_year" in self.errors):
            self.add_error("population_year", "Kies het jaar waarvan de inwoners tellen.")
        return cleaned

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the municipalities."""
        return [self[name] for name in self.fields if name.startswith(PART)]

    @property
    def unreadable(self) -> list[tuple[str, str]]:
        """What is no key at all yet: fields of the division with what is wrong in them."""
        own = ("kind", "population_year", *(bound.name for bound in self.parts))
        return [
            (name, f"{self[name].label}: {message}")
            for name in own
            if self.is_bound
            for message in self.errors.get(name, ())
        ]

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, of a form with mistakes as far as it can be read; else what it began with."""
        if self.is_bound:
            self.is_valid()
            return {"kind": ProposedKind.EQUAL, **self.cleaned_data}
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}


class KeyForm(SplitForm, RowForm):
    """A key to agree on, or one that is stored."""

    label = Text(label="Naam", max_length=LONGEST_LABEL, required=True)
    valid_from = Day(label="Geldt vanaf", help_text="De sleutel die nu geldt, eindigt de dag ervoor.")
    note = Text(label="Toelichting", max_length=2000, help_text="Bijvoorbeeld het besluit waarin dit staat.")
    illustrative = forms.BooleanField(
        label="Illustratief: verzonnen om te laten zien, niet afgesproken", required=False
    )

    field_order = ("label", "valid_from", "note", "illustrative", "kind", "population_year")


def split_form(members: Mapping[str, str], years: Iterable[int]) -> type[SplitForm]:
    """The form for these municipalities (names by CBS code) and years with counted inhabitants."""
    return type("SplitFormOfProgramme", (SplitForm,), _fields(members, years))


def key_form(members: Mapping[str, str], years: Iterable[int]) -> type[KeyForm]:
    return type("KeyFormOfProgramme", (KeyForm,), _fields(members, years))


def _fields(members: Mapping[str, str], years: Iterable[int]) -> dict[str, Any]:
    year = forms.TypedChoiceField(
        label="Inwoners op 1 januari",
        choices=[("", "kies een jaar"), *((year, str(year)) for year in years)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Telt bij een verdeling naar inwonertal.",
    )
    parts = {f"{PART}{code}": PartField(label=name) for code, name in members.items()}
    return {"population_year": year, **parts}


class PartField(Number):
    """A percentage or an amount; how fine it may be is the rule's to say, at its municipality."""

    def __init__(self, **options: Any) -> None:
        super().__init__(decimal_places=12, max_digits=26, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value if not isinstance(value, Decimal) else value.normalize() + 0)

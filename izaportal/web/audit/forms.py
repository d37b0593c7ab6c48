"""What to look for in the trail, as it stands in the address of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.timezone import make_aware

from izaportal.core.forms import Day, fill_choices
from izaportal.core.trail import Search
from izaportal.core.vocabulary import names_by_word

EVERYBODY, EVERYTHING = ("", "Iedereen"), ("", "Alles")
Choices = Iterable[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: only persons and kinds of what the viewer may see."""

    people: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]


class TrailForm(forms.Form):
    """Bound to the query string; a mistake is said at its field, which then limits nothing."""

    persoon = forms.ChoiceField(
        label="Persoon", required=False, error_messages={"invalid_choice": "Kies iemand uit de lijst."}
    )
    soort = forms.ChoiceField(
        label="Soort", required=False, error_messages={"invalid_choice": "Kies een soort uit de lijst."}
    )
    veld = forms.CharField(
        label="Veld", required=False, max_length=80, widget=forms.TextInput(attrs={"list": "velden"})
    )
    van = Day(label="Vanaf", required=False)
    tot = Day(label="Tot en met", required=False)
    q = forms.CharField(
        label="Zoekwoord",
        required=False,
        max_length=100,
        error_messages={"max_length": "Gebruik hoogstens 100 tekens."},
    )
    handeling = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any], *, offer: Offer) -> None:
        super().__init__(data)
        for name, first, choices in (
            ("persoon", EVERYBODY, offer.people),
            ("soort", EVERYTHING, offer.kinds),
        ):
            fill_choices(self, name, [first, *choices])

    def clean_veld(self) -> str:
        word = str(self.cleaned_data["veld"]).strip()
        if word and not names_of(word):
            raise forms.ValidationError("Dit veld kennen we niet. Kies een woord uit de lijst.")
        return word

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("van"), cleaned.get("tot")
        if first and last and first > last:
            self.add_error("tot", "Deze dag ligt voor de dag bij Vanaf.")
        return cleaned

    @property
    def search(self) -> Search:
        """Days are those of Amsterdam."""
        asked = self.cleaned_data
        batch = asked.get("handeling")
        return Search(
            person=asked.get("persoon") or "",
            kind=asked.get("soort") or "",
            fields=names_of(asked.get("veld") or ""),
            since=_midnight(asked.get("van")),
            until=_midnight(asked["tot"] + timedelta(days=1)) if asked.get("tot") else None,
            text=(asked.get("q") or "").strip(),
            batch=batch if isinstance(batch, UUID) else None,
        )

    @property
    def query(self) -> str:
        """The filter as it stands in the address, for the links of pager and export."""
        return urlencode({name: self.data[name] for name in self.fields if self.data.get(name)})

    @property
    def is_empty(self) -> bool:
        return not self.query


def names_of(word: str) -> frozenset[str]:
    """Under which names the trail holds the field of that word."""
    return names_by_word().get(word.strip().lower(), frozenset())


def _midnight(day: date | None) -> datetime | None:
    return make_aware(datetime.combine(day, time.min)) if day is not None else None

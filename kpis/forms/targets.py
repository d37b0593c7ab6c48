"""The table of targets as a form."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from izaportal.core.errors import Invalid
from izaportal.core.forms import Text, fill_choices
from izaportal.core.quarter import Quarter
from kpis.moments import Moment
from kpis.services.targets import MOST_TEXT, TargetText


class TargetsForm(forms.Form):
    """The targets of an indicator as texts, one row per moment and one for a moment that is not there yet.

    Field names carry the key of the moment: `text_2026`, `second_2026-Q3`, `seen_2026`.
    """

    since = forms.ChoiceField(
        label="Geldt vanaf", help_text="Wat al is vastgesteld, blijft zoals het was.", required=True
    )
    reason = Text(
        label="Reden",
        max_length=2000,
        help_text="Verplicht bij een nieuwe versie, bijvoorbeeld: herijking na de effectmeting.",
    )
    new_moment = forms.CharField(
        label="Kwartaal of dag",
        required=False,
        max_length=20,
        help_text="2026-Q3 of 30-09-2026, voor een streefwaarde die niet voor een heel jaar geldt.",
    )
    new_text = Text(label="Streefwaarde", max_length=MOST_TEXT)
    new_second = Text(label="Tweede schaal", max_length=MOST_TEXT)

    def __init__(
        self,
        data: Any = None,
        *,
        moments: Sequence[Moment],
        quarters: Sequence[Quarter],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.moments = tuple(moments)
        fill_choices(self, "since", [(quarter.key, quarter.label) for quarter in quarters])
        for moment in self.moments:
            self.fields[f"text_{moment.key}"] = Text(label=moment.label, max_length=MOST_TEXT)
            self.fields[f"second_{moment.key}"] = Text(
                label=f"Tweede schaal {moment.label}", max_length=MOST_TEXT
            )
            self.fields[f"seen_{moment.key}"] = forms.IntegerField(
                required=False, min_value=0, widget=forms.HiddenInput
            )

        rows = [f"{part}_{moment.key}" for moment in self.moments for part in ("text", "second", "seen")]
        self.order_fields([*rows, "new_moment", "new_text", "new_second", "since", "reason"])

    def clean_since(self) -> Quarter:
        return Quarter.parse(self.cleaned_data["since"])

    def clean_new_moment(self) -> Moment | None:
        typed = str(self.cleaned_data["new_moment"]).strip()
        if not typed:
            return None
        try:
            moment = read_moment(typed)
        except ValueError as wrong:
            raise forms.ValidationError(
                "Schrijf een kwartaal als 2026-Q3, of een dag als 30-09-2026."
            ) from wrong
        if moment in self.moments:
            raise forms.ValidationError("Dit moment staat al in de tabel.")
        return moment

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed = cleaned.get("new_text") or cleaned.get("new_second")
        if typed and not cleaned.get("new_moment") and "new_moment" not in self.errors:
            self.add_error("new_moment", "Noem het kwartaal of de dag waarvoor dit geldt.")
        if cleaned.get("new_moment") and not typed:
            self.add_error("new_text", "Vul de streefwaarde in, of maak het moment leeg.")
        return cleaned

    def texts(self) -> list[TargetText]:
        """What was typed, as far as it could be read; call after `is_valid`.

        A row that was not on the author's page, because another added it since, is left alone.
        """
        cleaned = self.cleaned_data
        found = [
            TargetText(
                moment,
                cleaned[f"text_{moment.key}"],
                cleaned.get(f"seen_{moment.key}") or 0,
                cleaned.get(f"second_{moment.key}", ""),
            )
            for moment in self.moments
            if f"text_{moment.key}" in cleaned and f"text_{moment.key}" in self.data
        ]
        new = cleaned.get("new_moment")
        if new is not None and "new_text" in cleaned:
            found.append(TargetText(new, cleaned["new_text"], 0, cleaned.get("new_second", "")))
        return found

    def show_mistakes(self, invalid: Invalid) -> None:
        """Show the mistakes of the service at their fields."""
        for mistake in invalid.mistakes:
            known = {moment.key: f"text_{moment.key}" for moment in self.moments}
            place = known.get(mistake.place, mistake.place)
            self.add_error(place if place in self.fields else "new_text", mistake.message)


def read_moment(typed: str) -> Moment:
    """`2026-Q3`, `Q3 2026`, `2026-09-30` or `30-09-2026`; ValueError on anything else."""
    turned = re.sub(r"^[Qq]([1-4])[ -](\d{4})$", r"\2-Q\1", typed)
    turned = re.sub(r"^(\d{1,2})-(\d{1,2})-(\d{4})$", _iso, turned)
    moment = Moment.parse(turned.upper())
    if moment.year is not None:
        raise ValueError("een jaar staat al in de tabel")
    return moment


def _iso(match: re.Match[str]) -> str:
    day, month, year = match.groups()
    return f"{year}-{int(month):02}-{int(day):02}"

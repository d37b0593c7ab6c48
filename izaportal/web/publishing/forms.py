"""Why a quarter becomes public, or is public no more."""

from typing import Any
from uuid import UUID

from django import forms

from izaportal.core.forms import Text

INSIDE = "Staat in het logboek van het programma. De reden zelf wordt niet openbaar."


class Shown(forms.HiddenInput):
    """Sends what the page shows, whatever was sent or kept before a newer version came."""

    def __init__(self, shown: UUID | None) -> None:
        super().__init__()
        self.shown = shown

    def format_value(self, value: Any) -> str:
        return str(self.shown or "")


class PublishForm(forms.Form):
    """`freeze` is the version that was looked at; a newer one is not published unseen."""

    freeze = forms.UUIDField()
    reason = Text(
        label="Waarom maakt u dit openbaar?",
        max_length=300,
        required=True,
        help_text=INSIDE,
        error_messages={"required": "Schrijf waarom dit kwartaal openbaar wordt."},
    )

    def __init__(self, *args: Any, shown: UUID | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["freeze"].widget = Shown(shown)


class WithdrawForm(forms.Form):
    reason = Text(
        label="Waarom is dit niet langer openbaar?",
        max_length=300,
        required=True,
        help_text=INSIDE,
        error_messages={"required": "Schrijf waarom dit kwartaal niet langer openbaar is."},
    )

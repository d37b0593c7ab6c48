"""Why a quarter becomes public, or is public no more."""

from django import forms

from izaportal.core.forms import Text

INSIDE = "Staat in het logboek van het programma. De reden zelf wordt niet openbaar."


class PublishForm(forms.Form):
    """`freeze` is the version that was looked at; a newer one is not published unseen."""

    freeze = forms.UUIDField(widget=forms.HiddenInput)
    reason = Text(
        label="Waarom maakt u dit openbaar?",
        max_length=300,
        required=True,
        help_text=INSIDE,
        error_messages={"required": "Schrijf waarom dit kwartaal openbaar wordt."},
    )


class WithdrawForm(forms.Form):
    reason = Text(
        label="Waarom is dit niet langer openbaar?",
        max_length=300,
        required=True,
        help_text=INSIDE,
        error_messages={"required": "Schrijf waarom dit kwartaal niet langer openbaar is."},
    )

"""The reasons that closing and reopening ask for."""

from django import forms

from izaportal.core.forms import Text


class CloseForm(forms.Form):
    """The reason is only asked when something lacks."""

    reason = Text(
        label="Waarom sluit u het kwartaal toch?",
        max_length=300,
        help_text="Staat straks in de geschiedenis en in het bericht aan wie het aangaat.",
        error_messages={"required": "Er ontbreekt nog iets. Schrijf waarom het kwartaal toch dicht gaat."},
    )


class ReopenForm(forms.Form):
    reason = Text(
        label="Waarom gaat het kwartaal weer open?",
        max_length=300,
        required=True,
        help_text="Staat straks in de geschiedenis en in het bericht aan wie het aangaat.",
        error_messages={"required": "Schrijf waarom het kwartaal weer open moet."},
    )

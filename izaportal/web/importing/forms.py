"""What is handed in, and why it is applied or taken back."""

from django import forms

from izaportal.core.forms import Text

MOST_REASON = 1000


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Bestand",
        max_length=200,
        help_text="Ingevuld sjabloon (.xlsx), CBS-export (.csv) of grenzen (.geojson); hoogstens 20 MB.",
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg."},
    )


class ApplyForm(forms.Form):
    reason = Text(
        label="Waarom past u dit toe?",
        max_length=MOST_REASON,
        required=True,
        help_text="Komt bij elke wijziging in het spoor te staan.",
    )


class UndoForm(forms.Form):
    reason = Text(label="Waarom draait u dit terug?", max_length=MOST_REASON, required=True)

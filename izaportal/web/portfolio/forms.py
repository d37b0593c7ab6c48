"""What is filled in on the pages of the portfolio."""

from django import forms

from izaportal.core.forms import Text
from izaportal.reporting.services.saved_views import LONGEST_NAME

MOST_QUERY = 2000


class ViewForm(forms.Form):
    """A new view; its id is made with the form, and its query is the list it was made from."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=MOST_QUERY)
    name = Text(
        label="Naam",
        required=True,
        max_length=LONGEST_NAME,
        error_messages={
            "required": "Geef de weergave een naam.",
            "max_length": f"Gebruik hoogstens {LONGEST_NAME} tekens.",
        },
    )
    shared = forms.BooleanField(label="Delen met iedereen in dit programma", required=False)

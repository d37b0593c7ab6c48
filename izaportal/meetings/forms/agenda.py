"""What is typed of an agenda."""

from django import forms

from izaportal.core.forms import Reference, RowForm, Text


class ItemForm(RowForm):
    """Something a person puts on the agenda."""

    title = Text(label="Onderwerp", max_length=300, required=True)
    why = Text(label="Toelichting")
    project = Reference(label="Project", required=False)
    note = Text(label="Notitie van de secretaris", help_text="Staat op de agenda onder het punt.")
    reason = None


class NoteForm(RowForm):
    """Beside what came on the agenda by itself."""

    note = Text(label="Notitie van de secretaris", help_text="Staat op de agenda onder het punt.")
    reason = None


class WithdrawForm(forms.Form):
    reason = Text(
        label="Waarom gaat dit punt van de agenda?",
        max_length=300,
        required=True,
        help_text="Staat straks bij wat eraf ging. Speelt het later nog, dan komt het op de volgende agenda.",
    )


class MinuteForm(forms.Form):
    """`seen` is the version that stands in the field when the form is shown."""

    text = Text(label="Verslag van dit punt", help_text="Kort en zonder namen van personen.")
    seen = forms.IntegerField(widget=forms.HiddenInput)

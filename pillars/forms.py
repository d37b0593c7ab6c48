"""What can be filled in of a reporting period, and of how a programme reminds of it."""

import re
from typing import Any

from django import forms

from izaportal.core.forms import Day, EditForm, Text


class WindowsForm(EditForm):
    """The days on which an open quarter takes reports and these are judged."""

    submit_from = Day(label="Indienen vanaf", help_text="Tot die dag wordt het kwartaal alleen geobserveerd.")
    submit_until = Day(
        label="Indienen tot en met", help_text="Kies een latere dag om projectleiders meer tijd te geven."
    )
    approve_until = Day(label="Beoordelen tot en met")
    reason = Text(
        label="Waarom wijzigt u de data?",
        max_length=300,
        required=True,
        help_text="Staat straks in de geschiedenis en in het bericht aan wie het aangaat.",
    )


class DaysAhead(Text):
    """Numbers of days, as people write them: `21, 14 en 7`. Sorted, the longest first, and none twice."""

    NOT_DAYS = "Schrijf hele getallen met een komma ertussen, bijvoorbeeld 21, 14, 7."

    def clean(self, value: Any) -> Any:
        words = re.split(r"[,;\s]+|\ben\b", str(super().clean(value)))
        numbers = [word for word in words if word]
        if not all(word.isascii() and word.isdigit() for word in numbers):
            raise forms.ValidationError(self.NOT_DAYS, code="invalid")
        return sorted({int(word) for word in numbers}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class RemindersForm(EditForm):
    """When who still has something to hand in is reminded, in every quarter of the programme."""

    reminder_days = DaysAhead(
        label="Dagen voor de laatste dag van indienen",
        max_length=60,
        help_text="Bijvoorbeeld 21, 14, 7. Leeg: geen herinnering vooraf.",
    )
    reminders_after = forms.IntegerField(
        label="Herinneringen na de laatste dag",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text="De eerste op de dag erna, de andere telkens een week later. 0: geen.",
        error_messages={"invalid": "Dit is geen heel getal."},
    )

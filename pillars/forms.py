"""What can be filled in of a reporting period."""

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

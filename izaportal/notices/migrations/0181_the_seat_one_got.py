"""Who becomes a member of a body is told so: a kind of its own, as it need not come at once."""

from django.db import migrations, models

KINDS = [
    ("report_submitted", "Een rapportage is ingediend"),
    ("report_decided", "Uw rapportage is goedgekeurd of teruggestuurd"),
    ("reminder", "Herinnering aan wat u nog moet doen"),
    ("period", "Een kwartaal is geopend, gesloten, vastgesteld of herzien"),
    ("duty", "Een meldplicht is ontstaan of loopt af"),
    ("decision", "Een vergadering of een besluit"),
    ("seat", "U bent lid geworden van een overleg"),
    ("status", "Een indicator raakt achter"),
    ("pack", "Een bestuursstuk of dossier dat u liet maken, staat klaar"),
]


class Migration(migrations.Migration):
    dependencies = [("notices", "0180_what_mail_tells")]

    operations = [
        migrations.AlterField(
            model_name="mailchoice",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30, verbose_name="soort"),
        ),
        migrations.AlterField(
            model_name="mailmessage",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, max_length=30, verbose_name="soort"),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30, verbose_name="soort"),
        ),
    ]

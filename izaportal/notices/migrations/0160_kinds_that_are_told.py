"""Nobody was ever told of a measurement apart from its report: the choice goes, with what was chosen for it."""

from django.db import migrations, models

KINDS = [
    ("report_submitted", "Een rapportage is ingediend"),
    ("report_decided", "Uw rapportage is goedgekeurd of teruggestuurd"),
    ("reminder", "Herinnering aan wat u nog moet doen"),
    ("period", "Een kwartaal is geopend, gesloten, vastgesteld of herzien"),
    ("duty", "Een meldplicht is ontstaan of loopt af"),
    ("decision", "Een vergadering of een besluit"),
    ("status", "Een indicator raakt achter"),
    ("pack", "Een bestuursstuk of dossier dat u liet maken, staat klaar"),
]


def forget(apps, schema_editor):
    apps.get_model("notices", "MailChoice").objects.filter(kind="measurement").delete()


class Migration(migrations.Migration):
    dependencies = [("notices", "0150_scopes")]

    operations = [
        migrations.RunPython(forget, migrations.RunPython.noop),
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

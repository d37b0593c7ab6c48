import django.db.models.deletion
from django.db import migrations, models

import izaportal.core.clock
import izaportal.core.uuid7
from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [
        ("pillars", "0011_windows"),
        ("reporting", "0011_report_guards"),
        ("core", "0002_guards"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReminderRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=izaportal.core.uuid7.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("moment", models.DateField(verbose_name="dag")),
                ("people", models.PositiveSmallIntegerField(verbose_name="herinnerd")),
                (
                    "carried_out_at",
                    models.DateTimeField(
                        default=izaportal.core.clock.now, verbose_name="uitgevoerd op"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminder_rounds",
                        to="pillars.reportingperiod",
                    ),
                ),
            ],
            options={
                "verbose_name": "herinneringsronde",
                "verbose_name_plural": "herinneringsrondes",
                "ordering": ("period", "moment"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "moment"), name="reporting_round_once_a_day"
                    )
                ],
            },
        ),
        insert_only("reporting_reminderround"),
    ]

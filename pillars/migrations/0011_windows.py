"""Observing and handing in get their own days; reminders get their settings."""

from datetime import timedelta
from typing import Any

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import pillars.models.period
import pillars.models.programme


def hand_in_after_the_quarter(apps: Any, _: Any) -> None:
    periods = apps.get_model("pillars", "ReportingPeriod").objects
    for row in periods.all():
        row.submit_from = min(row.quarter.last_day + timedelta(days=1), row.submit_until)
        row.save(update_fields=["submit_from"])


class Migration(migrations.Migration):
    dependencies = [("pillars", "0010_words_of_things")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="reminder_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                default=pillars.models.programme.default_reminder_days,
                size=None,
                verbose_name="herinneren, dagen voor het einde van indienen",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="reminders_after",
            field=models.PositiveSmallIntegerField(
                default=4, verbose_name="herinneringen na het einde van indienen"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("reminder_days__contained_by", list(range(1, 61)))),
                name="pillars_programme_reminder_days_valid",
            ),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="submit_from",
            field=models.DateField(null=True, verbose_name="indienen vanaf"),
        ),
        migrations.RunPython(hand_in_after_the_quarter, migrations.RunPython.noop),
        # Postgres alters no table that still has rows to check, so the checks so far are done first.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.AlterField(
            model_name="reportingperiod",
            name="submit_from",
            field=models.DateField(verbose_name="indienen vanaf"),
        ),
        migrations.RemoveConstraint(model_name="reportingperiod", name="pillars_period_days_ordered"),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approve_until__gte", models.F("submit_until")),
                    ("submit_from__gt", models.F("opens_on")),
                    ("submit_until__gte", models.F("submit_from")),
                ),
                name="pillars_period_days_ordered",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportingperiod",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("programme", "="),
                    (
                        pillars.models.period.SubmissionWindow(
                            "submit_from",
                            "submit_until",
                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                inclusive_lower=True, inclusive_upper=True
                            ),
                        ),
                        "&&",
                    ),
                ],
                name="pillars_period_one_takes_reports",
            ),
        ),
    ]

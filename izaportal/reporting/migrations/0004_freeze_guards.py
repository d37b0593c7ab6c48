from django.db import migrations

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_frozen_quarters"), ("core", "0002_guards")]

    operations = [insert_only("reporting_freeze")]

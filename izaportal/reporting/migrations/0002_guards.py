from django.db import migrations

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_project_standing"), ("core", "0002_guards")]

    operations = [insert_only("reporting_projectstanding")]

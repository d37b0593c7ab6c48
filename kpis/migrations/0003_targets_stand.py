from django.db import migrations

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("kpis", "0002_guards")]

    operations = [insert_only("kpis_target")]

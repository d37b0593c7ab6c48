from django.db import migrations

from izaportal.core.triggers import facts_fixed, insert_only


class Migration(migrations.Migration):
    dependencies = [("kpis", "0001_initial"), ("core", "0002_guards")]

    operations = [
        insert_only("kpis_indicatorstatus"),
        facts_fixed(
            "kpis_measurement",
            may_change=("state", "decided_at", "decided_by_id", "superseded_at", "supersedes_id"),
        ),
    ]

from django.db import migrations

from funding.migrations._guards import KEY_ADDS_UP
from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("funding", "0001_initial"), ("core", "0002_guards")]

    operations = [
        *(
            insert_only(f"funding_{table}")
            for table in (
                "expenditure",
                "advance",
                "milestoneverdict",
                "milestoneforecast",
                "refundrisk",
                "municipalshare",
            )
        ),
        KEY_ADDS_UP,
    ]

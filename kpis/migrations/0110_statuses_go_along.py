import django.db.models.deletion
from django.db import migrations, models

from izaportal.core.triggers import goes_along


class Migration(migrations.Migration):
    dependencies = [("kpis", "0090_headline_order"), ("core", "0110_goes_along")]
    operations = [
        migrations.AlterField(
            "indicatorstatus",
            "indicator",
            models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="statuses", to="kpis.indicator"
            ),
        ),
        *goes_along("kpis_indicatorstatus", "indicator_id", "kpis_indicator"),
    ]

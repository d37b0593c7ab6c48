from django.db import migrations, models

from izaportal.core.triggers import facts_fixed

MAY_CHANGE = ("state", "decided_at", "decided_by_id", "superseded_at", "supersedes_id")


class Migration(migrations.Migration):
    """Why an implausible value is right, and why a value was returned; the remark comes with the return."""

    dependencies = [("kpis", "0004_order_by_id")]

    operations = [
        migrations.AddField(
            model_name="measurement",
            name="confirmation",
            field=models.TextField(blank=True, default="", verbose_name="bevestiging van een opvallende waarde"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="measurement",
            name="remark",
            field=models.TextField(blank=True, default="", verbose_name="opmerking bij het terugsturen"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="measurement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "returned"), _negated=True) | models.Q(("remark", ""), _negated=True),
                name="kpis_measurement_returned_has_remark",
            ),
        ),
        migrations.RunSQL(
            facts_fixed("kpis_measurement", may_change=MAY_CHANGE).reverse_sql,
            facts_fixed("kpis_measurement", may_change=MAY_CHANGE).sql,
        ),
        facts_fixed("kpis_measurement", may_change=(*MAY_CHANGE, "remark")),
    ]

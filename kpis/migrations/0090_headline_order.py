from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("kpis", "0060_effects_measured"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="headline_order",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="plaats bij de kernindicatoren"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.CheckConstraint(
                condition=models.Q(headline_order__isnull=True) | models.Q(headline_order__gte=1),
                name="kpis_indicator_headline_order_from_one",
            ),
        ),
    ]

import izaportal.core.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0140_replaced_decisions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="project",
            name="aims",
            field=izaportal.core.fields.SomeOfField(
                blank=True,
                choices=[
                    ("health", "gezondheidswinst"),
                    ("experience", "ervaren kwaliteit van zorg"),
                    ("efficiency", "interne doelmatigheid"),
                    ("costs", "lagere zorgkosten"),
                    ("professionals", "ontzorgen professionals"),
                ],
                default=list,
                verbose_name="quadruple aim",
            ),
        ),
    ]

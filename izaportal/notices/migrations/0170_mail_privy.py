"""What a gathered mail tells of reports is held back from who no longer writes or judges them.

Those that wait now name no right; they were made of what their person might see then.
"""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0160_kinds_that_are_told")]

    operations = [
        migrations.AddField(
            model_name="mailmessage",
            name="privy",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                default=list,
                size=None,
                verbose_name="besloten",
            ),
        ),
    ]

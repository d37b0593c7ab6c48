"""What a mail gathers becomes known, so that it is held back from who may not see all of it any more.

Those that wait now name no programme; they were made of what their person might see then.
"""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0080_digests")]

    operations = [
        migrations.AddField(
            model_name="mailmessage",
            name="gathers",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60),
                blank=True,
                default=list,
                size=None,
                verbose_name="verzamelt van",
            ),
        ),
    ]

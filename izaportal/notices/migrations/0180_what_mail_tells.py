"""What a gathered mail tells can wait again when it may not be sent. Those of before name nothing."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0170_mail_privy'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailmessage',
            name='tells',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), blank=True, default=list, size=None, verbose_name='meldingen'),
        ),
    ]

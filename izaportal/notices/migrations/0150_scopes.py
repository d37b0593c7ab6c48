"""What is told of a report is seen by who still writes or judges it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0130_pack_notices")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="scope",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="project"),
            preserve_default=False,
        )
        for name in ("notice", "mailmessage")
    ]

"""A file tells what it rests on beside the frozen rows, so that an older one can be told from what is known now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reporting", "0110_standings_go_along")]

    operations = [
        migrations.AddField(
            model_name="packfile",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=64, verbose_name="waarop het rust"),
            preserve_default=False,
        ),
    ]

from django.db import migrations

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("reporting", "0065_pack_files"), ("core", "0002_guards")]

    operations = [insert_only("reporting_packfile")]

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

from izaportal.core.triggers import INSTALL_INSERT_ONLY, insert_only


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        BtreeGistExtension(),
        INSTALL_INSERT_ONLY,
        insert_only("core_auditentry"),
    ]

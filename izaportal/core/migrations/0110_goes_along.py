from django.db import migrations

from izaportal.core.triggers import INSTALL_GOES_ALONG


class Migration(migrations.Migration):
    dependencies = [("core", "0007_scope_of_a_grant")]
    operations = [INSTALL_GOES_ALONG]

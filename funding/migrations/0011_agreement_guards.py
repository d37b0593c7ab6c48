from django.db import migrations

from izaportal.core.triggers import insert_only


class Migration(migrations.Migration):
    dependencies = [("funding", "0010_agreements_are_edited")]

    operations = [insert_only(f"funding_{table}") for table in ("paymentstep", "distinctcosts")]

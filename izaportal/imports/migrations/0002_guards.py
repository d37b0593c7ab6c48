from django.db import migrations

from izaportal.core.triggers import facts_fixed, insert_only

WHAT_BECAME_OF_IT = (
    "book", "state", "run_id", "report", "reason", "undo_reason", "applied_at", "undone_at", "batch",
)


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_imports"), ("core", "0002_guards")]

    operations = [
        insert_only("imports_importedrow"),
        facts_fixed("imports_import", may_change=WHAT_BECAME_OF_IT),
    ]

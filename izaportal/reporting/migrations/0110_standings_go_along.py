import django.db.models.deletion
from django.db import migrations, models

from izaportal.core.triggers import goes_along


class Migration(migrations.Migration):
    dependencies = [("reporting", "0080_publications"), ("core", "0110_goes_along")]
    operations = [
        migrations.AlterField(
            "projectstanding",
            "project",
            models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="standings",
                to="projects.project",
            ),
        ),
        *goes_along("reporting_projectstanding", "project_id", "projects_project"),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    """The day a project stops is that of the decision, kept nowhere else."""

    dependencies = [("projects", "0001_initial")]

    operations = [migrations.RemoveField(model_name="project", name="stopped_on")]
